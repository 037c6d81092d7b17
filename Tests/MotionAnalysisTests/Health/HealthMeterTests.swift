import Footage
import KernelDispatch
import Testing

@testable import MotionAnalysis

@Suite struct HealthMeterTests {
    private static let size = FrameSize(width: 320, height: 180)

    /// Boxes of many sizes on grey, with grain that differs from frame to frame.
    private static func picture(
        seed: Int = 1, gain: Double = 1, blur: Int = 0, grain: Int = 2, shift: Int = 0
    ) -> PlanarPicture {
        let picture = PlanarPicture(size: size)
        var state = UInt32(truncatingIfNeeded: seed &* 2_654_435_761 &+ 1)
        for y in 0..<size.height {
            for x in 0..<size.width {
                var sum = 0
                for offset in -blur...blur { sum += scene(x + offset - shift, y) }
                state = state &* 1_664_525 &+ 1_013_904_223
                let noise = Int(state >> 16) % (2 * grain + 1) - grain
                let value = Double(sum / (2 * blur + 1)) * gain + Double(noise)
                picture.luma[x, y] = UInt8(min(255, max(0, value)))
            }
        }
        return picture
    }

    private static func scene(_ x: Int, _ y: Int) -> Int {
        let column = (x + 640) / 23
        let row = y / 17
        return 60 + (column &* 7 &+ row &* 13) % 5 * 30
    }

    private static func reading(
        of picture: PlanarPicture, kernels: KernelTable = .forThisMachine
    ) -> HealthReading {
        let meter = HealthMeter(size: size, kernels: kernels)
        meter.add(picture, at: .zero, isKeyFrame: true)
        return meter.finish(at: MediaTime(seconds: 1))[0]
    }

    @Test func aReadingStandsForEveryPeriodThatHasAFrame() {
        let meter = HealthMeter(size: Self.size)
        for frame in 0..<50 {
            meter.add(
                Self.picture(seed: frame), at: MediaTime(seconds: 1.5 + Double(frame) / 10),
                isKeyFrame: frame % 25 == 0)
        }
        let readings = meter.finish(at: MediaTime(seconds: 6.5))
        #expect(readings.map(\.time.seconds) == [1.5, 2, 4, 6])
        #expect(readings.map(\.end.seconds) == [2, 4, 6, 6.5])
        #expect(readings.map { $0.change?.keyFrames } == [nil, 0, 1, 0])
    }

    @Test func aBlurredPictureIsLessSharp() {
        let sharp = Self.reading(of: Self.picture())
        let blurred = Self.reading(of: Self.picture(blur: 4))
        #expect(sharp.sharpness > 200)
        #expect(blurred.sharpness * 10 < sharp.sharpness * 7)
    }

    @Test func lessLightLeavesEdgesWhereTheyAre() {
        let day = Self.reading(of: Self.picture(grain: 0)).view
        let dusk = Self.reading(of: Self.picture(gain: 0.4, grain: 0)).view
        var differing = 0
        var edges = 0
        for row in 0..<ViewSignature.rows {
            differing += (day.upright[row] ^ dusk.upright[row]).nonzeroBitCount
            edges += day.upright[row].nonzeroBitCount
        }
        #expect(edges > 100)
        #expect(differing * 10 < edges)
    }

    @Test func theSamePictureAgainHasNotChanged() {
        let meter = HealthMeter(size: Self.size)
        for second in [0.0, 2, 4] {
            meter.add(
                Self.picture(seed: second < 4 ? 1 : 2), at: MediaTime(seconds: second),
                isKeyFrame: true)
        }
        let changes = meter.finish(at: MediaTime(seconds: 6)).map(\.change)
        #expect(changes[1] == PictureChange(mean: 0, jumps: 0, keyFrames: 1))
        #expect(changes[2].map { $0.mean > 128 } == true)
    }

    @Test(arguments: KernelLevel.allCases.filter { $0 <= .supported })
    func everyKernelLevelReadsTheSame(_ level: KernelLevel) {
        let picture = Self.picture(blur: 1)
        let table = KernelTable.table(for: level)
        #expect(Self.reading(of: picture, kernels: table) == Self.reading(of: picture))
    }

    @Test func picturesTooSmallForTheCellsAreLeftAlone() {
        let size = FrameSize(width: 48, height: 30)
        let meter = HealthMeter(size: size)
        meter.add(PlanarPicture(size: size), at: .zero, isKeyFrame: true)
        #expect(meter.finish(at: MediaTime(seconds: 2)).isEmpty)
    }
}
