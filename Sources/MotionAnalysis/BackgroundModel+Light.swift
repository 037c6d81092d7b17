import Footage
import KernelDispatch

extension BackgroundModel {
    /// Brings all modes to another light.
    ///
    /// - Parameters:
    ///   - frame: in that light. It tells how bright places really are that were white.
    ///   - samples: other pictures in that light, which tell it too.
    func apply(_ fit: LightFit, seenIn frame: WorkingPicture, samples: [WorkingPicture]) {
        let pixels = ModelLayout.tilePixels
        let (gain, offset) = fit.fixedPoint
        for tile in 0..<tileCount {
            let base = tiles + tile * ModelLayout.tileBytes
            for mode in 0..<ModelLayout.modeCount {
                kernels.applyGain(
                    base + mode * ModelLayout.planesPerMode * pixels, gain, offset, pixels)
            }
        }
        kernels.applyGain(luma.base, gain, offset, size.pixelCount)
        if let white = ClippedWhite(in: fit) { mend(white, from: frame, samples) }
    }

    /// Gives places that were white the shade that the samples or else the frame shows there.
    private func mend(
        _ white: ClippedWhite, from frame: WorkingPicture, _ samples: [WorkingPicture]
    ) {
        for pixel in 0..<size.pixelCount where luma.base[pixel] >= white.limit {
            let shades = samples.map { $0.value(at: pixel) }.filter { white.mayBe($0.luma) }
            let shade = PixelValue.middle(of: shades) ?? frame.value(at: pixel)
            guard white.mayBe(shade.luma) else { continue }
            for mode in 0..<ModelLayout.modeCount
            where value(mode: mode, pixel: pixel).luma >= white.limit {
                let weight = weight(mode: mode, pixel: pixel)
                set(mode: mode, pixel: pixel, to: shade, weight: weight)
            }
            luma.base[pixel] = shade.luma
        }
    }
}
