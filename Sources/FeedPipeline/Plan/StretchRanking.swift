import Footage
import VideoDecoding

/// Which stretches of a recording are likeliest to show something, by the compressed bytes per
/// second that they need: motion costs bits.
///
/// Good on recordings of constant quality; on those of constant bit rate it is little better than
/// chance, which is why a thorough scan never relies on it.
struct StretchRanking {
    /// Share of the stretches that a fast scan decodes in full.
    static let fastShare = 0.1

    /// Ordinals, likeliest first; equals in order of time.
    let ordinals: [Int]

    init(index: RecordingIndex, stretches: [Stretch]) {
        // A short rest is mostly its key frame, which costs bytes whether anything moves or not.
        let lengths = stretches.map(\.range.duration.seconds).sorted()
        let usual = max(lengths.isEmpty ? 0 : lengths[lengths.count / 2], 0.001)
        let rates = stretches.map { stretch -> (ordinal: Int, rate: Double) in
            let bytes = index.groups[stretch.groups].reduce(0) { $0 + $1.bytes }
            return (stretch.ordinal, Double(bytes) / max(stretch.range.duration.seconds, usual))
        }
        ordinals = rates.sorted { ($1.rate, $0.ordinal) < ($0.rate, $1.ordinal) }.map(\.ordinal)
    }

    /// The stretches of which every frame is decoded.
    func chosen(for mode: ScanMode) -> Set<Int> {
        switch mode {
        case .thorough: Set(ordinals)
        case .fast:
            Set(ordinals.prefix(Int((Double(ordinals.count) * Self.fastShare).rounded(.up))))
        }
    }
}
