import KernelDispatch

/// What a failure is told by.
protocol LabelledTrial {
    var label: String { get }
}

/// One call of one kernel: its inputs and where its results go.
struct KernelTrial: LabelledTrial {
    var regime: Regime
    var width: Int
    var misalignment: Int
    var seed: UInt64

    var label: String { "\(regime) width \(width) misalignment \(misalignment) seed \(seed)" }

    func input(_ count: Int, _ salt: UInt64) -> GuardedBytes {
        // Different misalignments for different operands.
        let shift = (misalignment + Int(salt) * 5 * min(misalignment, 1)) % 64
        return GuardedBytes(
            copying: regime.bytes(count: count, seed: seed &+ salt &* 7919), misalignment: shift)
    }

    /// Each is one of the values, chosen by the regime's bytes.
    func input(_ count: Int, _ salt: UInt64, among values: [UInt8]) -> GuardedBytes {
        let bytes = regime.bytes(count: count, seed: seed &+ salt &* 104_729)
        return GuardedBytes(
            copying: bytes.map { values[Int($0 >> 3) % values.count] }, misalignment: misalignment)
    }

    func output(_ count: Int) -> GuardedBytes {
        GuardedBytes(count: count, misalignment: misalignment) { _ in 0x5C }
    }

    static let all: [KernelTrial] = Regime.allCases.flatMap { regime in
        [0, 1, 15, 16, 17, 31, 32, 33, 127, 1920].flatMap { width in
            [0, 1, 7].map { misalignment in
                KernelTrial(
                    regime: regime, width: width, misalignment: misalignment,
                    seed: UInt64(width * 31 + misalignment))
            }
        }
    }
}

/// What a kernel left behind.
struct KernelOutcome: Equatable {
    var results: [[UInt8]]
    var number = 0
    var guardsAreIntact: Bool

    init(_ buffers: GuardedBytes..., number: Int = 0) {
        results = buffers.map(\.bytes)
        self.number = number
        guardsAreIntact = buffers.allSatisfy(\.guardsAreIntact)
    }
}
