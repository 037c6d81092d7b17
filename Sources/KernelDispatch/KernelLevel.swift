/// The CPU levels for which kernels exist, lowest first.
public enum KernelLevel: String, Sendable, CaseIterable, Comparable {
    /// The reference implementations: slow, for tests and for tracking down a fault.
    case scalar
    /// What every x86-64 processor can do.
    case sse2
    case avx2

    public static func < (left: Self, right: Self) -> Bool { left.rank < right.rank }

    private var rank: Int {
        switch self {
        case .scalar: 0
        case .sse2: 1
        case .avx2: 2
        }
    }
}

/// Why no level could be chosen.
public enum KernelDispatchError: Error, Equatable, CustomStringConvertible {
    /// The environment variable holds something that is not a level.
    case unknownLevel(variable: String, value: String)

    public var description: String {
        switch self {
        case .unknownLevel(let variable, let value):
            let known = KernelLevel.allCases.map(\.rawValue).joined(separator: ", ")
            return "\(variable)=\(value) is not a CPU level; use one of \(known), or unset it"
        }
    }
}
