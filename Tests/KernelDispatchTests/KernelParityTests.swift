import KernelDispatch
import Testing

@Suite("Vectorised kernels agree bit by bit with the scalar reference")
struct KernelParityTests {
    private static let reference = KernelTable.table(for: .scalar)

    @Test("SSE2, rows", arguments: KernelCase.allCases)
    func rowsOnBaseline(_ kernel: KernelCase) {
        Self.compare(.sse2, KernelTrial.all) { kernel.run($0, $1) }
    }

    @Test(
        "AVX2, rows", .enabled(if: KernelLevel.supported >= .avx2), arguments: KernelCase.allCases)
    func rowsOnAVX2(_ kernel: KernelCase) {
        Self.compare(.avx2, KernelTrial.all) { kernel.run($0, $1) }
    }

    @Test("SSE2, tiles", arguments: ModelKernelCase.allCases)
    func tilesOnBaseline(_ kernel: ModelKernelCase) {
        Self.compare(.sse2, ModelKernelCase.trials) { kernel.run($0, $1) }
    }

    @Test(
        "AVX2, tiles", .enabled(if: KernelLevel.supported >= .avx2),
        arguments: ModelKernelCase.allCases)
    func tilesOnAVX2(_ kernel: ModelKernelCase) {
        Self.compare(.avx2, ModelKernelCase.trials) { kernel.run($0, $1) }
    }

    @Test("SSE2, pictures", arguments: PictureKernelCase.allCases)
    func picturesOnBaseline(_ kernel: PictureKernelCase) {
        Self.compare(.sse2, PictureKernelCase.trials) { kernel.run($0, $1) }
    }

    @Test(
        "AVX2, pictures", .enabled(if: KernelLevel.supported >= .avx2),
        arguments: PictureKernelCase.allCases)
    func picturesOnAVX2(_ kernel: PictureKernelCase) {
        Self.compare(.avx2, PictureKernelCase.trials) { kernel.run($0, $1) }
    }

    private static func compare<Trial: LabelledTrial>(
        _ level: KernelLevel, _ trials: [Trial],
        _ run: (KernelTable, Trial) -> [KernelOutcome]
    ) {
        let table = KernelTable.table(for: level)
        for trial in trials {
            let expected = run(reference, trial)
            let found = run(table, trial)
            #expect(found == expected, "\(level.rawValue): \(trial.label)")
            let isClean = (expected + found).allSatisfy(\.guardsAreIntact)
            #expect(isClean, "\(level.rawValue) wrote outside: \(trial.label)")
        }
    }
}
