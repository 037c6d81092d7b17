import EventScoring
import Footage
import Testing

@Suite("Paths of an event's objects")
struct ObjectPathTests {
    private let builder = ObjectPathBuilder(displayed: FrameSize(width: 1600, height: 800))

    /// A walker at five boxes a second, from 0.1 of the picture by 0.1 a second.
    private func walk(track: Int, seconds: ClosedRange<Double>, y: Double = 0.5) -> [TimedBoxes] {
        stride(from: seconds.lowerBound, through: seconds.upperBound + 0.001, by: 0.2).map {
            TimedBoxes(
                time: MediaTime(seconds: $0),
                boxes: [
                    .init(
                        region: Region(x: 0.1 + 0.1 * $0, y: y, width: 0.05, height: 0.2),
                        track: track)
                ])
        }
    }

    @Test("Length, speed and size are those of the walk")
    func measures() throws {
        let path = try #require(builder.paths(from: walk(track: 7, seconds: 0...4)).first)
        #expect(path.track == 7)
        #expect(abs(path.length - 0.4) < 0.001)
        #expect(abs(path.displacement - 0.4) < 0.001)
        #expect(abs(path.meanSpeed - 0.1) < 0.001)
        #expect(abs(path.topSpeed - 0.1) < 0.001)
        #expect(abs(path.sizeShare - 0.01) < 0.0001)
        #expect(path.start == .zero && path.end == MediaTime(seconds: 4))
    }

    @Test("Down counts in picture widths, as across does")
    func aspect() throws {
        let moments = (0...10).map { step in
            TimedBoxes(
                time: MediaTime(seconds: Double(step) * 0.2),
                boxes: [
                    .init(
                        region: Region(
                            x: 0.5, y: 0.05 * Double(step), width: 0.05, height: 0.1), track: 1)
                ])
        }
        let path = try #require(builder.paths(from: moments).first)
        #expect(abs(path.displacement - 0.25) < 0.001)
    }

    @Test("One that goes on under another number in the next stretch is one object")
    func border() {
        let paths = builder.paths(
            from: walk(track: 3, seconds: 0...1.8) + walk(track: 1, seconds: 2...4))
        #expect(paths.count == 1)
        #expect(paths.first?.track == 3)
        #expect(paths.first.map { abs($0.displacement - 0.4) < 0.001 } == true)
    }

    @Test("The same number in another place is another object")
    func reusedNumber() {
        let far = walk(track: 1, seconds: 2...4, y: 0.05)
        let paths = builder.paths(from: walk(track: 1, seconds: 0...1.8, y: 0.75) + far)
        #expect(paths.count == 2)
    }

    @Test("Two who cross at a border keep their directions")
    func crossing() {
        func box(_ x: Double, _ track: Int) -> TimedBoxes.Box {
            .init(region: Region(x: x, y: 0.5, width: 0.05, height: 0.2), track: track)
        }
        let moments = (0...20).map { step in
            let time = Double(step) * 0.2
            let (right, left) = (0.3 + 0.1 * time, 0.7 - 0.1 * time)
            // They meet at 2 s, where the numbers change hands.
            return TimedBoxes(
                time: MediaTime(seconds: time),
                boxes: step <= 10
                    ? [box(right, 1), box(left, 2)] : [box(left, 5), box(right, 6)])
        }
        let paths = builder.paths(from: moments)
        #expect(paths.count == 2)
        #expect(paths.allSatisfy { abs($0.displacement - 0.4) < 0.001 })
    }

    @Test("A box that breathes on the spot goes nowhere")
    func swaying() throws {
        let moments = (0..<50).map { step in
            TimedBoxes(
                time: MediaTime(seconds: Double(step) * 0.2),
                boxes: [
                    .init(
                        region: Region(
                            x: 0.5, y: 0.5, width: step % 2 == 0 ? 0.05 : 0.054, height: 0.2),
                        track: 1)
                ])
        }
        let path = try #require(builder.paths(from: moments).first)
        #expect(path.length == 0)
        #expect(path.displacement < 0.003)
    }

    @Test("No boxes, no paths")
    func empty() {
        #expect(builder.paths(from: []).isEmpty)
    }
}
