import EventStore
import Foundation

/// The metrics of one server, with what the database tells.
struct ServerReport {
    let text: String

    init(services: Services, store: EventStore) throws {
        var report = PrometheusText()
        let state = services.metrics.snapshot
        report.add(
            "pantau_build_info", "gauge", "The program that runs.",
            [([("version", services.settings.version)], "1")])
        report.add(
            "pantau_requests_total", "counter", "Requests answered, by route and status.",
            state.requests.sorted { $0.key < $1.key }.map { key, count in
                (
                    [("method", key.method), ("route", key.route), ("status", String(key.status))],
                    String(count)
                )
            })
        report.addHistograms(
            "pantau_request_seconds", "Time until the answer began, by route.",
            state.latencies.sorted { $0.key < $1.key }.map { ($0.key, $0.value) })
        report.add(
            "pantau_requests_in_flight", "gauge", "Requests being answered.",
            state.requestsInFlight)
        report.add(
            "pantau_logins_total", "counter", "Attempts to log in.",
            [
                ([("result", "failed")], String(state.logins.failed)),
                ([("result", "succeeded")], String(state.logins.succeeded)),
            ])
        report.add("pantau_sessions", "gauge", "People logged in.", services.sessions.count)
        report.add(
            "pantau_event_streams", "gauge", "Open pages that follow changes.",
            services.watch.subscriberCount)
        report.add(
            "pantau_calls_running", "gauge", "Blocking calls that run, by pool.",
            services.pools.all.map { ([("pool", $0.name)], String($0.load.running)) })
        report.add(
            "pantau_calls_waiting", "gauge", "Blocking calls that wait, by pool.",
            services.pools.all.map { ([("pool", $0.name)], String($0.load.waiting)) })
        report.add(
            "pantau_cache_bytes", "gauge", "Clips and previews that are kept.",
            Self.bytes(in: services.cacheFolder))
        let feeds = try store.feedSummaries()
        report.add(
            "pantau_events", "gauge", "Events in the database, by feed.",
            feeds.map { ([("feed", $0.feed.name)], String($0.events)) })
        report.add(
            "pantau_events_unreviewed", "gauge", "Events that nobody has looked at, by feed.",
            feeds.map { ([("feed", $0.feed.name)], String($0.unreviewed)) })
        for metric in services.settings.live?.metrics() ?? [] { report.add(metric) }
        text = report.text
    }

    private static func bytes(in folder: String) -> Int {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.reduce(0) { sum, name in
            let facts = try? FileManager.default.attributesOfItem(atPath: folder + "/" + name)
            return sum + ((facts?[.size] as? NSNumber)?.intValue ?? 0)
        }
    }
}
