import EventStore
import Footage
import Foundation
import Testing

@Suite("The alert commands")
struct AlertCommandTests {
    private let folder: ScratchFolder

    init() throws { folder = try ScratchFolder() }

    private func file(_ yaml: String) throws -> String {
        let file = folder.path("pantau.yaml")
        try Data(yaml.utf8).write(to: URL(fileURLWithPath: file))
        return file
    }

    private func test(
        _ yaml: String, _ arguments: String..., environment: [String: String] = [:]
    ) throws -> PantauProcess.Result {
        try PantauProcess.run(
            ["alert", "test", "--config", try file(yaml)] + arguments, environment: environment)
    }

    /// Nobody listens on it: it belongs to a socket that does not.
    private static func closedPort() -> (port: Int, socket: Int32) {
        let socket = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                _ = bind(socket, pointer, length)
                _ = getsockname(socket, pointer, &length)
            }
        }
        return (Int(UInt16(bigEndian: address.sin_port)), socket)
    }

    @Test("say for each destination what is wrong, and never a secret")
    func troubles() throws {
        let (port, socket) = Self.closedPort()
        defer { close(socket) }
        let yaml = """
            alerts:
              destinations:
                room: {mqtt: {host: 127.0.0.1, port: \(port), user: ani, password: "${ROOM}"}}
                office: {webhook: {url: "http://127.0.0.1:\(port)/${PATH_TOKEN}", secret: "${KEY}"}}
                other: {webhook: {url: "https://example.go.id/", secret: "${NOT_SET}"}}
            """
        let environment = ["ROOM": "rahasia-1", "KEY": "rahasia-2", "PATH_TOKEN": "rahasia-3"]
        let result = try test(yaml, environment: environment)
        #expect(result.status == 1)
        #expect(
            result.output == """
                room: 127.0.0.1:\(port) cannot be reached: Connection refused
                office: http://127.0.0.1:\(port) cannot be reached: nobody answers there
                other: the variable NOT_SET is not set; set it where pantau is started

                """)
        #expect(!(result.output + result.errors).contains("rahasia"))
        let one = try test(yaml, "office", "--json", environment: environment)
        #expect(one.status == 1 && one.objects.count == 1)
        #expect(one.objects.first?["destination"] as? String == "office")
        #expect(one.objects.first?["delivered"] as? Bool == false)
        let broken = try test(yaml, "office", environment: ["KEY": "a\nb", "PATH_TOKEN": "x"])
        #expect(broken.status == 1 && broken.output.contains("KEY has a line end"))
    }

    @Test("end with status 2 where there is nobody to tell, or not that one")
    func nobody() throws {
        let nobody = try test("feeds: {jetty: {}}")
        #expect(nobody.status == 2 && nobody.output == "")
        #expect(nobody.errors.contains("names no destinations; state some under alerts"))
        let unknown = try test(
            "alerts: {destinations: {room: {mqtt: {host: 127.0.0.1}}}}", "rom")
        #expect(unknown.status == 2)
        #expect(unknown.errors.contains("has no destination rom; it has: room"))
        #expect(try test("alerts: {destinations: {room: {}}}").status == 2)
    }

    @Test("stand in what a configuration is said to mean, without secrets")
    func summary() throws {
        let file = try file(
            """
            feeds: {jetty: {}}
            alerts:
              destinations:
                room: {mqtt: {host: localhost}, picture: pixelated}
                office:
                  webhook: {url: "https://example.go.id/rahasia", secret: "${KEY}"}
                  kinds: [intrusion, covered]
                  severity: alert
                  feeds: jetty
            """)
        let result = try PantauProcess.run(["config", "check", file])
        #expect(result.status == 0 && !result.output.contains("rahasia"))
        #expect(
            result.output.hasSuffix(
                """
                DESTINATION  BY               FEEDS  KINDS               SEVERITY             WHEN    PICTURE
                room         MQTT, localhost  all    all                 detection and above  always  pixelated
                office       webhook          jetty  covered, intrusion  alert and above      always  off

                """))
    }

    @Test("tell what waits, what was refused and why, and mend it")
    func list() throws {
        let path = folder.path("t.sqlite")
        #expect(try PantauProcess.run(["alert", "list", "--db", path]).status == 1)
        _ = try EventStore(path: path)
        let empty = try PantauProcess.run(["alert", "list", "--db", path])
        #expect(empty.status == 0 && empty.output == "Nobody was told anything yet.\n")
        let moment = WallTime(microsecondsUTC: 1_700_000_000_000_000)
        let facts = AlertFacts(
            event: 9, uuid: "e",
            feed: .init(id: 1, uuid: "f", name: "jetty", site: nil, timeZone: "Asia/Makassar"),
            kind: .intrusion, severity: .alert, score: 80, start: moment, peak: moment,
            end: moment)
        let json = String(decoding: try JSONEncoder().encode(facts), as: UTF8.self)
        _ = try Database.rows(
            """
            INSERT INTO alert_destination VALUES
                ('office', 7, 1700000000000000, 1700000060000000, 'answers 500', 2, 1700000060000000);
            INSERT INTO alert_outbox VALUES
                (4, 'm4', 'office', 'new', 'e', '\(json)', 1700000000000000, 1, NULL, 'answers 403',
                    1700000001000000),
                (5, 'm5', 'office', 'end', 'e', '\(json)', 1700000002000000, 0, NULL, NULL, NULL);
            """, path)
        let zone = ["TZ": "Asia/Makassar"]
        let list = try PantauProcess.run(["alert", "list", "--db", path], environment: zone)
        #expect(
            list.output == """
                DESTINATION  WAITING  SINCE                     REFUSED  DELIVERED  LAST                      DROPPED
                office             1  2023-11-15 06:13:22 WITA        1          7  2023-11-15 06:13:20 WITA        2
                office: since 2023-11-15 06:14:20 WITA: answers 500
                office: message 4 (new, event 9 of jetty) was refused: answers 403

                """)
        let objects = try PantauProcess.run(
            ["alert", "list", "--json", "--db", path], environment: zone
        ).objects
        #expect(objects.count == 2)
        #expect(objects[0]["waiting"] as? Int == 1 && objects[0]["dropped"] as? Int == 2)
        #expect(objects[0]["oldest"] as? String == "2023-11-15T06:13:22.000+08:00")
        #expect(objects[1]["id"] as? String == "m4")
        #expect(objects[1]["error"] as? String == "answers 403")
        func run(_ arguments: String...) throws -> PantauProcess.Result {
            try PantauProcess.run(["alert"] + arguments + ["--db", path])
        }
        #expect(try run("retry", "offise").errors.contains("it knows: office"))
        #expect(try run("retry", "office").output == "office: 1 message will be sent again\n")
        #expect(try run("drop", "office", "--refused").output == "office: 0 messages dropped\n")
        #expect(try run("drop", "office").output == "office: 2 messages dropped\n")
        #expect(try Database.number("SELECT dropped FROM alert_destination", path) == 4)
    }
}
