import KernelDispatch

/// Every kernel, with a way to try it on one input.
enum KernelCase: String, CaseIterable {
    case reduceRow, smoothRow, doubleRow, absoluteDifference, countAbove, sumOfSamples, addRow
    case applyGain, slideColumns, voteRow, maximumAcross, formMaximum, thinRow
    case weighRowsAndColumns, addSurface, measureCell, findLikenesses

    func run(_ table: KernelTable, _ trial: KernelTrial) -> [KernelOutcome] {
        let n = trial.width
        switch self {
        case .reduceRow: return Self.reduceRow(table, trial)
        case .smoothRow:
            let (above, centre, below) = (
                trial.input(n, 1), trial.input(n, 2), trial.input(n, 3)
            )
            let (sums, output) = (Scratch<UInt16>(n), trial.output(n))
            table.smoothRow(above.base, centre.base, below.base, sums.base, output.base, n)
            return [KernelOutcome(above, centre, below, output)]
        case .thinRow:
            let level = trial.input(n, 1, among: [0, 1, 2])
            let (misfit, largest) = (trial.input(n, 2), trial.input(n, 3))
            table.thinRow(level.base, misfit.base, largest.base, n)
            return [KernelOutcome(level, misfit, largest)]
        case .weighRowsAndColumns:
            let rows = (1...4).map { trial.input(n + 3, UInt64($0)) }
            return [Weights(4, 8, 4, 0), Weights(1, 7, 7, 1), Weights(16, 0, 0, 0)].map {
                let (sums, output) = (Scratch<UInt16>(n + 3), trial.output(n))
                table.weighRows(
                    rows[0].base, rows[1].base, rows[2].base, rows[3].base, $0, sums.base, n + 3)
                table.weighColumns(sums.base, $0, output.base, n)
                return KernelOutcome(rows[0], rows[1], rows[2], rows[3], output)
            }
        case .doubleRow:
            let (source, output) = (trial.input(n, 1), trial.output(2 * n))
            table.doubleRow(source.base, output.base, n)
            return [KernelOutcome(source, output)]
        case .absoluteDifference:
            let (a, b, output) = (trial.input(n, 1), trial.input(n, 2), trial.output(n))
            table.absoluteDifference(a.base, b.base, output.base, n)
            return [KernelOutcome(a, b, output)]
        case .countAbove:
            let source = trial.input(n, 1)
            return [0, 100, 254, 255].map {
                KernelOutcome(source, number: table.countAbove(source.base, $0, n))
            }
        case .sumOfSamples:
            let source = trial.input(n, 1)
            return [KernelOutcome(source, number: table.sumOfSamples(source.base, n))]
        case .addRow:
            let (row, sums) = (trial.input(n, 1), Scratch<UInt32>(n))
            for _ in 0..<3 { table.addRow(row.base, sums.base, n) }
            return [KernelOutcome(row, number: sums.digest)]
        case .applyGain: return Self.applyGain(table, trial)
        case .slideColumns:
            let (columns, entering, leaving) = (
                trial.input(n, 1), trial.input(n, 2), trial.input(n, 3)
            )
            table.slideColumns(columns.base, entering.base, leaving.base, n)
            return [KernelOutcome(columns, entering, leaving)]
        case .voteRow:
            let columns = trial.input(n + 6, 1, among: [0, 1, 2, 7, 13, 14])
            return [UInt8(1), 20, 47, 98].map { threshold in
                let output = trial.output(n)
                table.voteRow(columns.base, threshold, output.base, n)
                return KernelOutcome(columns, output)
            }
        case .maximumAcross:
            let (source, output) = (trial.input(n + 4, 1), trial.output(n))
            table.maximumAcross(source.base, output.base, n)
            return [KernelOutcome(source, output)]
        case .addSurface: return Self.addSurface(table, trial)
        case .measureCell: return Self.measureCell(table, trial)
        case .findLikenesses: return Self.findLikenesses(table, trial)
        case .formMaximum:
            let (output, row) = (trial.input(n, 1), trial.input(n, 2))
            table.formMaximum(output.base, row.base, n)
            return [KernelOutcome(output, row)]
        }
    }

    private static func reduceRow(_ table: KernelTable, _ trial: KernelTrial) -> [KernelOutcome] {
        let factors = [
            (1, 1), (2, 2), (3, 3), (4, 4), (8, 8), (1, 2), (2, 3), (5, 4), (6, 6), (7, 7),
            (16, 16),
        ]
        return factors.map { factorX, factorY in
            let width = trial.width / factorX
            let stride = width * factorX + trial.misalignment
            let source = trial.input(stride * factorY, 1)
            let (sums, output) = (Scratch<UInt16>(width * factorX), trial.output(width))
            table.reduceRow(
                source.base, stride, factorX, factorY, sums.base, output.base, width)
            return KernelOutcome(source, output)
        }
    }

