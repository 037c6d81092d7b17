import EventStore
import Footage
import Foundation

/// What is published now and then of how it goes: one JSON object.
struct StatisticsPayload {
    private struct Destination: Encodable {
        var waiting: Int
        var refused: Int
        var delivered: Int
        var dropped: Int
        var failingSince: String?
    }

    private struct Alerts: Encodable {
        var time: String
        var alerts: [String: Destination]
    }

    let time: WallTime
    let summaries: [OutboxSummary]

    /// - Parameter watch: a JSON object of whoever watches; what is none is left out.
    func json(watch: String) -> String {
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let alerts = Alerts(
            time: AlertTime.iso(time),
            alerts: Dictionary(
                uniqueKeysWithValues: summaries.map { summary in
                    (
                        summary.destination,
                        Destination(
                            waiting: summary.waiting, refused: summary.refused,
                            delivered: summary.delivered, dropped: summary.dropped,
                            failingSince: summary.failingSince.map(AlertTime.iso))
                    )
                }))
        guard let data = try? encoder.encode(alerts) else { return "{}" }
        let text = String(decoding: data, as: UTF8.self)
        let isObject = (try? JSONSerialization.jsonObject(with: Data(watch.utf8))) is [String: Any]
        guard isObject else { return text }
        return String(text.dropLast()) + ",\"watch\":\(watch)}"
    }
}
