import Foundation

/// What Home Assistant is told so that each feed appears there as a device.
///
/// Source: Home Assistant, "MQTT discovery", "MQTT binary sensor", "MQTT sensor", "MQTT image".
struct Discovery {
    let prefix: String
    let topics: TopicNames
    let version: String
    let hasSnapshots: Bool

    private struct Configuration: Encodable {
        var name: String
        var uniqueId: String
        var stateTopic: String?
        var payloadOn: String?
        var payloadOff: String?
        var deviceClass: String?
        var valueTemplate: String?
        var jsonAttributesTopic: String?
        var icon: String?
        var imageTopic: String?
        var contentType: String?
        var availabilityTopic: String
        var payloadAvailable = "online"
        var payloadNotAvailable = "offline"
        var qos = 1
        var device: Device
        var origin: Origin
    }

    private struct Device: Encodable {
        var identifiers: [String]
        var name: String
        var manufacturer = "pantau"
        var model = "CCTV feed"
        var swVersion: String
        var suggestedArea: String?
    }

    private struct Origin: Encodable {
        var name = "pantau"
        var swVersion: String
    }

    /// Retained, one for each thing that a feed has.
    func notices(for feed: LiveFeed) -> [TopicBoard.Notice] {
        var things = [("binary_sensor", motion(of: feed)), ("sensor", lastEvent(of: feed))]
        if hasSnapshots { things.append(("image", snapshot(of: feed))) }
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return things.compactMap { component, configuration in
            guard let data = try? encoder.encode(configuration) else { return nil }
            return TopicBoard.Notice(
                topic(component, configuration.uniqueId), [UInt8](data))
        }
    }

    /// Makes a feed disappear.
    func removal(of feed: LiveFeed) -> [TopicBoard.Notice] {
        notices(for: feed).map { TopicBoard.Notice($0.topic, []) }
    }

    /// Letters, digits, `_` and `-` alone, as the identifiers are.
    private func topic(_ component: String, _ identifier: String) -> String {
        "\(prefix)/\(component)/\(identifier)/config"
    }

    private func motion(of feed: LiveFeed) -> Configuration {
        var thing = thing("Motion", "motion", of: feed)
        thing.stateTopic = topics.motion(of: feed.name)
        thing.payloadOn = "ON"
        thing.payloadOff = "OFF"
        thing.deviceClass = "motion"
        return thing
    }

    private func lastEvent(of feed: LiveFeed) -> Configuration {
        var thing = thing("Last event", "event", of: feed)
        thing.stateTopic = topics.lastEvent(of: feed.name)
        thing.valueTemplate = "{{ value_json.kind }}"
        thing.jsonAttributesTopic = topics.lastEvent(of: feed.name)
        thing.icon = "mdi:cctv"
        return thing
    }

    private func snapshot(of feed: LiveFeed) -> Configuration {
        var thing = thing("Last picture", "picture", of: feed)
        thing.imageTopic = topics.snapshot(of: feed.name)
        thing.contentType = "image/jpeg"
        return thing
    }

    private func thing(_ name: String, _ what: String, of feed: LiveFeed) -> Configuration {
        Configuration(
            name: name, uniqueId: "pantau_\(feed.uuid)_\(what)",
            availabilityTopic: topics.available,
            device: Device(
                identifiers: ["pantau_\(feed.uuid)"], name: feed.name, swVersion: version,
                suggestedArea: feed.site),
            origin: Origin(swVersion: version))
    }
}
