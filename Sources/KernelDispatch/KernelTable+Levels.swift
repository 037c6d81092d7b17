import PixelKernels
import PixelKernelsAVX2

extension KernelTable {
    /// The kernels of the highest level that the processor supports, whatever the environment.
    public static let forThisMachine = table(for: .supported)

    /// The kernels of one level.
    ///
    /// - Precondition: the processor supports the level.
    public static func table(for level: KernelLevel) -> KernelTable {
        precondition(level <= .supported, "the processor lacks \(level.rawValue)")
        return switch level {
        case .scalar: scalar
        case .sse2: sse2
        case .avx2: avx2
        }
    }

    private static let scalar = KernelTable(
        level: .scalar,
        reduceRow: ScalarReference.reduceRow,
        smoothRow: ScalarReference.smoothRow,
        weighRows: ScalarReference.weighRows,
        weighColumns: ScalarReference.weighColumns,
        doubleRow: ScalarReference.doubleRow,
        absoluteDifference: ScalarReference.absoluteDifference,
        countAbove: ScalarReference.countAbove,
        sumOfSamples: ScalarReference.sumOfSamples,
        addRow: ScalarReference.addRow,
        applyGain: ScalarReference.applyGain,
        slideColumns: ScalarReference.slideColumns,
        voteRow: ScalarReference.voteRow,
        maximumAcross: ScalarReference.maximumAcross,
        formMaximum: ScalarReference.formMaximum,
        thinRow: ScalarReference.thinRow,
        addSurface: ScalarReference.addSurface,
        measureCell: ScalarReference.measureCell,
        findLikenesses: ScalarReference.findLikenesses,
        orderStatistic: ScalarReference.orderStatistic,
        classifyTiles: ScalarReference.classifyTiles,
        forgiveSwaying: ScalarReference.forgiveSwaying,
        learnTiles: ScalarReference.learnTiles)

    private static let sse2 = KernelTable(
        level: .sse2,
        reduceRow: {
            PixelKernels.reduceRow(
                $0, strideBytes: $1, factorX: $2, factorY: $3, sums: $4, output: $5, width: $6)
        },
        smoothRow: {
            PixelKernels.smoothRow(
                above: $0, centre: $1, below: $2, sums: $3, output: $4, width: $5)
        },
        weighRows: {
            PixelKernels.weighRows(
                $0, $1, $2, $3, a: $4.a, b: $4.b, c: $4.c, d: $4.d, sums: $5, count: $6)
        },
        weighColumns: {
            PixelKernels.weighColumns(
                $0, a: $1.a, b: $1.b, c: $1.c, d: $1.d, output: $2, width: $3)
        },
        doubleRow: { PixelKernels.doubleRow($0, output: $1, width: $2) },
        absoluteDifference: { PixelKernels.absoluteDifference($0, $1, output: $2, count: $3) },
        countAbove: { PixelKernels.countAbove($0, threshold: $1, count: $2) },
        sumOfSamples: { PixelKernels.sumOfSamples($0, count: $1) },
        addRow: { PixelKernels.addRow($0, to: $1, count: $2) },
        applyGain: { PixelKernels.applyGain($0, gain: $1, offset: $2, count: $3) },
        slideColumns: {
            PixelKernels.slideColumns($0, entering: $1, leaving: $2, count: $3)
        },
        voteRow: { PixelKernels.voteRow($0, threshold: $1, output: $2, width: $3) },
        maximumAcross: { PixelKernels.maximumAcross($0, output: $1, width: $2) },
        formMaximum: { PixelKernels.formMaximum($0, with: $1, count: $2) },
        thinRow: { PixelKernels.thinRow($0, misfit: $1, largest: $2, width: $3) },
        addSurface: {
            PixelKernels.addSurface(
                $0, $1, stride: $2, count: $3, thresholds: $4, scratch: $5, sums: $6)
        },
        measureCell: {
            PixelKernels.measureCell(
                $0, $1, $2, stride: $3, white: $4, scratch: $5, sums: $6)
        },
        findLikenesses: {
            PixelKernels.findLikenesses($0, sampleCount: $1, start: $2, reach: $3, groups: $4)
        },
        orderStatistic: {
            PixelKernels.orderStatistic(
                $0, planeCount: $1, rank: $2, counts: $3, output: $4, tileCount: $5)
        },
        classifyTiles: {
            PixelKernels.classifyTiles(
                $0, notes: $1, tileCount: $2, luma: $3, cb: $4, cr: $5, protected: $6,
                level: $7, misfit: $8, leastWeight: $9.leastWeight, blinkRate: $9.blinkRate,
                dither: $9.dither)
        },
        forgiveSwaying: {
            PixelKernels.forgiveSwaying(
                $0, notes: $1, width: $2, height: $3, background: $4, luma: $5, cb: $6, cr: $7,
                level: $8, misfit: $9, leastBlinking: $10, scratch: $11)
        },
        learnTiles: {
            PixelKernels.learnTiles(
                $0, notes: $1, firstTile: $2, tileStride: $3, tileCount: $4, luma: $5, cb: $6,
                cr: $7, command: $8, background: $9, step: $10.step, gain: $10.gain,
                loss: $10.loss, vacating: $10.vacating, newcomer: $10.newcomer,
                absorbed: $10.absorbed)
        })

