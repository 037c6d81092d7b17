import ConfigurationFile
import EventScoring
import Footage
import Testing

@Suite struct `What is stated of a feed` {
    private static let corner = "[[0, 0], [1, 0], [1, 1]]"

    @Test func `goes over the defaults, key by key`() throws {
        let configuration = try Reading.sound(
            """
            defaults: {time_zone: Asia/Makassar, sensitivity: 0.3, event_gap: 4s, pre_roll: 1m}
            feeds:
              jetty: {sensitivity: 0.7, site: Pelabuhan, post_roll: 00:00:05}
              gate:
            """)
        let jetty = configuration.feed(named: "jetty")
        #expect(jetty.sensitivity == 0.7)
        #expect(jetty.site == "Pelabuhan")
        #expect(jetty.eventGap == MediaTime(seconds: 4))
        #expect(jetty.preRoll == MediaTime(seconds: 60))
        #expect(jetty.postRoll == MediaTime(seconds: 5))
        #expect(jetty.timeZone?.identifier == "Asia/Makassar")
        #expect(configuration.feed(named: "gate").sensitivity == 0.3)
        #expect(configuration.feed(named: "elsewhere").sensitivity == 0.3)
        #expect(configuration.feedNames == ["jetty", "gate"])
    }

    @Test func `may be what it was before zones had names`() throws {
        let configuration = try Reading.sound(
            """
            feeds:
              jetty:
                zones:
                  - [[0.1, 0.4], [0.9, 0.4], [0.9, 1.0], [0.1, 1.0]]
                masks:
                  - [[0.0, 0.0], [0.4, 0.0], [0.4, 0.08], [0.0, 0.08]]
            """)
        let jetty = configuration.feed(named: "jetty")
        #expect(jetty.watched.map(\.points.count) == [4])
        #expect(jetty.masks.map(\.polygon.points.count) == [4])
        #expect(jetty.rules == nil)
    }

    @Test func `limits what is watched by watch and by zones without a name`() throws {
        let jetty = try Reading.sound(
            """
            feeds:
              jetty:
                watch: [\(Self.corner)]
                zones: [[[0, 0], [0, 1], [1, 1]], {name: yard, points: \(Self.corner)}]
            """
        ).feed(named: "jetty")
        #expect(jetty.watched.count == 2)
        #expect(jetty.rules?.zones.map(\.name) == ["yard"])
    }

    @Test func `adds names to the defaults', and a list takes their place`() throws {
        let configuration = try Reading.sound(
            """
            defaults:
              masks: {clock: \(Self.corner), logo: \(Self.corner)}
              privacy_masks: [\(Self.corner)]
            feeds:
              more: {masks: {tree: [[0, 0], [0, 1], [1, 1]]}}
              less: {masks: {logo: off}}
              other: {masks: {clock: [[0, 0], [0, 1], [1, 1]]}}
              list: {masks: [\(Self.corner)], privacy_masks: [\(Self.corner), \(Self.corner)]}
              none: {masks: []}
            """)
        func masks(_ name: String) -> [String?] {
            configuration.feed(named: name).masks.map(\.name)
        }
        #expect(masks("more") == ["clock", "logo", "tree"])
        #expect(masks("less") == ["clock"])
        #expect(masks("other") == ["logo", "clock"])
        #expect(masks("list") == [nil])
        #expect(masks("none") == [])
        #expect(configuration.feed(named: "list").privacyMasks.count == 2)
        #expect(configuration.feed(named: "more").privacyMasks.count == 1)
    }

    @Test func `tells a text from a switch by its quotation marks`() throws {
        let jetty = try Reading.sound(
            """
            feeds:
              jetty:
                site: on
                health: {moved: off, dark: 'OFF ', frozen: No, covered: yes}
            """.replacing("dark: 'OFF ', ", with: "")
        ).feed(named: "jetty")
        #expect(jetty.site == "on")
        #expect(jetty.health[.moved] == HealthSwitch(isOn: false))
        #expect(jetty.health[.frozen] == HealthSwitch(isOn: false))
        #expect(jetty.health[.covered] == HealthSwitch(isOn: true))
        #expect(
            Reading.messages("defaults:\n  health: {moved: 'off'}\n") == [
                "pantau.yaml:2:19: 'moved' is on, off or a length of time, not 'off'"
            ])
    }

    @Test func `switches camera health by kind, with its hold time`() throws {
        let configuration = try Reading.sound(
            """
            defaults: {health: {covered: 20s, defocused: off}}
            feeds:
              jetty: {health: {defocused: {enabled: yes, hold: 1m}, moved: {hold: 10}}}
            """)
        #expect(
            configuration.feed(named: "jetty").health == [
                .covered: HealthSwitch(isOn: true, hold: MediaTime(seconds: 20)),
                .defocused: HealthSwitch(isOn: true, hold: MediaTime(seconds: 60)),
                .moved: HealthSwitch(isOn: true, hold: MediaTime(seconds: 10)),
            ])
        #expect(configuration.defaults.health[.defocused] == HealthSwitch(isOn: false))
        let standard = HealthParameters.standardHolds
        let jetty = HealthParameters(configuration.feed(named: "jetty").health).holdSeconds
        #expect(jetty[.covered] == 20)
        #expect(jetty[.defocused] == 60)
        #expect(jetty[.frozen] == standard[.frozen])
        let defaults = HealthParameters(configuration.defaults.health).holdSeconds
        #expect(defaults[.defocused] == nil)
    }

    @Test func `keeps what was found for as long as is stated`() throws {
        let configuration = try Reading.sound(
            "defaults: {retention: 4w}\nfeeds: {jetty: {retention: forever}, gate: {}}\n")
        #expect(configuration.feed(named: "jetty").retention == .forever)
        #expect(
            configuration.feed(named: "gate").retention
                == .kept(MediaTime(seconds: 28 * 86_400)))
    }

    @Test func `finds files beside the configuration`() throws {
        let yaml = "defaults: {model: models/own.json}\nfeeds: {a: {model: /etc/b.json}}\n"
        let read = ConfigurationReader.parse(yaml, path: "/etc/pantau/pantau.yaml")
        let configuration = try #require(read.configuration)
        #expect(configuration.defaults.model == "/etc/pantau/models/own.json")
        #expect(configuration.feed(named: "a").model == "/etc/b.json")
    }

    @Test func `may hold notes of one's own`() throws {
        let jetty = try Reading.sound(
            "x-contact: 0541-1234\nfeeds:\n  jetty: {x-pole: 12, site: A}\n"
        ).feed(named: "jetty")
        #expect(jetty.site == "A")
    }

    @Test func `may be a number, as names of feeds are`() throws {
        #expect(try Reading.sound("feeds: {12: {site: 7}}\n").feed(named: "12").site == "7")
    }
}
