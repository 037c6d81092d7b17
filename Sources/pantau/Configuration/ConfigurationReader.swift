import FeedPipeline
import Footage
import Foundation
import TypedText
import Yams

/// Reads `pantau.yaml`. What is wrong is told with file, line and what was probably meant.
struct ConfigurationReader {
    let path: String

    static func read(_ path: String) throws -> Configuration {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw CommandFailure(
                message: "\(path): cannot be read; check the path and its permissions", status: 2)
        }
        return try ConfigurationReader(path: path).parse(String(decoding: data, as: UTF8.self))
    }

    func parse(_ text: String) throws -> Configuration {
        let root: Node?
        do {
            root = try Yams.compose(yaml: text)
        } catch YamlError.parser(_, let problem, let mark, _) {
            throw CommandFailure(message: "\(path):\(mark.line): \(problem)", status: 2)
        } catch {
            throw failure("\(error)".split(separator: "\n").first.map(String.init) ?? "", nil)
        }
        var configuration = Configuration()
        guard let root else { return configuration }
        for (key, value) in try members(of: root, known: ["defaults", "feeds"]) {
            if key == "defaults" {
                configuration.defaults = try feed(value)
                continue
            }
            if value.null != nil { continue }
            guard let feeds = value.mapping else {
                throw failure("feeds maps the name of each feed to its settings", value)
            }
            for (name, settings) in feeds {
                guard let name = name.string else { throw failure("a feed needs a name", name) }
                configuration.feeds[name] = try feed(settings)
            }
        }
        return configuration
    }

    private static let feedKeys = [
        "site", "time_zone", "sensitivity", "minimum_event_length", "event_gap", "pre_roll",
        "post_roll", "zones", "masks", "model",
    ]

    private func feed(_ node: Node) throws -> FeedConfiguration {
        var feed = FeedConfiguration()
        for (key, value) in try members(of: node, known: Self.feedKeys) {
            switch key {
            case "site": feed.site = try told(value) { $0 }
            case "time_zone":
                feed.timeZone = try told(value) { try TimeZoneName.zone(named: $0) }
            case "sensitivity": feed.sensitivity = try share(value)
            case "minimum_event_length": feed.minimumEventLength = try duration(value)
            case "event_gap": feed.eventGap = try duration(value)
            case "pre_roll": feed.preRoll = try duration(value)
            case "post_roll": feed.postRoll = try duration(value)
            case "zones": feed.zones = try polygons(value)
            case "model": feed.model = try told(value, modelFile)
            default: feed.masks = try polygons(value)
            }
        }
        return feed
    }

    private func members(of node: Node, known: [String]) throws -> [(String, Node)] {
        // A key with nothing under it says nothing.
        if node.null != nil { return [] }
        guard let mapping = node.mapping else {
            throw failure("here come keys and values: \(known.joined(separator: ", "))", node)
        }
        return try mapping.map { key, value in
            guard let name = key.string, known.contains(name) else {
                let name = key.string ?? ""
                let nearest = known.min {
                    EditDistance.between($0, name) < EditDistance.between($1, name)
                }
                throw failure("unknown key '\(name)'; did you mean '\(nearest ?? "")'?", key)
            }
            return (name, value)
        }
    }

    private func duration(_ node: Node) throws -> MediaTime {
        try told(node) { try CommandLineTime.duration($0) }
    }

    private func share(_ node: Node) throws -> Double {
        guard let number = node.float, (0...1).contains(number) else {
            throw failure("sensitivity is a number from 0 to 1", node)
        }
        return number
    }

    /// What does not begin with `/` lies beside the configuration.
    private func modelFile(_ text: String) -> String {
        text.hasPrefix("/")
            ? text
            : URL(filePath: path).deletingLastPathComponent().appending(path: text).path
    }

    /// `[[[x, y], [x, y], [x, y]], …]`, each coordinate in 0…1.
    private func polygons(_ node: Node) throws -> [Polygon] {
        let form = "a list of polygons, each a list of at least three [x, y] in 0…1"
        guard let list = node.sequence else { throw failure(form, node) }
        return try list.map { polygon in
            let points = try (polygon.sequence.map(Array.init) ?? []).map { point in
                let numbers = point.sequence?.compactMap(\.float) ?? []
                guard numbers.count == 2, point.sequence?.count == 2,
                    numbers.allSatisfy({ (0...1).contains($0) })
                else { throw failure(form, point) }
                return NormalizedPoint(x: numbers[0], y: numbers[1])
            }
            guard points.count >= 3 else { throw failure(form, polygon) }
            return Polygon(points: points)
        }
    }

    private func told<Value>(
        _ node: Node, _ read: (String) throws -> Value
    ) throws -> Value {
        guard let text = node.string else { throw failure("a single value is wanted", node) }
        do {
            return try read(text)
        } catch {
            throw failure("\(error)", node)
        }
    }

    private func failure(_ what: String, _ node: Node?) -> CommandFailure {
        let line = node?.mark.map { ":\($0.line)" } ?? ""
        return CommandFailure(message: "\(path)\(line): \(what)", status: 2)
    }
}
