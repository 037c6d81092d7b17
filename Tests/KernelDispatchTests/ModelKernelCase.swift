import KernelDispatch

/// The kernels that work on whole tiles of 64 pixels.
enum ModelKernelCase: String, CaseIterable {
    case classifyTiles, classifyCalmTiles, learnTiles, learnCalmTiles, orderStatistic

    /// Every regime, at several numbers of tiles and misalignments.
    static let trials: [KernelTrial] = Regime.allCases.flatMap { regime in
        [0, 1, 2, 7].flatMap { tiles in
            [0, 1, 7].map {
                KernelTrial(
                    regime: regime, width: tiles, misalignment: $0, seed: UInt64(tiles * 13 + $0))
            }
        }
    }

    func run(_ table: KernelTable, _ trial: KernelTrial) -> [KernelOutcome] {
        switch self {
        case .classifyTiles: Self.classify(table, trial)
        case .classifyCalmTiles: Self.classifyCalm(table, trial)
        case .learnTiles: Self.learn(table, trial)
        case .learnCalmTiles: Self.learnCalm(table, trial)
        case .orderStatistic: Self.orderStatistic(table, trial)
        }
    }

    /// A model whose values lie near the frame's often enough for every case to occur.
    static func model(_ trial: KernelTrial, near frame: [GuardedBytes]) -> GuardedBytes {
        let tiles = trial.width
        let noise = Regime.noise.bytes(count: tiles * ModelLayout.tileBytes, seed: trial.seed &+ 5)
        return GuardedBytes(
            count: tiles * ModelLayout.tileBytes, misalignment: trial.misalignment
        ) { index in
            let plane = index % ModelLayout.tileBytes / 64
            let pixel = index / ModelLayout.tileBytes * 64 + index % 64
            let value = noise[index]
            if plane < 12, plane % 4 != 3 {
                return frame[plane % 4].base[pixel] &+ (value % 48) &- 24
            }
            return switch plane {
            case 3, 7, 11: value % 3 == 0 ? value / 4 : value
            case ModelLayout.blinkingPlane: value % 2 == 0 ? value : 0
            case ModelLayout.floorPlane: value % 40
            default: value & 1
            }
        }
    }

    /// A model in which every third tile has a single mode that the frame nearly shows; in the
    /// others a pixel here and there does not fit, or has been blinking.
    static func calmModel(_ trial: KernelTrial, near frame: [GuardedBytes]) -> GuardedBytes {
        let tiles = trial.width
        let noise = Regime.noise.bytes(count: tiles * ModelLayout.tileBytes, seed: trial.seed &+ 6)
        return GuardedBytes(
            count: tiles * ModelLayout.tileBytes, misalignment: trial.misalignment
        ) { index in
            let tile = index / ModelLayout.tileBytes
            let plane = index % ModelLayout.tileBytes / 64
            let value = noise[index]
            let isOdd = tile % 3 > 0 && value == 0
            return switch plane {
            case 0: frame[0].base[tile * 64 + index % 64] &+ (isOdd ? 60 : value % 5) &- 2
            case 1, 2: frame[plane].base[tile * 64 + index % 64]
            case 3: isOdd ? 3 : 200 + value % 56
            case ModelLayout.blinkingPlane: isOdd ? 90 : 0
            case ModelLayout.floorPlane: 8 + value % 16
            case ModelLayout.misfitPlane: 0
            default: tile % 3 == 2 && isOdd ? 200 : 0
            }
        }
    }

    /// Notes that hold whatever the tiles are: nothing is known.
    private static func unknownNotes(_ trial: KernelTrial) -> GuardedBytes {
        GuardedBytes(count: trial.width, misalignment: trial.misalignment) { _ in
            ModelLayout.loudNote
        }
    }

    /// Notes of tiles that `calmModel` made: the first in three is quiet.
    private static func calmNotes(_ trial: KernelTrial) -> GuardedBytes {
        GuardedBytes(count: trial.width, misalignment: trial.misalignment) {
            $0 % 3 == 0 ? ModelLayout.plainNote | ModelLayout.singleNote : ModelLayout.loudNote
        }
    }

