import Footage
import Synchronization
import Testing

@testable import EventStore

@Suite struct AccessTests {
    let folder: TemporaryFolder
    let store: EventStore
    let gate: FeedID
    let harbour: FeedID
    private let time = Clock()

    /// A clock that is moved by hand.
    final class Clock: Sendable {
        let now = Mutex<Int64>(1_700_000_000_000_000)
        func advance(seconds: Int64) { now.withLock { $0 += seconds * 1_000_000 } }
    }

    init() throws {
        folder = try TemporaryFolder()
        let time = time
        store = try EventStore(
            path: folder.file("t.sqlite"),
            clock: { WallTime(microsecondsUTC: time.now.withLock { $0 }) })
        gate = try store.feed(named: "gate").id
        harbour = try store.feed(named: "harbour").id
    }

    private func add(_ name: String = "Ani", feeds: Set<FeedID>? = nil) throws -> UserRecord {
        try store.addUser(
            UserDraft(name: name, role: .operator, passwordHash: "$scrypt$x", feeds: feeds),
            by: "root")
    }

    @Test("Users are stored with their role and feeds, and found whatever the case")
    func users() throws {
        #expect(try !store.hasUsers())
        let user = try add(feeds: [gate])
        #expect(try store.hasUsers())
        #expect(user.role == .operator && user.feeds == [gate] && !user.isDisabled)
        #expect(try store.user(named: "ani") == user)
        #expect(try store.user(user.id) == user)
        #expect(try store.user(named: "Budi") == nil)
        #expect(try add("Budi").feeds == nil)
        #expect(try store.users().map(\.name) == ["Ani", "Budi"])
        #expect(UserRole.viewer < .operator && UserRole.operator < .admin)
    }

    @Test("A name is given once, and must be one that a person can read")
    func names() throws {
        _ = try add()
        #expect(throws: EventStoreError.nameTaken(path: store.path, what: "user", name: "ANI")) {
            try add("ANI")
        }
        for name in ["", " Ani", "a\nb", "a\u{202E}b", String(repeating: "a", count: 101)] {
            let error = #expect(throws: EventStoreError.self) { try add(name) }
            #expect(error?.trouble == .invalid)
        }
        #expect(throws: EventStoreError.unknownFeed(path: store.path, id: 99)) {
            try add("Budi", feeds: [FeedID(rawValue: 99)])
        }
        #expect(try store.users().count == 1)
    }

    @Test("Every change gives a user a new revision, and only what was asked for changes")
    func changes() throws {
        let user = try add(feeds: [gate])
        let disabled = try store.changeUser(user.id, UserChange(isDisabled: true), by: "root")
        var expected = user
        (expected.isDisabled, expected.revision) = (true, 2)
        #expect(disabled == expected)
        let wider = try store.changeUser(
            user.id, UserChange(role: .admin, feeds: .all, isDisabled: false), by: "root")
        #expect(wider.feeds == nil && wider.role == .admin && wider.revision == 3)
        let moved = try store.changeUser(
            user.id, UserChange(passwordHash: "new", feeds: .only([harbour])), by: "root")
        #expect(moved.feeds == [harbour] && moved.passwordHash == "new")
        #expect(try store.removeUser(user.id, by: "root"))
        #expect(try !store.removeUser(user.id, by: "root"))
        #expect(throws: EventStoreError.self) {
            try store.changeUser(user.id, UserChange(), by: "root")
        }
        let again = try add()
        #expect(again.id != user.id, "a number is never given twice")
    }

    @Test("The audit log tells of users, but never their password's hash")
    func audited() throws {
        let user = try add(feeds: [harbour, gate])
        _ = try store.changeUser(user.id, UserChange(passwordHash: "secret-hash"), by: "root")
        try store.removeUser(user.id, by: "root")
        let entries = try store.auditEntries()
        #expect(entries.map(\.action) == [.userRemoved, .userChanged, .userAdded])
        #expect(entries.allSatisfy { $0.actor == "root" && $0.subjectJSON.contains("Ani") })
        #expect(!entries.contains { $0.subjectJSON.contains("hash") })
        #expect(entries[2].subjectJSON.contains(#""feeds":[1,2]"#))
        #expect(entries[1].subjectJSON.contains(#""password_changed":true"#))
    }

    @Test("Leave to see an event ends when its time is over or it is taken back")
    func unmasking() throws {
        try ScanFixture(store).scan(motion: [2...5])
        let event = try #require(try store.events().events.first)
        #expect(try store.activeUnmask(of: event.id) == nil)
        let grant = try store.grantUnmask(
            event.id, by: "Ani", reason: "theft", duration: MediaTime(seconds: 3600))
        #expect(try store.activeUnmask(of: event.id) == grant)
        #expect(grant.eventUUID == event.uuid && grant.by == "Ani" && grant.reason == "theft")
        time.advance(seconds: 3599)
        #expect(try store.activeUnmask(of: event.id) == grant)
        time.advance(seconds: 1)
        #expect(try store.activeUnmask(of: event.id) == nil)
        #expect(try !store.revokeUnmask(event.id, by: "Ani"))
        _ = try store.grantUnmask(
            event.id, by: "Ani", reason: "theft", duration: MediaTime(seconds: 3600))
        #expect(try store.revokeUnmask(event.id, by: "Budi"))
        #expect(try store.activeUnmask(of: event.id) == nil)
        #expect(
            try store.auditEntries().map(\.action) == [.unmaskRevoked, .unmasked, .unmasked])
        #expect(throws: EventStoreError.self) {
            try store.grantUnmask(event.id, by: "Ani", reason: "", duration: .zero)
        }
        #expect(throws: EventStoreError.self) {
            try store.grantUnmask(
                EventID(rawValue: 99), by: "Ani", reason: "", duration: MediaTime(seconds: 1))
        }
    }

    @Test("Exports are listed for those who may see all of their feeds")
    func exports() throws {
        try ScanFixture(store).scan(motion: [2...5])
        try ScanFixture(store, feed: "harbour").scan(.sample("/b.mp4"), motion: [2...5])
        let events = try store.events(order: .oldestFirst).events
        func export(_ name: String, _ events: [EventRecord]) throws -> ExportRecord {
            try store.addExport(
                ExportDraft(
                    name: name, path: "/out/\(name)", purpose: "theft", requestNumber: "7/2026",
                    language: "id", contents: "stretch", events: events.map(\.id), files: 9,
                    bytes: 1000, manifestSHA256: "ab"), by: "Ani")
        }
        let one = try export("one", [events[0]])
        let both = try export("both", events)
        #expect(both.events == events.map(\.uuid) && both.feeds == [gate, harbour])
        #expect(try store.exports() == [both, one])
        #expect(try store.exports(permittedFeeds: [gate]) == [one])
        #expect(try store.exports(permittedFeeds: []) == [])
        #expect(try store.export(one.id) == one)
        let entry = try #require(try store.auditEntries(limit: 1).first)
        #expect(entry.action == .exported && entry.subjectJSON.contains(both.uuid))
        #expect(throws: EventStoreError.unknownEvent(path: store.path, id: 99)) {
            try store.addExport(
                ExportDraft(
                    name: "", path: "", purpose: "", requestNumber: "", language: "", contents: "",
                    events: [EventID(rawValue: 99)], files: 0, bytes: 0, manifestSHA256: ""),
                by: "Ani")
        }
        #expect(try store.exports().count == 2, "an export that fails leaves nothing")
    }
}
