import ArgumentParser
import EventStore
import ReviewServer

struct UserChangeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "change", abstract: "Change what somebody may do.")

    @OptionGroup var database: DatabaseOption

    @Argument(help: "Whose.")
    var name: String

    @Option(help: "viewer, operator or admin.")
    var role: UserRole?

    @Option(help: ArgumentHelp("Only these feeds, separated by commas.", valueName: "names"))
    var feeds: String?

    @Flag(help: "All feeds.")
    var allFeeds = false

    @Flag(inversion: .prefixedEnableDisable, help: "Whether the user may log in.")
    var login: Bool?

    func validate() throws {
        if allFeeds, feeds != nil { throw ValidationError("--feeds or --all-feeds, not both") }
        if role == nil, feeds == nil, !allFeeds, login == nil {
            throw ValidationError(
                "say what to change: --role, --feeds, --all-feeds, --disable-login")
        }
    }

    func run() throws {
        try UserStore.telling {
            let users = try UserStore(database)
            let user = try users.user(name)
            var change = UserChange()
            change.role = role
            change.isDisabled = login.map { !$0 }
            if allFeeds { change.feeds = .all }
            if let feeds {
                let names = FeedNames(store: users.store, path: users.path)
                change.feeds = .only(try names.identifiers(feeds))
            }
            _ = try users.store.changeUser(user.id, change, by: users.actor)
            StandardOutput.line("\(user.name) was changed, and is logged out everywhere")
        }
    }
}

struct UserPasswordCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "password", abstract: "Give somebody a new password.")

    @OptionGroup var database: DatabaseOption

    @Argument(help: "Whose.")
    var name: String

    @Flag(help: "Read the password from standard input, one line, instead of asking for it.")
    var passwordStdin = false

    func run() throws {
        try UserStore.telling {
            let users = try UserStore(database)
            let user = try users.user(name)
            var change = UserChange()
            change.passwordHash = try PasswordHasher().hash(
                PasswordEntry.read(fromInput: passwordStdin))
            _ = try users.store.changeUser(user.id, change, by: users.actor)
            StandardOutput.line("\(user.name) has a new password, and is logged out everywhere")
        }
    }
}

struct UserRemoveCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove", abstract: "Let somebody log in no more.")

    @OptionGroup var database: DatabaseOption

    @Argument(help: "Whom.")
    var name: String

    func run() throws {
        try UserStore.telling {
            let users = try UserStore(database)
            let user = try users.user(name)
            _ = try users.store.removeUser(user.id, by: users.actor)
            StandardOutput.line("\(user.name) was removed, and is logged out everywhere")
            if try !users.store.hasUsers() {
                StandardOutput.line(
                    "No users are left: whoever sits at this machine may do everything")
            }
        }
    }
}
