import Testing

@testable import VideoDecoding

@Suite("Residuals of packet sizes")
struct PacketResidualsTests {
    /// Scores of groups of 20 packets: a large one, and small ones with some noise.
    private func scores(groups: Int, size: (_ group: Int, _ place: Int) -> Int) -> [Int32] {
        var residuals = PacketResiduals()
        var state: UInt64 = 3
        return (0..<groups).map { group in
            for place in 0..<20 {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                let noise = Double(state >> 40) / Double(1 << 24) * 0.3 + 0.85
                residuals.add(
                    sizeBytes: Int(Double(size(group, place)) * noise), startsGroup: place == 0)
            }
            return residuals.score
        }
    }

    @Test("logarithms are exact at powers of two and rise between")
    func logarithm() {
        #expect(PacketResiduals.binaryLogarithm256(1) == 0)
        #expect(PacketResiduals.binaryLogarithm256(2) == 256)
        #expect(PacketResiduals.binaryLogarithm256(3) == 384)
        #expect(PacketResiduals.binaryLogarithm256(1 << 20) == 20 * 256)
        #expect(PacketResiduals.binaryLogarithm256(0) == 0)
    }

    @Test("stand out where packets are larger than those at the same place before")
    func outlier() {
        let scores = scores(groups: 60) { group, place in
            place == 0 ? 60_000 : group == 41 && (8..<14).contains(place) ? 2600 : 900
        }
        let quiet = scores.enumerated().filter { $0.offset > 10 && ![41, 42].contains($0.offset) }
        #expect(scores[41] > 2 * (quiet.map(\.element).max() ?? 0), "\(scores)")
    }

    @Test("key frames are compared with key frames: their size is no news")
    func places() {
        let scores = scores(groups: 60) { _, place in place == 0 ? 60_000 : 900 }
        #expect((scores.dropFirst(20).max() ?? 0) < 48)
    }

    @Test("get used to what stays")
    func adaptation() {
        let scores = scores(groups: 200) { group, place in
            (place == 0 ? 60_000 : 900) * (group < 60 ? 1 : 2)
        }
        #expect(scores[60] > 2 * (scores[150..<200].max() ?? 0))
    }
}
