import FeedPipeline
import ReviewServer

/// The feeds that are watched, as metrics labelled by feed.
enum WatchMetrics {
    static func of(_ feeds: [CameraStatus]) -> [LiveView.Metric] {
        var metrics: [LiveView.Metric] = []
        func add(
            _ name: String, _ type: String, _ help: String, _ value: (CameraStatus) -> String
        ) {
            metrics.append(
                LiveView.Metric(
                    name: "pantau_live_\(name)", type: type, help: help,
                    samples: feeds.map { .init(labels: [("feed", $0.name)], value: value($0)) }))
        }
        add("up", "gauge", "1 while the feed is watched.") { $0.state == .watching ? "1" : "0" }
        add("frames_arrived_total", "counter", "Pictures that arrived.") { "\($0.counts.arrived)" }
        add("frames_analysed_total", "counter", "Pictures that were analysed.") {
            "\($0.counts.analysed)"
        }
        add("frames_dropped_total", "counter", "Pictures left out: the machine could not keep up.")
        {
            "\($0.counts.dropped)"
        }
        add("packets_lost_total", "counter", "Packets known to be lost on the way.") {
            "\($0.counts.lost)"
        }
        add("decode_errors_total", "counter", "Pictures that could not be decoded.") {
            "\($0.counts.decodeErrors)"
        }
        add("reconnects_total", "counter", "Connections after the first.") {
            "\($0.counts.reconnects)"
        }
        add("bytes_total", "counter", "Bytes of video received.") { "\($0.counts.bytes)" }
        add("clips_total", "counter", "Clips that were begun.") { "\($0.counts.clips)" }
        add("queue_depth", "gauge", "Pictures that wait for their turn.") {
            "\($0.waitingPictures)"
        }
        add("queue_seconds", "gauge", "How long the oldest of them has waited.") {
            "\($0.waitingSeconds)"
        }
        add("level", "gauge", "0 every frame, 1 one of three, 2 key frames alone.") {
            "\($0.level.rawValue)"
        }
        add("motion_ppm", "gauge", "Moving share of the watched area, parts per million.") {
            "\($0.motionPPM)"
        }
        return metrics + [suppressed(feeds), delays(feeds)]
    }

    private static func suppressed(_ feeds: [CameraStatus]) -> LiveView.Metric {
        LiveView.Metric(
            name: "pantau_live_suppressed_pixels_total", type: "counter",
            help: "Moving pixels that were discarded, by reason.",
            samples: feeds.flatMap { feed in
                feed.counts.suppressed.nonZero.map { suppressor, pixels in
                    .init(
                        labels: [("feed", feed.name), ("reason", suppressor.rawValue)],
                        value: "\(pixels)")
                }
            })
    }

    private static func delays(_ feeds: [CameraStatus]) -> LiveView.Metric {
        var samples: [LiveView.Metric.Sample] = []
        for feed in feeds {
            let label = ("feed", feed.name)
            var sum = 0
            for (bound, count) in zip(CameraCounts.delayBounds, feed.counts.delays) {
                sum += count
                samples.append(
                    .init(suffix: "_bucket", labels: [label, ("le", "\(bound)")], value: "\(sum)"))
            }
            let total = feed.counts.delays.reduce(0, +)
            samples.append(
                .init(suffix: "_bucket", labels: [label, ("le", "+Inf")], value: "\(total)"))
            samples.append(
                .init(suffix: "_sum", labels: [label], value: "\(feed.counts.delaySum)"))
            samples.append(.init(suffix: "_count", labels: [label], value: "\(total)"))
        }
        return LiveView.Metric(
            name: "pantau_live_delay_seconds", type: "histogram",
            help: "From a picture's arrival to the end of its analysis.", samples: samples)
    }
}
