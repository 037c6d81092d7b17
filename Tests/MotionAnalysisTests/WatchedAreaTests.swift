import Footage
import Testing

@testable import MotionAnalysis

@Suite("Where motion counts")
struct WatchedAreaTests {
    private static func box(_ x: Double, _ y: Double, _ width: Double, _ height: Double)
        -> Polygon
    {
        Polygon(
            points: [(x, y), (x + width, y), (x + width, y + height), (x, y + height)].map {
                NormalizedPoint(x: $0.0, y: $0.1)
            })
    }

    private static let size = FrameSize(width: 160, height: 96)

    @Test("Without zones everything counts")
    func everything() {
        #expect(WatchedArea(size: Self.size).pixelCount == 160 * 96)
    }

    @Test("Masks are cut out of zones")
    func includeAndExclude() {
        let area = WatchedArea(
            size: Self.size, include: [Self.box(0, 0, 0.5, 1)],
            exclude: [Self.box(0.25, 0, 0.75, 1)])
        #expect(area.pixelCount == 40 * 96)
        #expect(area.mask[39, 50] == 255)
        #expect(area.mask[40, 50] == 0)
    }

    @Test("Zones are drawn on the picture as shown")
    func orientation() {
        // Shown upside down, the stored picture's lower right is the upper left.
        let turned = WatchedArea(
            size: Self.size, orientation: .upsideDown, include: [Self.box(0, 0, 0.25, 0.25)])
        #expect(turned.mask[159, 95] == 255)
        #expect(turned.mask[0, 0] == 0)
        // Turned clockwise, the stored left edge is shown at the top.
        let clockwise = WatchedArea(
            size: Self.size, orientation: .clockwise90, include: [Self.box(0, 0, 1, 0.25)])
        #expect(clockwise.mask[10, 90] == 255)
        #expect(clockwise.mask[100, 5] == 0)
        #expect(clockwise.pixelCount == 40 * 96)
    }

    @Test("Motion counts in the zone only, and from the moment of entering it")
    func zone() throws {
        var run = SceneRun()
        run.watched = WatchedArea(size: Self.size, include: [Self.box(0.5, 0, 0.5, 1)])
        let result = run({ time, _ in SceneRun.walker(time, start: 0) })
        // The leading edge reaches the middle of the picture at 1.95 s.
        #expect(result.moving(from: 0, to: 1.85).isEmpty)
        let first = try #require(result.moving(from: 0, to: 4).first)
        #expect(first.time.seconds < 2.15)
        #expect(result.suppressed[.masked] > 0)
        for metrics in result.moving(from: 0, to: 4) {
            #expect(metrics.blobs.allSatisfy { $0.region.x >= 0.5 })
        }
    }

    @Test("A masked place stays quiet")
    func mask() {
        var run = SceneRun()
        run.watched = WatchedArea(size: Self.size, exclude: [Self.box(0, 0.2, 1, 0.7)])
        let result = run({ time, _ in SceneRun.walker(time, start: 0) })
        #expect(result.moving(from: 0, to: 4).isEmpty)
    }
}
