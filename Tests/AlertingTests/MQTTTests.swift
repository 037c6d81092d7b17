import EventStore
import Footage
import Foundation
import Testing

@testable import Alerting

/// With a real broker and a real subscriber.
@Suite(.serialized, .enabled(if: Tool.hasMosquitto, "mosquitto is not installed"))
struct `Alerts by MQTT` {
    private static let events = "pantau/events"
    private let folder: TemporaryFolder
    private let live: LiveStore
    private let notices = Notices()

    init() throws {
        folder = try TemporaryFolder()
        live = try LiveStore(folder)
    }

    private func service(
        _ destinations: AlertDestination..., options: AlertOptions = AlertOptions(version: "1.2"),
        picture: [UInt8]? = nil
    ) -> AlertService {
        let notices = notices
        return AlertService(
            store: live.store, destinations: destinations, options: options,
            surroundings: AlertSurroundings(
                say: { notices.say($0) }, picture: { _, _ in picture }))
    }

    @Test func `tell an event with everything that is known of it`() throws {
        let broker = try Broker()
        let subscriber = try Subscriber(broker)
        var destination = broker.destination()
        destination.picture = .pixelated
        let picture: [UInt8] = [0xFF, 0xD8, 0xFF, 0, 10, 13, 0xD9]
        let service = service(
            destination, options: AlertOptions(reviewAddress: "https://review.example"),
            picture: picture)
        service.start(feeds: [live.liveFeed])
        try live.addEvent()
        #expect(eventually { subscriber.messages(on: Self.events).count == 1 })
        let message = try #require(subscriber.messages(on: Self.events).first)
        #expect(!message.isRetained)
        let object = message.object
        #expect(object["type"] as? String == "new" && object["feed"] as? String == "jetty north")
        #expect(object["kind"] as? String == "motion" && object["severity"] as? String == "motion")
        #expect(object["start"] as? String == "2025-11-30T10:53:24.000000Z")
        #expect(object["start_us"] as? Int64 == 1_764_500_004_000_000)
        #expect(object["link"] as? String == "https://review.example/events/1")
        #expect(object["picture"] == nil && object["goes_on"] as? Bool == true)
        let sentence = try #require(object["sentence"] as? [String: String])
        #expect(sentence["en"] == "jetty north (Pelabuhan): motion from 18:53:24 to 18:53:26")
        #expect(sentence["id"] == "jetty north (Pelabuhan): gerakan dari 18:53:24 sampai 18:53:26")
        let box = try #require((object["boxes"] as? [[String: Double]])?.first)
        #expect(abs((box["x"] ?? 0) - 0.25) < 0.001 && abs((box["height"] ?? 0) - 0.25) < 0.001)
        let snapshot = try #require(subscriber.messages(on: "pantau/jetty_north/snapshot").first)
        #expect([UInt8](snapshot.payload) == picture && !snapshot.isRetained)
        try service.settle(live.feed.id, until: WallTime(microsecondsUTC: .max))
        #expect(eventually { subscriber.messages(on: Self.events).count == 2 })
        let end = try #require(subscriber.messages(on: Self.events).last?.object)
        #expect(end["type"] as? String == "end" && end["goes_on"] as? Bool == false)
        #expect(end["event_uuid"] as? String == object["event_uuid"] as? String)
        #expect(end["id"] as? String != object["id"] as? String)
        #expect(eventually { (try? live.waiting(for: "room").isEmpty) == true })
        service.stop()
        #expect(try live.store.outboxSummaries().map(\.delivered) == [2])
        #expect(notices.texts == [])
    }

    @Test func `wait while the broker is away, and all arrive in order when it is back`() throws {
        let broker = try Broker()
        let subscriber = try Subscriber(broker)
        let service = service(broker.destination())
        service.start(feeds: [live.liveFeed])
        try live.addEvent()
        #expect(eventually { subscriber.messages(on: Self.events).count == 1 })
        broker.stop()
        for _ in 0..<30 { try live.addEvent() }
        #expect(eventually { notices.texts.count == 1 })
        // Long enough for more than one try.
        Thread.sleep(forTimeInterval: 2)
        let waiting = try live.waiting(for: "room")
        #expect(waiting.count == 30)
        #expect(waiting[0].lastError?.contains("127.0.0.1:\(broker.port)") == true)
        try broker.start()
        #expect(eventually(seconds: 60) { (try? live.waiting(for: "room").isEmpty) == true })
        #expect(eventually { subscriber.messages(on: Self.events).count >= 31 })
        service.stop()
        let got = subscriber.messages(on: Self.events).map(\.object)
        var ids: [String] = []
        for object in got {
            let id = try #require(object["id"] as? String)
            if !ids.contains(id) { ids.append(id) }
        }
        #expect(Array(ids.dropFirst()) == waiting.map(\.uuid))
        let sequences = got.compactMap { $0["sequence"] as? Int }
        #expect(sequences == sequences.sorted())
        // Once when it began, once when it was over.
        #expect(notices.texts.count == 2)
        #expect(notices.texts.last?.hasPrefix("delivers again, after ") == true)
    }

