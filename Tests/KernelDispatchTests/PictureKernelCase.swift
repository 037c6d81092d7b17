import KernelDispatch

/// The kernels that look at what lies around in a picture, on pictures of several shapes.
enum PictureKernelCase: String, CaseIterable {
    case forgiveSwaying

    struct Trial: LabelledTrial {
        var height: Int
        var rows: KernelTrial
        var width: Int { rows.width }
        var count: Int { width * height }
        var label: String { "height \(height) \(rows.label)" }
    }

    /// Widths round that of a tile, and pictures too small to have an inside.
    static let trials: [Trial] = Regime.allCases.flatMap { regime in
        [(0, 0), (4, 9), (5, 5), (9, 4), (63, 6), (64, 7), (66, 6), (131, 8), (320, 6)].flatMap {
            width, height in
            [0, 1, 7].map {
                Trial(
                    height: height,
                    rows: KernelTrial(
                        regime: regime, width: width, misalignment: $0,
                        seed: UInt64(width * 17 + $0)))
            }
        }
    }

    func run(_ table: KernelTable, _ trial: Trial) -> [KernelOutcome] {
        switch self {
        case .forgiveSwaying: Self.forgiveSwaying(table, trial)
        }
    }

    /// A picture that differs from another by up to `reach` levels.
    private static func picture(
        _ trial: Trial, near other: GuardedBytes, reach: UInt8
    ) -> GuardedBytes {
        let noise = Regime.noise.bytes(count: other.count, seed: trial.rows.seed &+ 3)
        return GuardedBytes(count: other.count, misalignment: trial.rows.misalignment) {
            other.base[$0] &+ noise[$0] % (2 * reach + 1) &- reach
        }
    }

    private static func forgiveSwaying(
        _ table: KernelTable, _ trial: Trial
    ) -> [KernelOutcome] {
        [UInt8(0), 28, 255].map { least in
            var tiles = trial.rows
            tiles.width = ModelLayout.tileCount(pixelCount: trial.count)
            let frame = (1...3).map { trial.rows.input(tiles.width * 64, UInt64($0)) }
            let model = ModelKernelCase.model(tiles, near: frame)
            let background = picture(trial, near: frame[0], reach: 24)
            let level = trial.rows.input(trial.count, 4, among: [0, 1, 2, 0, 1])
            let misfit = trial.rows.input(trial.count, 5)
            let scratch = Scratch<UInt8>(256)
            let notes = GuardedBytes(
                copying: Regime.noise.bytes(count: tiles.width, seed: trial.rows.seed).map {
                    $0 % 3 == 0 ? 0 : ModelLayout.loudNote
                }, misalignment: trial.rows.misalignment)
            let found = table.forgiveSwaying(
                model.base, notes.base, trial.width, trial.height, background.base, frame[0].base,
                frame[1].base, frame[2].base, level.base, misfit.base, least, scratch.base)
            return KernelOutcome(model, background, frame[0], level, misfit, number: found)
        }
    }
}
