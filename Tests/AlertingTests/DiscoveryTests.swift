import EventStore
import Footage
import Foundation
import Testing

@testable import Alerting

@Suite struct `What Home Assistant is told` {
    private static let feeds = [
        LiveFeed(id: FeedID(rawValue: 1), uuid: "0190-a", name: "jetty north", site: "Pelabuhan"),
        LiveFeed(id: FeedID(rawValue: 2), uuid: "0190-b", name: "gerbang/utama"),
    ]

    private func discovery(hasSnapshots: Bool = true) -> Discovery {
        Discovery(
            prefix: "homeassistant", topics: TopicNames(prefix: "pantau", feeds: Self.feeds),
            version: "1.2", hasSnapshots: hasSnapshots)
    }

    private func objects(_ notices: [TopicBoard.Notice]) throws -> [String: [String: Any]] {
        var objects: [String: [String: Any]] = [:]
        for notice in notices {
            let object = try JSONSerialization.jsonObject(with: Data(notice.payload))
            objects[notice.topic] = try #require(object as? [String: Any])
        }
        return objects
    }

    @Test func `is a motion sensor, the last event and the last picture of each feed`() throws {
        let notices = discovery().notices(for: Self.feeds[0])
        #expect(notices.allSatisfy { $0.isRetained })
        let things = try objects(notices)
        #expect(
            things.keys.sorted() == [
                "homeassistant/binary_sensor/pantau_0190-a_motion/config",
                "homeassistant/image/pantau_0190-a_picture/config",
                "homeassistant/sensor/pantau_0190-a_event/config",
            ])
        let motion = try #require(
            things["homeassistant/binary_sensor/pantau_0190-a_motion/config"])
        #expect(motion["state_topic"] as? String == "pantau/jetty_north/motion")
        #expect(motion["device_class"] as? String == "motion")
        #expect(motion["payload_on"] as? String == "ON")
        #expect(motion["payload_off"] as? String == "OFF")
        let event = try #require(things["homeassistant/sensor/pantau_0190-a_event/config"])
        #expect(event["state_topic"] as? String == "pantau/jetty_north/event")
        #expect(event["value_template"] as? String == "{{ value_json.kind }}")
        #expect(event["json_attributes_topic"] as? String == "pantau/jetty_north/event")
        let picture = try #require(things["homeassistant/image/pantau_0190-a_picture/config"])
        #expect(picture["image_topic"] as? String == "pantau/jetty_north/snapshot")
        #expect(picture["content_type"] as? String == "image/jpeg")
    }

    /// Keys that Home Assistant documents for these components; it refuses a device without
    /// identifiers.
    @Test func `has for each thing what its documentation asks for`() throws {
        let known: Set<String> = [
            "name", "unique_id", "state_topic", "payload_on", "payload_off", "device_class",
            "value_template", "json_attributes_topic", "icon", "image_topic", "content_type",
            "availability_topic", "payload_available", "payload_not_available", "qos", "device",
            "origin",
        ]
        var identifiers: Set<String> = []
        for feed in Self.feeds {
            for (topic, thing) in try objects(discovery().notices(for: feed)) {
                #expect(known.isSuperset(of: thing.keys))
                #expect(thing["availability_topic"] as? String == "pantau/available")
                #expect(thing["payload_available"] as? String == "online")
                #expect(thing["payload_not_available"] as? String == "offline")
                let device = try #require(thing["device"] as? [String: Any])
                #expect(device["identifiers"] as? [String] == ["pantau_\(feed.uuid)"])
                #expect(device["name"] as? String == feed.name)
                #expect(device["suggested_area"] as? String == feed.site)
                #expect((thing["origin"] as? [String: Any])?["name"] as? String == "pantau")
                let unique = try #require(thing["unique_id"] as? String)
                #expect(identifiers.insert(unique).inserted)
                let levels = topic.split(separator: "/")
                #expect(levels.count == 4 && levels[2] == Substring(unique))
                #expect(
                    unique.allSatisfy {
                        $0.isASCII && ($0.isLetter || $0.isNumber || "_-".contains($0))
                    })
            }
        }
        #expect(identifiers.count == 6)
    }

    @Test func `is taken away by empty messages`() {
        let removal = discovery().removal(of: Self.feeds[0])
        #expect(removal.count == 3)
        #expect(removal.allSatisfy { $0.payload.isEmpty && $0.isRetained })
    }

    @Test func `has no picture where none are sent`() throws {
        #expect(discovery(hasSnapshots: false).notices(for: Self.feeds[0]).count == 2)
    }

    @Test(.enabled(if: Tool.hasMosquitto, "mosquitto is not installed"))
    func `follows feeds that come and go, and can be switched off`() throws {
        let folder = try TemporaryFolder()
        let live = try LiveStore(folder)
        let broker = try Broker()
        let service = AlertService(store: live.store, destinations: [broker.destination()])
        service.start(feeds: Self.feeds)
        let subscriber = try Subscriber(broker)
        let topic = "homeassistant/binary_sensor/pantau_0190-b_motion/config"
        #expect(eventually { subscriber.messages(on: topic).count == 1 })
        service.watch([Self.feeds[0]])
        #expect(eventually { subscriber.messages(on: topic).map(\.text).last == "" })
        #expect(
            eventually { subscriber.messages(on: "pantau/gerbang_utama/motion").last?.text == "" })
        service.stop()
        let late = try Subscriber(broker)
        #expect(eventually { late.messages(on: "pantau/jetty_north/motion").count == 1 })
        #expect(late.messages(on: topic).isEmpty)

        let quiet = try Broker()
        let other = AlertService(
            store: live.store, destinations: [quiet.destination { $0.discoveryPrefix = nil }])
        other.start(feeds: Self.feeds)
        let listener = try Subscriber(quiet)
        #expect(eventually { listener.messages(on: "pantau/jetty_north/motion").count == 1 })
        #expect(listener.messages.allSatisfy { $0.topic.hasPrefix("pantau/") })
        other.stop()
    }
}