    @Test(.timeLimit(.minutes(5)))
    func `lose nothing when the sender is killed, again and again`() async throws {
        let broker = try Broker()
        let subscriber = try Subscriber(broker)
        live.plan("room")
        for _ in 0..<300 { try live.addEvent() }
        let queued = try live.waiting(for: "room").map(\.uuid)
        #expect(queued.count == 300)
        let (path, port) = (live.path, broker.port)
        var left: [Int] = []
        for more in [23, 41, 9, 37, 30] {
            await #expect(processExitsWith: .signal(SIGKILL)) {
                [path = path as String, port = port as Int, more = more as Int] in
                let service = AlertService(
                    store: try EventStore(path: path),
                    destinations: [
                        AlertDestination(
                            name: "room", way: .mqtt(MQTTSettings(host: "127.0.0.1", port: port)))
                    ])
                service.start(feeds: [])
                // Some way into what waits, at no particular instant of the sender.
                let store = try EventStore(path: path)
                let before = try store.outboxSummaries().first?.delivered ?? 0
                while let summary = try store.outboxSummaries().first, summary.waiting > 0,
                    summary.delivered < before + more
                {
                    usleep(500)
                }
                kill(getpid(), SIGKILL)
            }
            left.append(try live.waiting(for: "room").count)
        }
        #expect(left[0] > 0 && left[0] < 300, "killed in the middle: \(left) left")
        let service = service(broker.destination())
        service.start(feeds: [live.liveFeed])
        #expect(eventually(seconds: 60) { (try? live.waiting(for: "room").isEmpty) == true })
        service.stop()
        #expect(eventually { Set(ids(of: subscriber)).isSuperset(of: queued) })
        var first: [String] = []
        var seen: Set<String> = []
        for id in ids(of: subscriber) where seen.insert(id).inserted { first.append(id) }
        #expect(first == queued)
        // What was sent twice is at most the one message of each kill.
        #expect(ids(of: subscriber).count <= 300 + 5)
    }

    private func ids(of subscriber: Subscriber) -> [String] {
        subscriber.messages(on: Self.events).compactMap { $0.object["id"] as? String }
    }

    @Test func `go on while the configuration is read anew`() throws {
        let broker = try Broker()
        let subscriber = try Subscriber(broker)
        var service = service(broker.destination())
        service.start(feeds: [live.liveFeed])
        let (live, count) = (live, 60)
        let writer = Thread {
            for _ in 0..<count {
                try? live.addEvent()
                usleep(10_000)
            }
        }
        writer.start()
        for round in 0..<4 {
            usleep(200_000)
            let next = self.service(broker.destination { $0.clientID = "round-\(round)" })
            next.start(feeds: [live.liveFeed], replacing: service)
            service = next
        }
        #expect(eventually { writer.isFinished })
        #expect(eventually { (try? live.waiting(for: "room").isEmpty) == true })
        service.stop()
        #expect(eventually { subscriber.messages(on: Self.events).count >= count })
        let told = subscriber.messages(on: Self.events).map(\.object)
        #expect(Set(told.compactMap { $0["event"] as? Int }) == Set(1...count))
        let sequences = told.compactMap { $0["sequence"] as? Int }
        #expect(sequences == sequences.sorted())
        // Stored after the end, and nobody's news.
        try live.addEvent()
        #expect(try live.waiting(for: "room").isEmpty)
    }

    @Test func `reach one destination while another does not answer`() throws {
        let broker = try Broker()
        let subscriber = try Subscriber(broker)
        // Takes connections and says nothing.
        let mute = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(mute) }
        let port = try Tool.freePort()
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        address.sin_port = UInt16(port).bigEndian
        let isBound = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(mute, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
        #expect(isBound && listen(mute, 5) == 0)
        let service = service(
            broker.destination("mute") {
                $0.port = port
                $0.timeout = MediaTime(seconds: 60)
            }, broker.destination("room"))
        service.start(feeds: [live.liveFeed])
        let began = Date()
        for _ in 0..<5 { try live.addEvent() }
        #expect(eventually(seconds: 10) { subscriber.messages(on: Self.events).count == 5 })
        #expect(Date().timeIntervalSince(began) < 10)
        #expect(try live.waiting(for: "mute").count == 5)
        // It does not hold up the end either.
        let stopping = Date()
        service.stop()
        #expect(Date().timeIntervalSince(stopping) < 4)
    }
}