    private static func addSurface(_ table: KernelTable, _ trial: KernelTrial) -> [KernelOutcome] {
        let stride = trial.width + 2
        let now = trial.input(3 * stride, 1)
        // Near the frame, so that slopes agree at some places, and brighter by up to a half.
        let noise = Regime.noise.bytes(count: 3 * stride, seed: trial.seed)
        return [UInt8(0), 9, 255].map { highest in
            let before = GuardedBytes(count: 3 * stride, misalignment: trial.misalignment) {
                let lit = now.base[$0] > 160 ? now.base[$0] : now.base[$0] / 2 * 3
                return lit &+ noise[$0] % 32
            }
            let thresholds = GuardedBytes(count: 256, misalignment: trial.misalignment) {
                min(UInt8($0), highest)
            }
            let (scratch, sums) = (Scratch<UInt8>(32), Scratch<Int32>(7))
            for _ in 0..<2 {
                table.addSurface(
                    now.base + stride + 1, before.base + stride + 1, stride, trial.width,
                    thresholds.base, scratch.base, sums.base)
            }
            return KernelOutcome(now, before, thresholds, number: sums.digest)
        }
    }

    private static func measureCell(_ table: KernelTable, _ trial: KernelTrial) -> [KernelOutcome] {
        // The cell with two samples around it.
        let stride = trial.width + 12
        let (now, before) = (trial.input(12 * stride, 1), trial.input(12 * stride, 2))
        let masks: [[UInt8]] = [[0], [255], [255, 255, 255, 255, 255, 0], [0, 255]]
        return masks.flatMap { values in
            let mask = trial.input(12 * stride, 3, among: values)
            return [UInt8(0), 128, 255].map { white in
                let (scratch, sums) = (Scratch<UInt8>(768), Scratch<Int32>(11))
                let first = 2 * stride + 2
                table.measureCell(
                    mask.base + first, now.base + first, before.base + first, stride, white,
                    scratch.base, sums.base)
                return KernelOutcome(mask, now, before, number: sums.digest)
            }
        }
    }

    private static func findLikenesses(
        _ table: KernelTable, _ trial: KernelTrial
    ) -> [KernelOutcome] {
        let start = trial.width % 64
        return [0, 1, 5, 32].map { count in
            // Close to each other, so that about half of them are alike.
            let samples = (0..<3 * count).map {
                trial.input(start + 32, UInt64($0 % 4), among: [0, 9, 128, 131, 140, 250, 255])
            }
            let planes = UnsafeMutablePointer<KernelTable.Bytes>.allocate(capacity: 3 * count)
            defer { planes.deallocate() }
            for (index, sample) in samples.enumerated() {
                (planes + index).initialize(to: UnsafePointer(sample.base))
            }
            let reach = trial.input(start + 32, 9, among: [0, 1, 13, 60, 254, 255])
            let groups = Scratch<UInt32>(32 * count)
            table.findLikenesses(planes, count, start, reach.base, groups.base)
            // Only addresses of them are used.
            withExtendedLifetime(samples) {}
            return KernelOutcome(reach, number: groups.digest)
        }
    }

    private static func applyGain(_ table: KernelTable, _ trial: KernelTrial) -> [KernelOutcome] {
        let settings: [(Int32, Int32)] = [
            (4096, 2048), (4915, -9000), (3277, 40960), (14336, 2048), (0, 1 << 20), (65535, -1),
        ]
        return settings.map { gain, offset in
            let samples = trial.input(trial.width, 1)
            table.applyGain(samples.base, gain, offset, trial.width)
            return KernelOutcome(samples)
        }
    }
}

/// Zeroed scratch memory of a kernel.
final class Scratch<Element: FixedWidthInteger> {
    let base: UnsafeMutablePointer<Element>
    private let count: Int

    init(_ count: Int) {
        self.count = count
        base = .allocate(capacity: count + 1)
        base.initialize(repeating: 0, count: count + 1)
    }

    deinit { base.deallocate() }

    /// Changes with any element.
    var digest: Int {
        (0..<count).reduce(17) { ($0 &* 31 &+ Int(truncatingIfNeeded: base[$1])) }
    }
}
