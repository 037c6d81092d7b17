import Footage
import KernelDispatch

/// Samples of the scene brought to the light of one frame.
struct LitSamples {
    let kernels: KernelTable
    /// The frame in whose light they are.
    let frame: WorkingPicture

    /// - Parameter samples: pictures in any light, each with the fit from it to the frame.
    /// - Returns: the same in the light of the frame; those that already are, unchanged.
    func pictures(of samples: [(picture: WorkingPicture, fit: LightFit)]) -> [WorkingPicture] {
        let lit = samples.map { sample in
            guard !sample.fit.isNegligible else { return sample.picture }
            let copy = WorkingPicture(size: frame.size)
            copy.copy(from: sample.picture)
            let (gain, offset) = sample.fit.fixedPoint
            kernels.applyGain(copy.luma.base, gain, offset, frame.size.pixelCount)
            return copy
        }
        mend(lit, whites: samples.map { ClippedWhite(in: $0.fit) })
        return lit
    }

    /// Gives places that were white in some samples the shade that the others or the frame show.
    private func mend(_ lit: [WorkingPicture], whites: [ClippedWhite?]) {
        guard whites.contains(where: { $0 != nil }) else { return }
        for pixel in 0..<frame.size.pixelCount {
            func isUncertain(_ index: Int) -> Bool {
                whites[index].map { lit[index].luma.base[pixel] >= $0.limit } ?? false
            }
            guard let first = lit.indices.first(where: isUncertain) else { continue }
            let known = lit.indices.filter { !isUncertain($0) }.map { lit[$0].value(at: pixel) }
            for index in first..<lit.count where isUncertain(index) {
                guard let white = whites[index] else { continue }
                let shades = known.filter { white.mayBe($0.luma) }
                let shade = PixelValue.middle(of: shades) ?? frame.value(at: pixel)
                if white.mayBe(shade.luma) { lit[index].set(shade, at: pixel) }
            }
        }
    }
}
