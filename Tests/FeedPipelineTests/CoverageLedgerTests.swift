import Footage
import Testing

@testable import FeedPipeline

@Suite("Coverage of a stretch")
struct CoverageLedgerTests {
    private func seconds(_ value: Double) -> MediaTime { MediaTime(seconds: value) }

    private func ledger() -> CoverageLedger {
        CoverageLedger(
            range: MediaRange(start: seconds(10), end: seconds(20)), longestHold: seconds(2))
    }

    private func states(_ spans: [CoverageSpan]) -> [String] {
        spans.map { "\($0.range.start.seconds)-\($0.range.end.seconds) \($0.state.rawValue)" }
    }

    @Test("is one span when every frame was analysed")
    func whole() {
        var ledger = ledger()
        for frame in 0..<100 { ledger.frame(at: seconds(10 + Double(frame) / 10)) }
        #expect(states(ledger.close()) == ["10.0-20.0 analysed"])
    }

    @Test("says where frames could not be decoded, until the next one that could")
    func undecodable() {
        var ledger = ledger()
        ledger.frame(at: seconds(10))
        ledger.frame(at: seconds(11))
        ledger.undecodable(at: seconds(12), reason: "broken")
        ledger.undecodable(at: seconds(12.5), reason: "broken")
        ledger.frame(at: seconds(14))
        for second in 15..<20 { ledger.frame(at: seconds(Double(second))) }
        #expect(
            states(ledger.close()) == [
                "10.0-12.0 analysed", "12.0-14.0 undecodable", "14.0-20.0 analysed",
            ])
    }

    @Test("does not stretch a frame over a hole in the recording")
    func hole() {
        var ledger = ledger()
        ledger.frame(at: seconds(10))
        ledger.frame(at: seconds(11))
        ledger.frame(at: seconds(19))
        #expect(
            states(ledger.close()) == [
                "10.0-13.0 analysed", "13.0-19.0 absent", "19.0-20.0 analysed",
            ])
    }

    @Test("is undecodable where no frame came at all")
    func nothing() {
        var short = CoverageLedger(
            range: MediaRange(start: seconds(0), end: seconds(1)), longestHold: seconds(2))
        #expect(states(short.close()) == ["0.0-1.0 undecodable"])
    }

    @Test("always tiles the stretch, whatever order and times come", arguments: 0..<50)
    func tiling(seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        var ledger = ledger()
        for _ in 0..<Int.random(in: 0..<40, using: &generator) {
            let time = seconds(Double.random(in: 8..<23, using: &generator))
            if Bool.random(using: &generator) {
                ledger.frame(at: time)
            } else {
                ledger.undecodable(at: time, reason: "seed \(seed)")
            }
        }
        let spans = ledger.close()
        #expect(spans.first?.range.start == seconds(10))
        #expect(spans.last?.range.end == seconds(20))
        for (earlier, later) in zip(spans, spans.dropFirst()) {
            #expect(earlier.range.end == later.range.start)
            #expect(earlier.range.duration > .zero)
        }
    }
}

/// A small seeded generator, the same on every machine (SplitMix64, Steele et al. 2014).
struct SplitMix64: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }
}