    private static let avx2 = KernelTable(
        level: .avx2,
        reduceRow: {
            PixelKernelsAVX2.reduceRow(
                $0, strideBytes: $1, factorX: $2, factorY: $3, sums: $4, output: $5, width: $6)
        },
        smoothRow: {
            PixelKernelsAVX2.smoothRow(
                above: $0, centre: $1, below: $2, sums: $3, output: $4, width: $5)
        },
        weighRows: {
            PixelKernelsAVX2.weighRows(
                $0, $1, $2, $3, a: $4.a, b: $4.b, c: $4.c, d: $4.d, sums: $5, count: $6)
        },
        weighColumns: {
            PixelKernelsAVX2.weighColumns(
                $0, a: $1.a, b: $1.b, c: $1.c, d: $1.d, output: $2, width: $3)
        },
        doubleRow: { PixelKernelsAVX2.doubleRow($0, output: $1, width: $2) },
        absoluteDifference: { PixelKernelsAVX2.absoluteDifference($0, $1, output: $2, count: $3) },
        countAbove: { PixelKernelsAVX2.countAbove($0, threshold: $1, count: $2) },
        sumOfSamples: { PixelKernelsAVX2.sumOfSamples($0, count: $1) },
        addRow: { PixelKernelsAVX2.addRow($0, to: $1, count: $2) },
        applyGain: { PixelKernelsAVX2.applyGain($0, gain: $1, offset: $2, count: $3) },
        slideColumns: {
            PixelKernelsAVX2.slideColumns($0, entering: $1, leaving: $2, count: $3)
        },
        voteRow: { PixelKernelsAVX2.voteRow($0, threshold: $1, output: $2, width: $3) },
        maximumAcross: { PixelKernelsAVX2.maximumAcross($0, output: $1, width: $2) },
        formMaximum: { PixelKernelsAVX2.formMaximum($0, with: $1, count: $2) },
        thinRow: { PixelKernelsAVX2.thinRow($0, misfit: $1, largest: $2, width: $3) },
        addSurface: {
            PixelKernelsAVX2.addSurface(
                $0, $1, stride: $2, count: $3, thresholds: $4, scratch: $5, sums: $6)
        },
        measureCell: {
            PixelKernelsAVX2.measureCell(
                $0, $1, $2, stride: $3, white: $4, scratch: $5, sums: $6)
        },
        findLikenesses: {
            PixelKernelsAVX2.findLikenesses($0, sampleCount: $1, start: $2, reach: $3, groups: $4)
        },
        orderStatistic: {
            PixelKernelsAVX2.orderStatistic(
                $0, planeCount: $1, rank: $2, counts: $3, output: $4, tileCount: $5)
        },
        classifyTiles: {
            PixelKernelsAVX2.classifyTiles(
                $0, notes: $1, tileCount: $2, luma: $3, cb: $4, cr: $5, protected: $6,
                level: $7, misfit: $8, leastWeight: $9.leastWeight, blinkRate: $9.blinkRate,
                dither: $9.dither)
        },
        forgiveSwaying: {
            PixelKernelsAVX2.forgiveSwaying(
                $0, notes: $1, width: $2, height: $3, background: $4, luma: $5, cb: $6, cr: $7,
                level: $8, misfit: $9, leastBlinking: $10, scratch: $11)
        },
        learnTiles: {
            PixelKernelsAVX2.learnTiles(
                $0, notes: $1, firstTile: $2, tileStride: $3, tileCount: $4, luma: $5, cb: $6,
                cr: $7, command: $8, background: $9, step: $10.step, gain: $10.gain,
                loss: $10.loss, vacating: $10.vacating, newcomer: $10.newcomer,
                absorbed: $10.absorbed)
        })
}
