import EventStore
import Footage
import VideoDecoding

/// Paints over what must not be seen.
struct PrivacyPaint: Sendable {
    let masks: [Polygon]
    /// `nil` where people may be seen.
    let hidden: HiddenPlaces?

    /// How far around a range boxes matter.
    private static let margin = MediaTime(seconds: 20)

    /// What a privacy view hides in a range of a recording.
    init(
        _ view: PrivacyView, store: EventStore, recording: RecordingRecord, range: MediaRange
    ) throws(EventStoreError) {
        masks = try store.privacyMasks(of: recording.feed)
        guard view == .pixelated else {
            hidden = nil
            return
        }
        let wide = MediaRange(start: range.start - Self.margin, end: range.end + Self.margin)
        hidden = HiddenPlaces(
            runs: try store.boxes(in: recording.id, range: wide),
            activity: try store.activity(
                of: recording.id,
                in: MediaRange(start: max(.zero, wide.start), end: max(.zero, wide.end))),
            coverage: try store.coverage(of: recording.id))
    }

    init(masks: [Polygon], hidden: HiddenPlaces?) {
        self.masks = masks
        self.hidden = hidden
    }

    /// The same for a file that begins at a moment of the recording.
    func counted(from offset: MediaTime) -> PrivacyPaint {
        offset == .zero
            ? self : PrivacyPaint(masks: masks, hidden: hidden?.counted(from: offset))
    }

    /// Whether nothing is ever painted.
    var isClear: Bool { masks.isEmpty && hidden == nil }

    func paint(_ painter: FramePainter) {
        switch hidden?.extent(at: painter.time) {
        case .everything:
            painter.pixelateAll(blockPixels: Self.block(of: nil, in: painter.size))
        case .regions(let regions):
            for region in regions {
                painter.pixelate(
                    region, blockPixels: Self.block(of: region, in: painter.size))
            }
        case nil: break
        }
        // Last: nothing of what lies under a mask may shine through.
        for mask in masks { painter.fill(mask) }
    }

    /// Side of the squares: a fortieth of the picture's width, and so large that a person or a car
    /// is a handful of them; doubled in steps, so that one that comes closer shows no more.
    static func block(of region: Region?, in size: FrameSize) -> Int {
        let base = max(4, (max(size.width, size.height) + 39) / 40)
        guard let region else { return base * 2 }
        let side = max(
            region.width * Double(size.width), region.height * Double(size.height))
        var block = base
        while Double(block) < side / 8, block < base * 4 { block *= 2 }
        return block
    }

    /// Changes with everything that is painted.
    var digest: String {
        var digest = KeyDigest()
        for mask in masks { digest.add(mask) }
        digest.add(Int64(hidden == nil ? 0 : 1))
        if let hidden { digest.add(Int64(bitPattern: hidden.digest)) }
        return digest.hexadecimal
    }
}
