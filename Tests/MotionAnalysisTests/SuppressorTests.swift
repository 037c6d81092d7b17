import Footage
import Testing

@testable import MotionAnalysis

@Suite("Each suppressor is needed by what it is named after, and lets things be")
struct SuppressorTests {
    /// A picture in which something has been painted over the scene.
    private typealias Painter = @Sendable (_ time: Double, _ picture: PlanarPicture) -> Void

    private static let size = FrameSize(width: 320, height: 192)

    /// Frames with motion, and what was suppressed.
    ///
    /// - Parameter isKnown: whether it was there in the samples already.
    private static func run(
        without component: DisabledComponents = [], seconds: Double = 3, isKnown: Bool = false,
        _ paint: Painter
    ) -> (moving: Int, suppressed: SuppressorCounts) {
        var scene = SyntheticScene()
        scene.size = size
        var parameters = AnalysisParameters()
        parameters.disabled = component
        let analyser = MotionAnalyser(size: size, parameters: parameters)
        analyser.prime(
            with: (0..<9).map {
                let sample = scene.picture(1000 + $0)
                if isKnown { paint(0, sample) }
                return sample
            })
        var (moving, suppressed) = (0, SuppressorCounts())
        for frame in 0..<Int(seconds * 15) {
            let time = Double(frame) / 15
            let picture = scene.picture(frame)
            paint(time, picture)
            let metrics = analyser.analyse(picture, at: MediaTime(seconds: time))
            moving += metrics.motionPPM > 0 || !metrics.confirmed.isEmpty ? 1 : 0
            suppressed.add(metrics.suppressed)
        }
        return (moving, suppressed)
    }

    private static func change(
        _ picture: PlanarPicture, left: Int, top: Int, width: Int, height: Int,
        _ value: (Int, Int, Double) -> Double
    ) {
        for y in max(0, top)..<max(0, min(size.height, top + height)) {
            for x in max(0, left)..<max(max(0, left), min(size.width, left + width)) {
                let new = value(x - left, y - top, Double(picture.luma[x, y]))
                picture.luma[x, y] = UInt8(min(max(new, 0), 255))
            }
        }
    }

    /// A hard shadow that crosses the ground.
    private static let castShadow: Painter = { time, picture in
        let left = Int(time * 90) - 40
        change(picture, left: left, top: 90, width: 40, height: 70) { _, _, luma in luma * 0.6 }
    }

    /// A blurred glow that zigzags before the lens.
    private static let insect: Painter = { time, picture in
        guard time >= 1, time < 2 else { return }
        let left = Int((time - 1) * 330) - 20
        let top = 70 + Int(((time * 3).truncatingRemainder(dividingBy: 1) - 0.5).magnitude * 90)
        change(picture, left: left, top: top, width: 32, height: 32) { x, y, luma in
            let (u, v) = (Double(x - 16) / 16, Double(y - 16) / 16)
            let share = max(0, 1 - u * u - v * v)
            return luma + 150 * share * share
        }
    }

    /// Specks of light that drift a little and vanish, now here, now there along the water.
    private static let ripple: Painter = { time, picture in
        for speck in 0..<6 {
            let phase = time * 1.1 + Double(speck) / 6
            let lap = Int(phase)
            let inLap = phase - Double(lap)
            // After a while some drift farther.
            let drift = time > 7 && (lap + speck) % 5 == 0 ? 18.0 : 4.0
            let left = 14 + (speck * 53 + lap * 29) % 270 + Int(inLap * drift)
            change(picture, left: left, top: 120 + speck % 3 * 9, width: 14, height: 7) {
                _, _, luma in luma + 90
            }
        }
    }

    /// Digits whose strokes change four times a second, in a wide block at the upper border.
    private static let clock: Painter = { time, picture in
        let state = Int(time * 4)
        change(picture, left: 40, top: 2, width: 160, height: 22) { x, y, _ in
            let digit = x / 10
            let bits = (digit * 7 + (digit >= 4 ? state * 5 : 0)) % 11
            return ((x + bits * (y / 5 + 1)) / 3) % 2 == 0 ? 240 : 12
        }
    }

    private static let cases: [(Painter, Suppressor, DisabledComponents, Double)] = [
        // Most of it is known by its texture before there are tracks.
        (castShadow, .shadow, [.shadow, .lightPatches, .flatShadows], 4),
        (insect, .insect, .insect, 3),
        (ripple, .ripple, .ripple, 12),
    ]

    @Test("What is no thing is not motion, and counted by its name", arguments: 0..<3)
    func suppressed(_ index: Int) {
        let (paint, name, _, seconds) = Self.cases[index]
        let result = Self.run(seconds: seconds, paint)
        #expect(result.moving == 0, "\(name)")
        #expect(result.suppressed[name] > 0, "\(name)")
    }

    @Test("Without its suppressor it would be motion", arguments: 0..<3)
    func needed(_ index: Int) {
        let (paint, name, component, seconds) = Self.cases[index]
        #expect(Self.run(without: component, seconds: seconds, paint).moving > 0, "\(name)")
    }

    @Test("Someone who comes in the same conditions is motion", arguments: 0..<3)
    func thing(_ index: Int) {
        let (paint, name, _, seconds) = Self.cases[index]
        let result = Self.run(seconds: max(seconds, 6)) { time, picture in
            paint(time, picture)
            Self.change(
                picture, left: Int((time - 2) * 45) - 14, top: 84, width: 14, height: 44
            ) { x, y, _ in (x / 4 + y / 6) % 2 == 0 ? 225 : 190 }
        }
        #expect(result.moving >= 15, "\(name)")
    }

    @Test("A burnt-in clock is named as such")
    func clock() {
        let result = Self.run(seconds: 5, isKnown: true, Self.clock)
        #expect(result.moving == 0)
        #expect(result.suppressed[.onScreenText] > 0)
    }

    @Test("Every suppressor that judges things can be switched off by name")
    func names() {
        let names = DisabledComponents.byName.map(\.name)
        for name in ["shadow", "moving-light", "insect", "rain", "ripple", "on-screen-text"] {
            #expect(names.contains(name))
        }
    }
}
