import Footage
import Testing

@testable import MotionAnalysis

@Suite("The size of the analysis picture")
struct AnalysisGeometryTests {
    @Test(
        "Usual sizes",
        arguments: [
            (1920, 1080, 3, 3), (1280, 720, 2, 2), (2560, 1440, 4, 4), (3840, 2160, 6, 6),
            (640, 360, 1, 1), (320, 240, 1, 1), (704, 576, 1, 1), (16, 16, 1, 1), (1, 1, 1, 1),
        ])
    func usual(_ width: Int, _ height: Int, _ divisorX: Int, _ divisorY: Int) {
        let geometry = AnalysisGeometry(stored: FrameSize(width: width, height: height))
        #expect(geometry.divisorX == divisorX)
        #expect(geometry.divisorY == divisorY)
        #expect(geometry.size == FrameSize(width: width / divisorX, height: height / divisorY))
    }

    @Test("Anamorphic pictures come out with nearly square pixels")
    func anamorphic() {
        let geometry = AnalysisGeometry(
            stored: FrameSize(width: 960, height: 1080), sampleAspectNumerator: 2,
            sampleAspectDenominator: 1)
        let aspect = 2.0 * Double(geometry.divisorX) / Double(geometry.divisorY)
        #expect(aspect > 0.74 && aspect < 1.35)
    }

    @Test("A meaningless aspect counts as square", arguments: [(0, 1), (1, 0), (-4, 3)])
    func brokenAspect(_ numerator: Int, _ denominator: Int) {
        let size = FrameSize(width: 1280, height: 720)
        let geometry = AnalysisGeometry(
            stored: size, sampleAspectNumerator: numerator, sampleAspectDenominator: denominator)
        #expect(geometry == AnalysisGeometry(stored: size))
    }

    @Test("Interlaced pictures are reduced by whole pairs of lines")
    func interlaced() {
        for (width, height) in [(720, 576), (1920, 1080), (704, 480)] {
            let geometry = AnalysisGeometry(
                stored: FrameSize(width: width, height: height), isInterlaced: true)
            #expect(geometry.divisorY % 2 == 0)
        }
    }
}
