public import Footage
public import KernelDispatch

/// Brings decoded pictures to analysis size by area averages, straight from the decoder's planes.
public final class FrameReducer {
    private let geometry: AnalysisGeometry
    private let kernels: KernelTable
    private let sums: UnsafeMutablePointer<UInt16>

    public init(geometry: AnalysisGeometry, kernels: KernelTable = .forThisMachine) {
        self.geometry = geometry
        self.kernels = kernels
        sums = .allocate(capacity: geometry.stored.width + 64)
    }

    deinit { sums.deallocate() }

    /// Reduces one picture.
    ///
    /// Chroma of any subsampling comes out as 4:2:0 of the analysis size; without chroma it is
    /// neutral.
    ///
    /// - Precondition: `view` has the geometry's stored size, `target` its analysis size.
    public func reduce(_ view: PictureView, into target: PlanarPicture) {
        precondition(view.size == geometry.stored, "the picture has another size")
        precondition(target.size == geometry.size, "the target has another size")
        reduce(view.luma, by: geometry.divisorX, geometry.divisorY, into: target.luma)
        reduceChroma(view.cb, of: view, into: target.cb)
        reduceChroma(view.cr, of: view, into: target.cr)
    }

    private func reduceChroma(
        _ source: PictureView.Samples?, of view: PictureView, into target: Plane?
    ) {
        guard let target else { return }
        guard let source else { return target.bytes.update(repeating: 128) }
        let acrossTwice = 2 * geometry.divisorX
        let downTwice = 2 * geometry.divisorY
        let factorX = acrossTwice >> view.chromaShiftX
        let factorY = downTwice >> view.chromaShiftY
        let isWhole =
            factorX << view.chromaShiftX == acrossTwice && factorY << view.chromaShiftY == downTwice
        if isWhole, factorX * factorY <= 256 {
            reduce(source, by: factorX, factorY, into: target)
        } else {
            sampleNearest(source, of: view, into: target)
        }
    }

    private func reduce(
        _ source: PictureView.Samples, by factorX: Int, _ factorY: Int, into target: Plane
    ) {
        guard let output = target.bytes.baseAddress else { return }
        // A last chroma column or row may lie half outside an odd picture: it repeats the one
        // before it.
        let width = min(target.size.width, source.size.width / factorX)
        let height = min(target.size.height, source.size.height / factorY)
        guard width > 0, height > 0 else { return shrink(source, factorX, factorY, into: target) }
        for y in 0..<height {
            let row = output + y * target.size.width
            kernels.reduceRow(
                source.base + y * factorY * source.strideBytes, source.strideBytes, factorX,
                factorY, sums, row, width)
            for x in width..<max(width, target.size.width) { row[x] = row[width - 1] }
        }
        for y in height..<max(height, target.size.height) {
            let row = output + y * target.size.width
            row.update(from: output + (height - 1) * target.size.width, count: target.size.width)
        }
    }

    /// Planes smaller than one block: only the samples that are there are averaged.
    private func shrink(
        _ source: PictureView.Samples, _ factorX: Int, _ factorY: Int, into target: Plane
    ) {
        for y in 0..<target.size.height {
            for x in 0..<target.size.width {
                var sum = 0
                var count = 0
                for sourceY in y * factorY..<min((y + 1) * factorY, source.size.height) {
                    for sourceX in x * factorX..<min((x + 1) * factorX, source.size.width) {
                        sum += Int(source.base[sourceY * source.strideBytes + sourceX])
                        count += 1
                    }
                }
                target[x, y] = count > 0 ? UInt8((sum + count / 2) / count) : 128
            }
        }
    }

    /// Rare subsamplings (4:1:1, 4:1:0) whose samples do not divide evenly.
    private func sampleNearest(
        _ source: PictureView.Samples, of view: PictureView, into target: Plane
    ) {
        for y in 0..<target.size.height {
            let down = min(
                (y * 2 + 1) * geometry.divisorY >> view.chromaShiftY, source.size.height - 1)
            for x in 0..<target.size.width {
                let across = min(
                    (x * 2 + 1) * geometry.divisorX >> view.chromaShiftX, source.size.width - 1)
                target[x, y] = source.base[down * source.strideBytes + across]
            }
        }
    }
}
