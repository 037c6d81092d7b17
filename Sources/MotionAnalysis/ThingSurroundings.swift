import Footage

/// Tells, for the things of a mask, the ground around them from the ground within them.
///
/// The head and the foot of a ghost may be found and its middle not, as its colour is the ground's.
/// The edges along such a gap are the thing's own inside: they tell nothing of what is there.
struct ThingSurroundings {
    /// Part of a thing.
    static let thing: UInt8 = 0
    /// Ground between two parts of one thing, in its row or column.
    static let enclosed: UInt8 = 1
    /// Ground around things.
    static let outside: UInt8 = 255

    private var things = ConnectedComponents()
    private let marks: Plane
    /// By column: the last thing met on the way down, and its row.
    private var lastThing: [Int32]
    private var lastRow: [Int]

    init(size: FrameSize) {
        marks = Plane(size: size)
        lastThing = Array(repeating: -1, count: size.width)
        lastRow = Array(repeating: 0, count: size.width)
    }

    /// One of `thing`, `enclosed` and `outside` for each pixel of a row.
    func row(_ y: Int) -> UnsafeMutablePointer<UInt8> { marks.row(y) }

    /// Looks at the things of the mask.
    mutating func mark(_ mask: Plane) {
        let (found, target) = (mask.base, marks.base)
        for i in 0..<mask.size.pixelCount {
            target[i] = found[i] == 0 ? Self.outside : Self.thing
        }
        withExtendedLifetime(mask) {}
        things.label(mask, value: 255)
        for (run, next) in zip(things.runs, things.runs.dropFirst())
        where run.row == next.row && run.component == next.component {
            (marks.row(Int(run.row)) + Int(run.end)).update(
                repeating: Self.enclosed, count: Int(next.start - run.end))
        }
        for x in lastThing.indices { lastThing[x] = -1 }
        for run in things.runs { encloseAbove(run) }
    }

    private mutating func encloseAbove(_ run: MaskRun) {
        let row = Int(run.row)
        for x in Int(run.start)..<Int(run.end) {
            if lastThing[x] == run.component {
                for y in lastRow[x] + 1..<row { marks.row(y)[x] = Self.enclosed }
            }
            lastThing[x] = run.component
            lastRow[x] = row
        }
    }
}
