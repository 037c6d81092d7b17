import Footage
import Testing

@testable import MotionAnalysis

@Suite("Ground that is covered by what looks like it")
struct CoveredGroundTests {
    private struct Box {
        var x: Range<Int>
        var y: Range<Int>
    }

    private static let size = FrameSize(width: 160, height: 96)
    private static let wall: UInt8 = 170
    private static let dark: UInt8 = 40

    private static func picture(_ boxes: [(Box, UInt8)], on ground: UInt8 = wall) -> Plane {
        let plane = Plane(size: size)
        plane.fill(ground)
        for (box, luma) in boxes {
            for y in box.y {
                (plane.row(y) + box.x.lowerBound).update(
                    repeating: luma, count: box.x.count)
            }
        }
        return plane
    }

    /// The mask as any model sees it: where frame and background differ, after the filling.
    private static func filled(frame: Plane, background: Plane) -> Plane {
        let mask = Plane(size: size)
        for i in 0..<size.pixelCount {
            mask.base[i] = frame.base[i] == background.base[i] ? 0 : 255
        }
        var groups = ConnectedComponents()
        groups.label(mask, value: 255)
        var covered = CoveredGround(size: size, leastPixels: 400)
        let thresholds = [UInt8](repeating: 13, count: 256)
        thresholds.withUnsafeBufferPointer { thresholds in
            _ = covered.fill(
                mask, of: groups,
                .init(
                    frame: frame.base, background: background.base, size: size,
                    thresholds: thresholds))
        }
        return mask
    }

    private static let screen = Box(x: 60..<100, y: 30..<60)
    private static let coat = Box(x: 40..<120, y: 10..<96)

    @Test("A dark coat before a dark screen has no hole as large as the screen")
    func camouflage() {
        let mask = Self.filled(
            frame: Self.picture([(Self.coat, Self.dark)]),
            background: Self.picture([(Self.screen, Self.dark)]))
        #expect(mask.bytes.count { $0 == 255 } == Self.coat.x.count * Self.coat.y.count)
    }

    @Test("A gap through which the wall is seen stays open")
    func gap() {
        let mask = Self.filled(
            frame: Self.picture([(Self.coat, Self.dark), (Self.screen, Self.wall)]),
            background: Self.picture([]))
        #expect(mask.row(45)[80] == 0)
    }

    @Test("What lies between a thing and the place it has left stays open")
    func ghost() {
        let (left, right) = (Box(x: 30..<60, y: 20..<90), Box(x: 100..<130, y: 20..<90))
        let arm = Box(x: 60..<100, y: 20..<28)
        let mask = Self.filled(
            frame: Self.picture([(right, Self.dark), (arm, Self.dark)]),
            background: Self.picture([(left, Self.dark)]))
        #expect(mask.row(60)[45] == 255)
        #expect(mask.row(60)[80] == 0)
    }
}
