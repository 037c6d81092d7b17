import Footage
import KernelDispatch

/// The pixels that samples of a scene disagree about.
struct ContestedPixels {
    /// In the order of time, in the same light; fewer than 32.
    let samples: [WorkingPicture]
    let kernels: KernelTable

    /// Visits every pixel of which a sixth of the samples, and at least two, differ from `centre`.
    ///
    /// - Parameters:
    ///   - reach: by how many levels each pixel's values may differ and be the same.
    ///   - body: given the pixel, what the samples show there, and those that show its background.
    func visit(
        around centre: Plane, reach: Plane, body: (Int, SampleValues, UInt32) -> Void
    ) {
        let count = samples.count
        let outside = countOutside(centre, reach)
        let least = UInt8(max(2, (count + 5) / 6))
        let planes = samples.map {
            (UnsafePointer($0.luma.base), UnsafePointer($0.cb.base), UnsafePointer($0.cr.base))
        }
        let all = planes.map(\.0) + planes.map(\.1) + planes.map(\.2)
        let groups = UnsafeMutablePointer<UInt32>.allocate(capacity: Self.step * count)
        defer { groups.deallocate() }
        var values = SampleValues(count: count)
        for start in stride(from: 0, to: centre.size.pixelCount, by: Self.step) {
            // Planes can be read beyond their end by more than a step.
            let end = min(start + Self.step, centre.size.pixelCount)
            guard (start..<end).contains(where: { outside.base[$0] >= least }) else { continue }
            kernels.findLikenesses(all, count, start, reach.base, groups)
            for pixel in start..<end where outside.base[pixel] >= least {
                for (index, plane) in planes.enumerated() {
                    values.values[index] = PixelValue(
                        luma: plane.0[pixel], cb: plane.1[pixel], cr: plane.2[pixel])
                }
                values.group((0..<count).lazy.map { groups[Self.step * $0 + pixel - start] })
                guard let background = values.background else { continue }
                body(pixel, values, background)
            }
        }
        withExtendedLifetime((samples, reach)) {}
    }

    /// Pixels that the kernel looks at together.
    private static let step = 32

    /// How many samples' luma is out of reach, by pixel.
    private func countOutside(_ centre: Plane, _ reach: Plane) -> Plane {
        let outside = Plane(size: centre.size)
        let (middle, limit, sums) = (centre.base, reach.base, outside.base)
        for sample in samples {
            let luma = sample.luma.base
            // Without a branch, so that it is done by vectors.
            for i in 0..<centre.size.pixelCount {
                let (a, b) = (luma[i], middle[i])
                let difference = a > b ? a &- b : b &- a
                sums[i] = sums[i] &+ (difference > limit[i] ? 1 : 0)
            }
        }
        return outside
    }
}
