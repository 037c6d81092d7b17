import Footage
import Testing

@testable import FeedPipeline

@Suite("When what is watched is stored")
struct LivePaceTests {
    private let gap = MediaTime(seconds: 3)

    /// Seconds at which it was due, of a feed that moves in some of them, at ten frames a second.
    private func stores(
        until end: Double, moving: ClosedRange<Double>, ruleReach: MediaTime?
    ) -> [Double] {
        var pace = LivePace()
        var stored: [Double] = []
        for frame in 0..<Int(end * 10) {
            let seconds = Double(frame) / 10
            let time = MediaTime(seconds: seconds)
            pace.note(time, isActive: moving.contains(seconds), eventGap: gap)
            if pace.isDue(at: time, eventGap: gap, ruleReach: ruleReach) {
                pace.stored(at: time)
                stored.append(seconds)
            }
        }
        return stored
    }

    @Test("seldom while nothing happens, at once when something does, then less and less often")
    func pauses() {
        let stored = stores(until: 120, moving: 60...100, ruleReach: nil)
        #expect(stored.filter { $0 < 60 }.count == 6)
        let begun = stored.filter { (60..<63).contains($0) }
        #expect(begun.count >= 4)
        #expect(begun.first! <= 60.3)
        let later = stored.filter { (80..<100).contains($0) }
        #expect((4...6).contains(later.count))
    }

    @Test("while rules may have something to tell, twice a second")
    func rules() {
        let stored = stores(until: 120, moving: 10...11, ruleReach: MediaTime(seconds: 30))
        #expect(stored.filter { (20..<40).contains($0) }.count == 40)
        #expect(stored.filter { (60..<120).contains($0) }.count <= 6)
    }
}
