import Footage
import KernelDispatch
import Testing

@testable import MotionAnalysis

@Suite("Rows without anything that does not fit")
struct LoudRowsTests {
    private static let size = FrameSize(width: 100, height: 60)

    /// Things of 10 × 6 pixels at some places, as tiles would note them.
    private static func picture(
        things: [(x: Int, y: Int)]
    ) -> (level: Plane, notes: [UInt8]) {
        let level = Plane(size: size)
        let tileCount = ModelLayout.tileCount(pixelCount: size.pixelCount)
        var notes = [UInt8](repeating: ModelLayout.plainNote, count: tileCount)
        for thing in things {
            for y in thing.y..<min(thing.y + 6, size.height) {
                for x in thing.x..<min(thing.x + 10, size.width) {
                    level[x, y] = 2
                    notes[(y * size.width + x) / ModelLayout.tilePixels] = ModelLayout.loudNote
                }
            }
        }
        return (level, notes)
    }

    @Test(
        "Leaving them out changes nothing of the mask",
        arguments: [
            [], [(0, 0)], [(90, 54)], [(40, 20), (3, 41)], [(0, 57)], [(70, 3), (70, 50)],
        ])
    func voteIsTheSame(things: [(x: Int, y: Int)]) {
        let (level, notes) = Self.picture(things: things)
        let cleaning = MaskCleaning(size: Self.size, kernels: .forThisMachine)
        let (expected, found) = (Plane(size: Self.size), Plane(size: Self.size))
        let everything = LoudRows(size: Self.size)
        let all = cleaning.vote(level, threshold: 46, into: expected, loud: everything)
        #expect(all == 0..<Self.size.height)
        var loud = everything
        loud.read(notes, tileCount: notes.count)
        found.bytes.update(repeating: 7)
        let rows = cleaning.vote(level, threshold: 46, into: found, loud: loud)
        #expect(Array(found.bytes) == Array(expected.bytes))
        for y in 0..<Self.size.height where !rows.contains(y) {
            let row = y * Self.size.width..<(y + 1) * Self.size.width
            #expect(row.allSatisfy { expected.bytes[$0] == 0 }, "row \(y)")
        }
        #expect(rows.isEmpty == things.isEmpty)
    }

    @Test("A tile's rows are the ones that it reaches into")
    func rowsOfTiles() {
        var loud = LoudRows(size: Self.size)
        var notes = [UInt8](
            repeating: 0, count: ModelLayout.tileCount(pixelCount: Self.size.pixelCount))
        // Pixels 128 to 191: the end of row 1.
        notes[2] = ModelLayout.loudNote
        // The last tile, which is longer than the picture.
        notes[notes.count - 1] = ModelLayout.loudNote
        loud.read(notes, tileCount: notes.count)
        #expect((0..<Self.size.height).filter { loud[$0] } == [1, 59])
    }
}
