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
}