    /// Three frames in turn, so that what one notes serves the next: the second is as the first,
    /// the third another.
    private static func classifyCalm(
        _ table: KernelTable, _ trial: KernelTrial
    ) -> [KernelOutcome] {
        let count = trial.width * 64
        let frames = [1, 1, 10].map { first in
            (0...2).map { trial.input(count, UInt64(first + $0)) }
        }
        let model = calmModel(trial, near: frames[0])
        let (notes, protected) = (unknownNotes(trial), trial.input(count, 4, among: [0, 0, 255]))
        let (level, misfit) = (trial.output(count), trial.output(count))
        return frames.map { frame in
            table.classifyTiles(
                model.base, notes.base, trial.width, frame[0].base, frame[1].base,
                frame[2].base, protected.base, level.base, misfit.base,
                .init(leastWeight: 64, blinkRate: 3, dither: 200))
            return KernelOutcome(model, notes, frame[0], protected, level, misfit)
        }
    }

    private static func learnCalm(_ table: KernelTable, _ trial: KernelTrial) -> [KernelOutcome] {
        let count = trial.width * 64
        let frames = [1, 10].map { first in (0...2).map { trial.input(count, UInt64(first + $0)) } }
        let model = calmModel(trial, near: frames[0])
        let (notes, background) = (calmNotes(trial), trial.output(count))
        return [(frames[0], [UInt8(0)]), (frames[0], [0, 255]), (frames[1], [0])].map {
            frame, orders in
            let command = trial.input(count, 4, among: orders)
            table.learnTiles(
                model.base, notes.base, 0, 1, trial.width, frame[0].base, frame[1].base,
                frame[2].base, command.base, background.base,
                .init(step: 1, gain: 9, loss: 1, vacating: 6, newcomer: 8, absorbed: 128))
            return KernelOutcome(model, notes, frame[0], command, background)
        }
    }

    private static func classify(_ table: KernelTable, _ trial: KernelTrial) -> [KernelOutcome] {
        let count = trial.width * 64
        let rates: [ClassifyRates] = [
            .init(leastWeight: 64, blinkRate: 3, dither: 200),
            .init(leastWeight: 0, blinkRate: 255, dither: 255),
            .init(leastWeight: 255, blinkRate: 0, dither: 0),
        ]
        return rates.map { rates in
            let frame = (1...3).map { trial.input(count, UInt64($0)) }
            let model = model(trial, near: frame)
            let protected = trial.input(count, 4, among: [0, 0, 255])
            let (level, misfit) = (trial.output(count), trial.output(count))
            let notes = unknownNotes(trial)
            table.classifyTiles(
                model.base, notes.base, trial.width, frame[0].base, frame[1].base,
                frame[2].base, protected.base, level.base, misfit.base, rates)
            return KernelOutcome(
                model, notes, frame[0], frame[1], frame[2], protected, level, misfit)
        }
    }

    private static func learn(_ table: KernelTable, _ trial: KernelTrial) -> [KernelOutcome] {
        let count = trial.width * 64
        let rates: [LearnRates] = [
            .init(step: 1, gain: 3, loss: 0, vacating: 6, newcomer: 8, absorbed: 128),
            .init(step: 255, gain: 255, loss: 255, vacating: 255, newcomer: 1, absorbed: 255),
            .init(step: 0, gain: 0, loss: 1, vacating: 0, newcomer: 0, absorbed: 64),
        ]
        return rates.flatMap { rates in
            [(0, 1), (1, 4)].map { first, stride in
                let frame = (1...3).map { trial.input(count, UInt64($0)) }
                let model = model(trial, near: frame)
                let command = trial.input(count, 4, among: [0, 0, 255, 1, 0])
                let (background, notes) = (trial.output(count), unknownNotes(trial))
                table.learnTiles(
                    model.base, notes.base, first, stride, trial.width, frame[0].base,
                    frame[1].base, frame[2].base, command.base, background.base, rates)
                return KernelOutcome(
                    model, notes, frame[0], frame[1], frame[2], command, background)
            }
        }
    }

    private static func orderStatistic(
        _ table: KernelTable, _ trial: KernelTrial
    ) -> [KernelOutcome] {
        [1, 2, 3, 12, 20].flatMap { planeCount in
            Set([0, planeCount / 2, planeCount - 1]).sorted().map { rank in
                let planes = (0..<planeCount).map { trial.input(trial.width * 64, UInt64($0)) }
                let output = trial.output(trial.width * 64)
                let addresses = planes.map { UnsafePointer($0.base) }
                let counts = Scratch<UInt8>(64)
                addresses.withUnsafeBufferPointer {
                    table.orderStatistic(
                        $0.baseAddress!, planeCount, rank, counts.base, output.base, trial.width)
                }
                return KernelOutcome(output)
            }
        }
    }
}
