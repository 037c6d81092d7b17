import EventStore
import Footage
import Foundation
import Testing

@testable import Alerting

/// What a real broker tells of states, which are not queued.
@Suite(.serialized, .enabled(if: Tool.hasMosquitto, "mosquitto is not installed"))
struct `States on a broker` {
    private let folder: TemporaryFolder
    private let live: LiveStore

    init() throws {
        folder = try TemporaryFolder()
        live = try LiveStore(folder)
    }

    private func service(_ destination: AlertDestination) -> AlertService {
        AlertService(store: live.store, destinations: [destination])
    }

    @Test func `say on the broker whether the program is there`() throws {
        let broker = try Broker()
        let subscriber = try Subscriber(broker)
        let service = service(broker.destination())
        service.start(feeds: [live.liveFeed])
        #expect(
            eventually { subscriber.messages(on: "pantau/available").map(\.text) == ["online"] })
        service.stop()
        #expect(
            eventually {
                subscriber.messages(on: "pantau/available").map(\.text) == ["online", "offline"]
            })
        // For who comes later.
        let late = try Subscriber(broker)
        #expect(
            eventually {
                late.messages(on: "pantau/available").map(\.text) == ["offline"]
                    && late.messages(on: "pantau/available")[0].isRetained
            })
    }

    @Test func `let the broker say that the program was killed`() async throws {
        let broker = try Broker()
        let subscriber = try Subscriber(broker)
        let (path, port) = (folder.file("killed.sqlite"), broker.port)
        await #expect(processExitsWith: .signal(SIGKILL)) {
            [path = path as String, port = port as Int] in
            let store = try EventStore(path: path)
            let service = AlertService(
                store: store,
                destinations: [
                    AlertDestination(
                        name: "room", way: .mqtt(MQTTSettings(host: "127.0.0.1", port: port)))
                ])
            service.start(feeds: [])
            // Until others see that it is there.
            _ = eventually {
                (try? Tool.run(
                    "mosquitto_sub",
                    [
                        "-h", "127.0.0.1", "-p", "\(port)", "-t", "pantau/available", "-C", "1",
                        "-W", "1",
                    ])) != nil
            }
            kill(getpid(), SIGKILL)
        }
        #expect(
            eventually {
                subscriber.messages(on: "pantau/available").map(\.text) == ["online", "offline"]
            })
    }

    @Test func `show whether something moves, and again after the broker lost its memory`() throws {
        let broker = try Broker()
        let service = service(broker.destination())
        service.start(feeds: [live.liveFeed])
        let subscriber = try Subscriber(broker)
        let topic = "pantau/jetty_north/motion"
        #expect(eventually { subscriber.messages(on: topic).map(\.text) == ["OFF"] })
        service.motion(live.feed.id, isOn: true)
        #expect(eventually { subscriber.messages(on: topic).map(\.text) == ["OFF", "ON"] })
        service.motion(live.feed.id, isOn: true)
        broker.stop()
        try FileManager.default.removeItem(atPath: broker.folder.file("mosquitto.db"))
        service.motion(live.feed.id, isOn: false)
        try broker.start()
        let late = try Subscriber(broker)
        #expect(eventually { late.messages(on: topic).map(\.text).last == "OFF" })
        #expect(eventually { late.messages(on: "pantau/available").map(\.text) == ["online"] })
        #expect(
            eventually { late.messages.contains { $0.topic.hasPrefix("homeassistant/") } })
        service.stop()
    }

    @Test func `publish statistics with those of whoever watches`() throws {
        let broker = try Broker()
        let subscriber = try Subscriber(broker)
        let service = service(
            broker.destination("night Room") { $0.statisticsInterval = MediaTime(seconds: 1) })
        service.statistics(#"{"feeds":43}"#)
        service.start(feeds: [live.liveFeed])
        try live.addEvent()
        #expect(
            eventually {
                let last = subscriber.messages(on: "pantau/stats").last?.object
                let alerts = last?["alerts"] as? [String: [String: Any]]
                return alerts?["night Room"]?["delivered"] as? Int == 1
                    && (last?["watch"] as? [String: Int])?["feeds"] == 43
            })
        service.statistics("no JSON")
        #expect(eventually { subscriber.messages(on: "pantau/stats").last?.object["watch"] == nil })
        #expect(subscriber.messages(on: "pantau/stats").allSatisfy { !$0.isRetained })
        service.stop()
    }
}
