import Footage

/// Numbers that stand for suppressors in packed columns. Never given to another suppressor.
enum SuppressorCode {
    static func code(of suppressor: Suppressor) -> UInt8 {
        switch suppressor {
        case .masked: 1
        case .noise: 2
        case .lightChange: 3
        case .infraredSwitch: 4
        case .shadow: 5
        case .ripple: 6
        case .rain: 7
        case .insect: 8
        case .shake: 9
        case .onScreenText: 10
        case .ghost: 11
        }
    }

    private static let suppressors = Dictionary(
        uniqueKeysWithValues: Suppressor.allCases.map { (code(of: $0), $0) })

    static func suppressor(of code: UInt8) -> Suppressor? { suppressors[code] }
}
