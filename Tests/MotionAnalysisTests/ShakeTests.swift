import Footage
import Foundation
import KernelDispatch
import Testing

@testable import MotionAnalysis

@Suite("A shaken camera's picture is brought back")
struct ShakeTests {
    private let size = FrameSize(width: 320, height: 240)

    /// A smooth pattern with slopes in both directions, seen by a camera that is displaced by a
    /// fraction of a pixel and rolled by `angle` radians.
    private func picture(right: Double, down: Double, angle: Double) -> PlanarPicture {
        let picture = PlanarPicture(size: size)
        let (middleX, middleY) = (Double(size.width - 1) / 2, Double(size.height - 1) / 2)
        for y in 0..<size.height {
            for x in 0..<size.width {
                let u = Double(x) - right + angle * (Double(y) - middleY) - middleX
                let v = Double(y) - down - angle * (Double(x) - middleX) - middleY
                let across = 30 * sin(u * 0.31) + 22 * sin(u * 0.173 + 1)
                let along = 30 * sin(v * 0.27) + 22 * sin(v * 0.141 + 2)
                picture.luma[x, y] = UInt8(128 + across + along)
            }
        }
        return picture
    }

    @Test(
        "Fractions of a pixel and a roll are found and undone",
        arguments: [(0.5, 0.0, 0.0), (-1.25, 2.75, 0), (2.4, -0.6, 0.006), (0, 0.3, -0.004)])
    func fractions(right: Double, down: Double, angle: Double) {
        let preparation = PicturePreparation(size: size, kernels: .forThisMachine)
        let (still, moved) = (WorkingPicture(size: size), WorkingPicture(size: size))
        preparation.prepare(
            picture(right: 0, down: 0, angle: 0), shift: .none, into: still)
        let estimator = ShakeEstimator(
            size: size, reach: 8, parameters: AnalysisParameters().shake, kernels: .forThisMachine)
        estimator.setReference(still.luma)
        let shaken = picture(right: right, down: down, angle: angle)
        let shift = estimator.shift(of: shaken.luma)
        #expect(abs(Double(shift.right) / 16 - right) < 0.2, "\(shift)")
        #expect(abs(Double(shift.down) / 16 - down) < 0.2, "\(shift)")

        func meanDifference() -> Double {
            var sum = 0
            for y in 8..<size.height - 8 {
                for x in 8..<size.width - 8 {
                    sum += abs(Int(still.luma[x, y]) - Int(moved.luma[x, y]))
                }
            }
            return Double(sum) / Double((size.width - 16) * (size.height - 16))
        }
        preparation.prepare(shaken, shift: .none, into: moved)
        let before = meanDifference()
        preparation.prepare(shaken, shift: shift, into: moved)
        #expect(meanDifference() < before / 3)
    }

    @Test("Samples of a shaken camera are laid over each other")
    func samples() {
        let places = [(0.0, 0.0), (3, -2), (-2.5, 1), (1, 3), (-3, -3)]
        let pictures = places.map { picture(right: $0.0, down: $0.1, angle: 0) }
        func largestMeanDifference(with shake: ShakeEstimator?) -> Double {
            var bank = SampleBank()
            bank.setSamples(
                pictures,
                preparation: PicturePreparation(size: size, kernels: .forThisMachine),
                shake: shake, size: size)
            let first = bank.samples[0].picture.luma
            return bank.samples.map { sample in
                var sum = 0
                for y in 8..<size.height - 8 {
                    for x in 8..<size.width - 8 {
                        sum += abs(Int(first[x, y]) - Int(sample.picture.luma[x, y]))
                    }
                }
                return Double(sum) / Double((size.width - 16) * (size.height - 16))
            }.max() ?? .infinity
        }
        let shake = ShakeEstimator(
            size: size, reach: 8, parameters: AnalysisParameters().shake, kernels: .forThisMachine)
        #expect(largestMeanDifference(with: shake) < largestMeanDifference(with: nil) / 3)
    }

    @Test("The mask lies over the picture again, not over the model")
    func unshift() {
        let preparation = PicturePreparation(size: size, kernels: .forThisMachine)
        let mask = Plane(size: size)
        for y in 100..<110 { for x in 50..<70 { mask[x, y] = 255 } }
        preparation.unshift(
            mask, by: PixelShift(right: 3 * PixelShift.unit, down: -2 * PixelShift.unit))
        #expect(mask[53, 98] == 255 && mask[72, 107] == 255)
        #expect(mask[52, 98] == 0 && mask[53, 97] == 0 && mask[73, 107] == 0)
        #expect((0..<size.pixelCount).count { mask.bytes[$0] == 255 } == 200)
    }

    @Test("The halo of a strong difference goes, a weak thing of its own stays")
    func haloes() {
        let cleaning = MaskCleaning(size: size, kernels: .forThisMachine)
        let (level, misfit) = (Plane(size: size), Plane(size: size))
        for y in 40..<60 {
            for x in 30..<50 { (level[x, y], misfit[x, y]) = (2, 120) }
            (level[50, y], misfit[50, y]) = (1, 25)
            for x in 100..<110 { (level[x, y], misfit[x, y]) = (1, 25) }
        }
        cleaning.thin(level, misfit: misfit, loud: LoudRows(size: level.size))
        for y in 40..<60 {
            #expect(level[49, y] == 2 && level[50, y] == 0)
            #expect(level[100, y] == 1 && level[109, y] == 1)
        }
    }
}
