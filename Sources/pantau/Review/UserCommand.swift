public import ArgumentParser
public import EventStore
import Foundation
import ReviewServer

struct UserCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "user",
        abstract: "Say who may log in to the review, and what they may do.",
        discussion: """
            viewer: sees events, with people pixelated. operator: also decides, draws zones, \
            unmasks with a reason, hands over evidence. admin: also privacy masks and the audit \
            log. Once there is a user, everybody must log in.

              pantau user add siti --role operator --feeds pelabuhan,gerbang
              pantau user password siti
            """,
        subcommands: [
            UserAddCommand.self, UserListCommand.self, UserChangeCommand.self,
            UserPasswordCommand.self, UserRemoveCommand.self,
        ])
}

extension UserRole: ExpressibleByArgument {}

struct UserAddCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Let somebody log in.")

    @OptionGroup var database: DatabaseOption

    @Argument(help: "The name to log in by.")
    var name: String

    @Option(help: "viewer, operator or admin.")
    var role: UserRole

    @Option(help: ArgumentHelp("Only these feeds, separated by commas.", valueName: "names"))
    var feeds: String?

    @Flag(help: "Read the password from standard input, one line, instead of asking for it.")
    var passwordStdin = false

    func run() throws {
        try UserStore.telling {
            let users = try UserStore(database)
            let chosen = try feeds.map {
                try FeedNames(store: users.store, path: users.path).identifiers($0)
            }
            guard try users.store.user(named: name) == nil else {
                throw CommandFailure(
                    message: "there is a user \(name) already; use pantau user change \(name)",
                    status: 2)
            }
            let password = try PasswordEntry.read(fromInput: passwordStdin)
            let draft = UserDraft(
                name: name, role: role, passwordHash: try PasswordHasher().hash(password),
                feeds: chosen)
            let user = try users.store.addUser(draft, by: users.actor)
            StandardOutput.line("\(user.name) may log in as \(user.role.rawValue)")
        }
    }
}

struct UserListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List who may log in.")

    @OptionGroup var database: DatabaseOption

    func run() throws {
        try UserStore.telling {
            let store = try database.open(.readOnly)
            let names = Dictionary(uniqueKeysWithValues: try store.feeds().map { ($0.id, $0.name) })
            let users = try store.users()
            guard !users.isEmpty else {
                return StandardOutput.line(
                    "No users: whoever sits at this machine may do everything, and no other "
                        + "address is served")
            }
            for user in users {
                let feeds = user.feeds.map { $0.compactMap { names[$0] }.sorted() }
                let seen = feeds.map { $0.isEmpty ? "no feeds" : $0.joined(separator: ", ") }
                let state = user.isDisabled ? ", disabled" : ""
                StandardOutput.line(
                    "\(user.name): \(user.role.rawValue), \(seen ?? "all feeds")\(state)")
            }
        }
    }
}
