import Footage
import KernelDispatch
import Testing

@testable import MotionAnalysis

@Suite("Places that a thing has left in a young background")
struct VacatedPlacesTests {
    private let size = FrameSize(width: 128, height: 96)

    /// Grey ground, with a bright thing from the given column on.
    private func picture(thingAt left: Int) -> Plane {
        let plane = Plane(size: size)
        plane.fill(60)
        for y in 30..<60 { (plane.row(y) + left).update(repeating: 160, count: 20) }
        return plane
    }

    /// Mask and number of pixels after a thing in the background has gone 15 columns.
    private func result(
        trusted value: UInt8, elapsed: Double = 0
    ) -> (mask: Plane, count: Int) {
        let mask = Plane(size: size)
        mask.fill(0)
        for y in 30..<60 { (mask.row(y) + 40).update(repeating: 255, count: 35) }
        let trusted = Plane(size: size)
        trusted.fill(value)
        let settled = Plane(size: size)
        settled.fill(0)
        var places = VacatedPlaces(size: size, parameters: AnalysisParameters().model)
        let count = places.remove(
            from: mask,
            .init(
                frame: picture(thingAt: 55), background: picture(thingAt: 40),
                earlier: picture(thingAt: 53), trusted: trusted,
                thresholds: [UInt8](repeating: 13, count: 256)),
            cleaning: MaskCleaning(size: size, kernels: .forThisMachine), settled: settled,
            elapsed: MediaTime(seconds: elapsed), places: Plane(size: size))
        return (mask, count)
    }

    @Test("Are taken out of the mask although the thing still touches them")
    func touching() {
        let (mask, count) = result(trusted: 0)
        #expect(count > 200)
        #expect(mask[45, 45] == 0)
        #expect(mask[65, 45] == 255)
    }

    @Test("Are things where the background was seen for long")
    func trusted() {
        let (mask, count) = result(trusted: 255)
        #expect(count == 0)
        #expect(mask[45, 45] == 255)
    }

    @Test("Grow with time over the ground to the edge of the thing")
    func growing() {
        let (before, count) = result(trusted: 0)
        let (after, grownCount) = result(trusted: 0, elapsed: 0.05)
        #expect(grownCount > count)
        #expect(before[51, 45] == 255)
        #expect(after[51, 45] == 0)
        for x in 55..<75 { #expect(after[x, 45] == 255) }
        // Not everything at once, however long ago the last frame was.
        let (late, lateCount) = result(trusted: 0, elapsed: 1)
        #expect(lateCount == grownCount)
        #expect(late[65, 45] == 255)
    }

    @Test("Are ground around a thing, not between its parts")
    func surroundings() {
        let mask = Plane(size: size)
        mask.fill(0)
        // Two bars, joined at the left.
        for y in 20..<24 { (mask.row(y) + 20).update(repeating: 255, count: 30) }
        for y in 40..<44 { (mask.row(y) + 20).update(repeating: 255, count: 30) }
        for y in 20..<44 { (mask.row(y) + 20).update(repeating: 255, count: 4) }
        // A thing of its own.
        for y in 60..<70 { (mask.row(y) + 30).update(repeating: 255, count: 10) }
        var surroundings = ThingSurroundings(size: size)
        for _ in 0..<2 {
            surroundings.mark(mask)
            #expect(surroundings.row(30)[40] == ThingSurroundings.enclosed)
            #expect(surroundings.row(21)[40] == ThingSurroundings.thing)
            #expect(surroundings.row(30)[55] == ThingSurroundings.outside)
            #expect(surroundings.row(50)[35] == ThingSurroundings.outside)
        }
    }

    @Test("Do not make a path for the thing that loses them")
    func commonMove() {
        let box = BoxEdges(left: 10, top: 0, right: 30, bottom: 12)
        let grown = BoxEdges(left: 10, top: 0, right: 30, bottom: 23)
        #expect(grown.commonMove(since: box) == (0, 0))
        let moved = BoxEdges(left: 13, top: -4, right: 32, bottom: 10)
        #expect(moved.commonMove(since: box) == (2, -2))
        let swollen = BoxEdges(left: 8, top: -2, right: 33, bottom: 14)
        #expect(swollen.commonMove(since: box) == (0, 0))
    }
}
