import Footage
import KernelDispatch
import Testing

@testable import MotionAnalysis

@Suite("The parts of the model")
struct PartsTests {
    @Test("Components by runs are those of a flood fill", arguments: 0..<12)
    func components(_ seed: Int) {
        let size = FrameSize(width: 43 + seed * 3, height: 29)
        let mask = Plane(size: size)
        var noise = SplitMix(state: UInt64(seed))
        for i in 0..<size.pixelCount {
            mask.bytes[i] = noise.next() % 10 < UInt64(2 + seed % 6) ? 255 : 0
        }
        for value in [UInt8(255), 0] {
            var groups = ConnectedComponents()
            groups.label(mask, value: value)
            let found = groups.components.map(\.pixels).sorted()
            #expect(found == FloodFill.sizes(mask, value: value).sorted(), "seed \(seed)")
            let total = groups.runs.reduce(0) { $0 + Int($1.end - $1.start) }
            #expect(total == found.reduce(0, +))
        }
    }

    @Test("The fit of light is found although three blocks in ten show something else")
    func lightFit() {
        var noise = SplitMix(state: 9)
        let reference = (0..<400).map { _ in UInt8(30 + noise.next() % 150) }
        for (gain, offset) in [(1.2, 0.0), (0.8, 5), (1, -12), (0.6, 30), (1, 0)] {
            let picture = reference.enumerated().map { index, value in
                index % 10 < 3
                    ? UInt8(200 + noise.next() % 50)
                    : UInt8(min(max((Double(value) * gain + offset).rounded(), 0), 255))
            }
            let fit = LightFit(reference: reference, picture: picture, tolerance: 10)
            #expect(
                abs(fit.gain * 100 + fit.offset - gain * 100 - offset) < 3,
                "\(gain) \(offset): \(fit)")
            #expect(fit.explained > 0.65)
        }
    }

    @Test("The shift of a shaken picture is found in both directions")
    func shake() {
        var scene = SyntheticScene()
        scene.size = FrameSize(width: 320, height: 192)
        let preparation = PicturePreparation(size: scene.size, kernels: .forThisMachine)
        let working = WorkingPicture(size: scene.size)
        preparation.prepare(scene.picture(0), shift: .none, into: working)
        let estimator = ShakeEstimator(
            size: scene.size, reach: 4, parameters: AnalysisParameters().shake,
            kernels: .forThisMachine)
        estimator.setReference(working.luma)
        for (right, down) in [(0, 0), (1, 0), (0, -2), (3, 2), (-4, 1)] {
            (scene.shiftX, scene.shiftY) = (right, down)
            let found = estimator.shift(of: scene.picture(1).luma)
            let unit = PixelShift.unit
            #expect(abs(found.right - right * unit) <= 2, "of \(right), \(down): \(found)")
            #expect(abs(found.down - down * unit) <= 2, "of \(right), \(down): \(found)")
        }
    }

    @Test("Something that passes is not taken for a shake")
    func noShake() {
        let scene = SyntheticScene()
        let estimator = ShakeEstimator(
            size: scene.size, reach: 4, parameters: AnalysisParameters().shake,
            kernels: .forThisMachine)
        let working = WorkingPicture(size: scene.size)
        PicturePreparation(size: scene.size, kernels: .forThisMachine)
            .prepare(scene.picture(0), shift: .none, into: working)
        estimator.setReference(working.luma)
        for x in stride(from: 0, to: 120, by: 10) {
            let picture = scene.picture(1, things: [.init(x: x, y: 20, width: 40, height: 60)])
            #expect(estimator.shift(of: picture.luma).isNone)
        }
    }

    @Test("Noise is measured by brightness", arguments: [1.0, 3.0, 8.0])
    func noiseFloor(_ deviation: Double) {
        var floor = NoiseFloor(parameters: AnalysisParameters())
        var noise = SplitMix(state: 4)
        for _ in 0..<20_000 {
            // Twelve uniform numbers make a normal one.
            let sum = (0..<12).reduce(0.0) { total, _ in
                total + Double(noise.next() % 10_000) / 10_000
            }
            let difference = abs((sum - 6) * deviation).rounded()
            floor.add(difference: UInt8(difference), change: UInt8(difference), luma: 100)
        }
        floor.conclude(share: 1)
        #expect(abs(floor.deviation[6] - deviation) < 0.25 * deviation)
        #expect(floor.thresholds[100] >= 10)
        #expect(Double(floor.thresholds[100]) >= 3 * deviation)
    }

    @Test("What changes slowly is no noise, however far it differs; what never rests is")
    func slowChange() {
        func threshold(change: UInt8) -> UInt8 {
            var floor = NoiseFloor(parameters: AnalysisParameters())
            for _ in 0..<1000 { floor.add(difference: 12, change: change, luma: 100) }
            floor.conclude(share: 1)
            return floor.thresholds[100]
        }
        #expect(threshold(change: 2) < 30)
        #expect(threshold(change: 10) > 36)
    }

    @Test("Noise once taken from a cloud is forgotten when frames show that nothing moves")
    func forgottenCloud() {
        var floor = NoiseFloor(parameters: AnalysisParameters())
        for _ in 0..<1000 { floor.add(difference: 14, change: 14, luma: 100) }
        floor.conclude(share: 1)
        #expect(floor.thresholds[100] > 36)
        for _ in 0..<1000 { floor.add(difference: 14, change: 1, luma: 100) }
        floor.conclude(share: 0.1)
        #expect(floor.thresholds[100] < 30)
    }

    @Test("At night smaller differences count, also where it is not quite dark")
    func night() {
        func scene(brightest: UInt8) -> Plane {
            let plane = Plane(size: FrameSize(width: 160, height: 96))
            for i in 0..<plane.size.pixelCount {
                plane.base[i] = 20 + UInt8(Int(brightest - 20) * (i % 160) / 159)
            }
            return plane
        }
        var floor = NoiseFloor(parameters: AnalysisParameters())
        let day = floor.thresholds
        floor.see([scene(brightest: 200)], share: 1)
        #expect(floor.thresholds == day)
        floor.see([scene(brightest: 60)], share: 1)
        #expect(floor.thresholds[40] < day[40])
        floor.see([scene(brightest: 60), scene(brightest: 200)], share: 1)
        #expect(floor.thresholds == day)
    }

    @Test("Light that comes counts at once, light that goes bit by bit")
    func lightComesAndGoes() {
        let (night, day) = (
            Plane(size: FrameSize(width: 160, height: 96), filledWith: 30),
            Plane(size: FrameSize(width: 160, height: 96), filledWith: 200)
        )
        var floor = NoiseFloor(parameters: AnalysisParameters())
        floor.see([night], share: 0.1)
        #expect(floor.contrast > 0.9)
        for _ in 0..<100 { floor.see([night], share: 0.1) }
        #expect(floor.contrast < 0.2)
        floor.see([day], share: 0.1)
        #expect(floor.contrast == 1)
    }

    @Test("Sensitivity lowers and raises thresholds")
    func sensitivity() {
        let thresholds = [0.0, 0.5, 1].map {
            NoiseFloor(parameters: AnalysisParameters(sensitivity: $0)).thresholds[128]
        }
        #expect(thresholds[0] > thresholds[1])
        #expect(thresholds[1] > thresholds[2])
    }
}

/// The plain way to find components.
private enum FloodFill {
    static func sizes(_ mask: Plane, value: UInt8) -> [Int] {
        let (width, height) = (mask.size.width, mask.size.height)
        var seen = [Bool](repeating: false, count: width * height)
        var sizes: [Int] = []
        for start in 0..<width * height where mask.bytes[start] == value && !seen[start] {
            var open = [start]
            seen[start] = true
            var count = 0
            while let index = open.popLast() {
                count += 1
                for dy in -1...1 {
                    for dx in -1...1 where value == 255 || dx == 0 || dy == 0 {
                        let (x, y) = (index % width + dx, index / width + dy)
                        guard x >= 0, x < width, y >= 0, y < height else { continue }
                        let next = y * width + x
                        if mask.bytes[next] == value, !seen[next] {
                            seen[next] = true
                            open.append(next)
                        }
                    }
                }
            }
            sizes.append(count)
        }
        return sizes
    }
}