@Suite struct `Topics` {
    @Test(arguments: [
        ("jetty", "jetty"), ("jetty north", "jetty_north"), ("a/b", "a_b"), ("a+b#c", "a_b_c"),
        ("$SYS", "_SYS"), ("kamera 1\t", "kamera_1_"), ("café", "café"), ("", "_"),
        ("a\u{0}b", "a_b"), ("a\u{2003}b", "a_b"),
    ])
    func `have one safe level for each feed`(name: String, level: String) {
        #expect(TopicNames.level(of: name) == level)
    }

    @Test func `differ for feeds that would be the same`() {
        let feeds = [("a b", 7), ("a/b", 3), ("a_b", 9)].map { name, id in
            LiveFeed(id: FeedID(rawValue: Int64(id)), uuid: "\(id)", name: name)
        }
        let topics = TopicNames(prefix: "p", feeds: feeds)
        #expect(topics.motion(of: "a/b") == "p/a_b/motion")
        #expect(topics.motion(of: "a b") == "p/a_b-7/motion")
        #expect(topics.motion(of: "a_b") == "p/a_b-9/motion")
    }
}

@Suite struct `The board of topics` {
    private typealias Notice = TopicBoard.Notice

    @Test func `keeps the last state of each topic`() throws {
        let board = TopicBoard()
        #expect(board.post(Notice("a", "1")) && board.post(Notice("b", "1")))
        #expect(board.post(Notice("a", "2")) && !board.post(Notice("a", "2")))
        #expect(board.next == Notice("a", "2"))
        board.published(Notice("a", "2"))
        #expect(board.next == Notice("b", "1"))
        board.published(Notice("b", "1"))
        #expect(board.next == nil)
    }

    @Test func `publishes again what changed while it was published`() {
        let board = TopicBoard()
        board.post(Notice("a", "1"))
        board.post(Notice("a", "2"))
        board.published(Notice("a", "1"))
        #expect(board.next == Notice("a", "2"))
    }

    @Test func `publishes what is retained, and nothing else, after a connection was lost`() {
        let board = TopicBoard()
        for notice in [Notice("a", "1"), Notice("s", "{}", isRetained: false)] {
            board.post(notice)
            board.published(notice)
        }
        board.publishAll()
        #expect(board.next == Notice("a", "1"))
        board.published(Notice("a", "1"))
        #expect(board.next == nil)
    }
}
