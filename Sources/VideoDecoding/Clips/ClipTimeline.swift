import CFFmpeg

/// Gives copied packets the times of a clip that begins at zero, such that every muxer takes them:
/// decoding times that ascend, none after its presentation time.
struct ClipTimeline {
    private let timing: StreamTiming
    /// The container holds packets of which only the decoding time is known.
    private let acceptsUnknown: Bool
    private var origin: Int64?
    private var lastDecoding: Int64?

    init(timing: StreamTiming, format: ClipFormat) {
        self.timing = timing
        acceptsUnknown = ["avi", "h264", "hevc"].contains(format.muxer)
    }

    mutating func place(_ packet: Packet, _ entry: PacketRun.Entry) {
        let delay = Int64(timing.reorderDepth) * timing.intervalTicks
        let known = entry.presentationTicks ?? entry.decodingTicks
        let origin = origin ?? known ?? 0
        self.origin = origin
        let next = lastDecoding.map { $0 + timing.intervalTicks }
        var shown = entry.presentationTicks.map { $0 - origin }
        var decoding = entry.decodingTicks.map { $0 - origin } ?? next ?? (shown ?? 0) - delay
        if let shown { decoding = min(decoding, shown) }
        if let lastDecoding, decoding <= lastDecoding { decoding = lastDecoding + 1 }
        // Without reordering a picture is shown when it is decoded; with it, nearly then.
        if shown == nil, timing.reorderDepth == 0 || !acceptsUnknown { shown = decoding }
        packet.pointer.pointee.dts = decoding
        packet.pointer.pointee.pts = shown.map { max($0, decoding) } ?? cff_no_timestamp
        lastDecoding = decoding
    }

    /// How long the packet's picture is shown.
    func length(of packet: Packet) -> Int64 {
        let stated = packet.durationTicks
        let believable = stated > 0 && stated < timing.longestGapTicks
        return timing.mode != .constantRate && believable ? stated : timing.intervalTicks
    }
}
