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
    private func result(trusted value: UInt8) -> (mask: Plane, count: Int) {
        let mask = Plane(size: size)
        mask.fill(0)
        for y in 30..<60 { (mask.row(y) + 40).update(repeating: 255, count: 35) }
        let trusted = Plane(size: size)
        trusted.fill(value)
        var places = VacatedPlaces(size: size)
        let count = places.remove(
            from: mask,
            .init(
                frame: picture(thingAt: 55), background: picture(thingAt: 40),
                earlier: picture(thingAt: 53), trusted: trusted,
                thresholds: [UInt8](repeating: 13, count: 256)),
            cleaning: MaskCleaning(size: size, kernels: .forThisMachine),
            settled: Plane(size: size), elapsed: MediaTime(seconds: 0.04),
            places: Plane(size: size))
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

    @Test("Grow over the ground to the thing's edge, no farther than its width share in the time")
    func spread() {
        let mask = Plane(size: size)
        for y in 30..<60 { (mask.row(y) + 40).update(repeating: 255, count: 35) }
        let settled = Plane(size: size)
        for y in 30..<60 { (settled.row(y) + 36).update(repeating: 255, count: 4) }
        let places = Plane(size: size)
        places.fill(255)
        let evidence = VacatedPlaces.Evidence(
            frame: picture(thingAt: 55), background: picture(thingAt: 40),
            earlier: picture(thingAt: 53), trusted: Plane(size: size),
            thresholds: [UInt8](repeating: 13, count: 256))
        var spread = GroundSpread(size: size)
        func grow(_ seconds: Double) -> Int {
            spread.grow(
                over: mask, evidence, settled: settled, elapsed: MediaTime(seconds: seconds),
                places: places)
        }
        // Two columns in a thirtieth of a second.
        #expect(grow(1.0 / 30) == 2 * 30)
        for y in 30..<60 { (settled.row(y) + 36).update(repeating: 255, count: 6) }
        for _ in 0..<20 {
            _ = grow(1.0 / 30)
            for i in 0..<size.pixelCount where places.base[i] == 1 { settled.base[i] = 255 }
        }
        #expect(mask[50, 45] == 0)
        #expect(mask[58, 45] == 255)
        #expect(mask[74, 45] == 255)
    }

    @Test("Ground within a thing is not the ground around it")
    func enclosedGround() {
        let mask = Plane(size: size)
        // A thing like the letter U, lying on its side.
        for y in 30..<60 { (mask.row(y) + 40).update(repeating: 255, count: 10) }
        for y in [30..<40, 50..<60].joined() {
            (mask.row(y) + 50).update(repeating: 255, count: 20)
        }
        var surroundings = ThingSurroundings(size: size)
        surroundings.mark(mask)
        #expect(surroundings.row(45)[45] == ThingSurroundings.thing)
        #expect(surroundings.row(45)[60] == ThingSurroundings.enclosed)
        #expect(surroundings.row(45)[30] == ThingSurroundings.outside)
        #expect(surroundings.row(45)[80] == ThingSurroundings.outside)
        #expect(surroundings.row(20)[60] == ThingSurroundings.outside)
    }
}
