import Footage
import Testing

@testable import MotionAnalysis

@Suite("What moves at restless places")
struct RippleSuppressorTests {
    private static let picture = FrameSize(width: 320, height: 160)

    /// In the right half of the picture samples of the scene differ.
    private static func suppressor() -> RippleSuppressor {
        let spread = Plane(size: picture)
        for y in 0..<picture.height { for x in 160..<picture.width { spread[x, y] = 9 } }
        var suppressor = RippleSuppressor(size: picture, parameters: AnalysisParameters())
        suppressor.restart(spread: spread, isCold: false, at: .zero)
        return suppressor
    }

    /// A rectangle that goes to the right for a second.
    private static func suspect(
        _ width: Int, _ height: Int, from left: Int, going way: Int
    ) -> Suspect {
        func observation(_ step: Int) -> Observation {
            var component = MaskComponent()
            let start = left + way * step / 10
            for row in 80..<80 + height {
                component.add(start: start, end: start + width, row: row, isAtEdge: false)
            }
            return Observation(
                component: component, activeShare: 1, activePixels: width * height,
                looksLikeGhost: false, looksLikeLight: false)
        }
        var track = Track(
            id: 1, observation: observation(0), at: .zero, picture: picture,
            parameters: AnalysisParameters())
        var evidence = TrackEvidence(at: .zero)
        evidence.add(observation(0), at: .zero, memorySeconds: 2)
        for step in 1...10 {
            let time = MediaTime(seconds: Double(step) / 10)
            let seen = observation(step)
            track.take(seen, edges: BoxEdges(seen.component), elapsedSeconds: 0.1, at: time)
            evidence.add(seen, at: time, memorySeconds: 2)
        }
        return Suspect(
            track: track, evidence: evidence, time: MediaTime(seconds: 1), picture: picture)
    }

    @Test("Nothing is held against what moves where nothing else does")
    func quietPlace() {
        let suppressor = Self.suppressor()
        #expect(suppressor.objection(to: Self.suspect(8, 8, from: 10, going: 10)) == nil)
        #expect(suppressor.objection(to: Self.suspect(60, 3, from: 10, going: 10)) == nil)
    }

    @Test("What is little larger than the waves must go far")
    func small() {
        let suppressor = Self.suppressor()
        #expect(suppressor.objection(to: Self.suspect(8, 8, from: 200, going: 25)) == .ripple)
        #expect(suppressor.objection(to: Self.suspect(8, 8, from: 200, going: 40)) == nil)
    }

    @Test("What is smaller than the waves must go farther still")
    func smaller() {
        let suppressor = Self.suppressor()
        #expect(suppressor.objection(to: Self.suspect(6, 4, from: 200, going: 40)) == .ripple)
        #expect(suppressor.objection(to: Self.suspect(6, 4, from: 200, going: 60)) == nil)
    }

    @Test("What stands out among the waves counts soon, unless it is long and flat like a glint")
    func flat() {
        let suppressor = Self.suppressor()
        #expect(suppressor.objection(to: Self.suspect(14, 13, from: 200, going: 12)) == nil)
        #expect(suppressor.objection(to: Self.suspect(60, 3, from: 200, going: 12)) == .ripple)
        #expect(suppressor.objection(to: Self.suspect(60, 3, from: 200, going: 40)) == nil)
    }
}
