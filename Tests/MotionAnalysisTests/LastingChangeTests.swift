import Footage
import Testing

@testable import MotionAnalysis

@Suite("What comes to stay, and what goes")
struct LastingChangeTests {
    private static let size = FrameSize(width: 160, height: 90)

    /// A paved yard with grain; `draw` adds what stands there.
    private func picture(
        _ number: Int, gain: Double = 1, draw: (inout [[Int]]) -> Void = { _ in }
    ) -> PlanarPicture {
        var rows = (0..<Self.size.height).map { y in
            (0..<Self.size.width).map { x in 100 + (x / 8 + y / 8) % 2 * 12 }
        }
        draw(&rows)
        let picture = PlanarPicture(size: Self.size)
        for y in 0..<Self.size.height {
            for x in 0..<Self.size.width {
                let grain = (x * 7 + y * 13 + number * 29) % 5 - 2
                picture.luma[x, y] = UInt8(min(255, max(0, Double(rows[y][x] + grain) * gain)))
            }
        }
        return picture
    }

    private static func crate(_ rows: inout [[Int]], left: Int = 70) {
        for y in 50..<62 { for x in left..<left + 16 { rows[y][x] = 40 } }
    }

    /// Two pictures a second for a minute; the stretch is from second 20 to 40.
    private func changes(
        from start: Double = 20, gain: (Double) -> Double = { _ in 1 },
        draw: (Double, inout [[Int]]) -> Void
    ) -> [LastingChange] {
        let finder = LastingChangeFinder(size: Self.size)
        for number in 0..<120 {
            let time = Double(number) / 2
            finder.add(
                picture(number, gain: gain(time)) { draw(time, &$0) },
                at: MediaTime(seconds: time))
        }
        return finder.changes(
            in: MediaRange(start: MediaTime(seconds: start), end: MediaTime(seconds: 40)))
    }

    @Test("A crate that is set down has come, at its place and time")
    func came() throws {
        let found = changes { if $0 >= 27 { Self.crate(&$1) } }
        let change = try #require(found.first)
        #expect(found.count == 1)
        #expect(change.manner == .came)
        #expect(change.time == MediaTime(seconds: 27))
        #expect(change.lastBefore == MediaTime(seconds: 26.5))
        let place = Region(x: 70 / 160, y: 50 / 90, width: 16 / 160, height: 12 / 90)
        #expect(change.region.overlap(place) > 0.9)
    }

    @Test("A crate that is taken away has gone")
    func gone() throws {
        let found = changes { if $0 < 27 { Self.crate(&$1) } }
        #expect(found.map(\.manner) == [.gone])
        #expect(found.first?.time == MediaTime(seconds: 27))
    }

    @Test("One that is moved has gone from one place and come to another")
    func moved() {
        let found = changes { Self.crate(&$1, left: $0 < 27 ? 30 : 110) }
        #expect(Set(found.map(\.manner)) == [.came, .gone])
    }

    @Test("What stands for six seconds has not lasted")
    func brief() {
        #expect(changes { if (25..<31).contains($0) { Self.crate(&$1) } }.isEmpty)
    }

    @Test("What comes three seconds after the first picture has come")
    func early() {
        let found = changes(from: 0) { if $0 >= 3 { Self.crate(&$1) } }
        #expect(found.map(\.manner) == [.came])
        #expect(found.first?.time == MediaTime(seconds: 3))
    }

    @Test("Who stands there for the first three seconds alone is not missed")
    func firstMoment() {
        #expect(changes(from: 0) { if $0 < 3 { Self.crate(&$1) } }.isEmpty)
    }

    @Test("A change of exposure is light")
    func light() {
        #expect(changes(gain: { $0 >= 27 ? 1.3 : 1 }, draw: { _, _ in }).isEmpty)
    }

    @Test("A shade with a soft border is light, on ground without texture too")
    func softShade() {
        let found = changes { time, rows in
            for y in rows.indices {
                for x in rows[y].indices {
                    let (dx, dy) = (Double(x - 80) / 50, Double(y - 45) / 35)
                    let depth = max(0, 1 - (dx * dx + dy * dy).squareRoot())
                    rows[y][x] = 110 - (time >= 27 ? Int(60 * depth) : 0)
                }
            }
        }
        #expect(found.isEmpty)
    }

    @Test("A dark thing is told on a dark one before a bright wall")
    func beforeWall() {
        let found = changes { time, rows in
            for y in rows.indices { for x in rows[y].indices { rows[y][x] = y < 50 ? 150 : 60 } }
            if time >= 27 { for y in 40..<50 { for x in 70..<100 { rows[y][x] = 25 } } }
        }
        #expect(found.map(\.manner) == [.came])
    }

    @Test("Only the stretch tells it in which it was first seen")
    func once() {
        #expect(changes { if $0 >= 19 { Self.crate(&$1) } }.isEmpty)
        #expect(changes { if $0 >= 40 { Self.crate(&$1) } }.isEmpty)
        #expect(changes { if $0 >= 39.5 { Self.crate(&$1) } }.count == 1)
    }
}
