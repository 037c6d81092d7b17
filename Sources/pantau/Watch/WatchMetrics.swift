import FeedPipeline

/// The feeds that are watched, in the text format of Prometheus, labelled by feed.
struct WatchMetrics {
    let text: String

    init(_ feeds: [CameraStatus]) {
        var text = ""
        func add(
            _ name: String, _ type: String, _ help: String, _ value: (CameraStatus) -> String
        ) {
            text += "# HELP pantau_live_\(name) \(help)\n# TYPE pantau_live_\(name) \(type)\n"
            for feed in feeds {
                text += "pantau_live_\(name){feed=\"\(Self.escaped(feed.name))\"} \(value(feed))\n"
            }
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
        text += Self.suppressed(feeds) + Self.delays(feeds)
        self.text = text
    }

    private static func suppressed(_ feeds: [CameraStatus]) -> String {
        let name = "pantau_live_suppressed_pixels_total"
        var text = "# HELP \(name) Moving pixels that were discarded, by reason.\n"
        text += "# TYPE \(name) counter\n"
        for feed in feeds {
            for (suppressor, pixels) in feed.counts.suppressed.nonZero {
                text +=
                    "\(name){feed=\"\(escaped(feed.name))\",reason=\"\(suppressor.rawValue)\"} "
                    + "\(pixels)\n"
            }
        }
        return text
    }

    private static func delays(_ feeds: [CameraStatus]) -> String {
        let name = "pantau_live_delay_seconds"
        var text = "# HELP \(name) From a picture's arrival to the end of its analysis.\n"
        text += "# TYPE \(name) histogram\n"
        for feed in feeds {
            let label = "feed=\"\(escaped(feed.name))\""
            var sum = 0
            for (bound, count) in zip(CameraCounts.delayBounds, feed.counts.delays) {
                sum += count
                text += "\(name)_bucket{\(label),le=\"\(bound)\"} \(sum)\n"
            }
            let total = feed.counts.delays.reduce(0, +)
            text += "\(name)_bucket{\(label),le=\"+Inf\"} \(total)\n"
            text += "\(name)_sum{\(label)} \(feed.counts.delaySum)\n"
            text += "\(name)_count{\(label)} \(total)\n"
        }
        return text
    }

    private static func escaped(_ value: String) -> String {
        value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
            .replacing("\n", with: "\\n")
    }
}
