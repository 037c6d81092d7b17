/// One thing that is wrong with a configuration, or odd: where, what, and what was meant.
public struct ConfigurationProblem: Error, Hashable, Sendable {
    public enum Severity: String, Sendable {
        /// The configuration is refused.
        case error
        /// Legal, but hardly what was wanted.
        case warning
    }

    /// What kind of thing is wrong. Raw values are for programs, and stay as they are.
    public enum Code: String, Sendable, CaseIterable {
        case unreadable
        case tooLarge = "too_large"
        case notText = "not_text"
        case syntax
        case alias
        case empty
        case duplicateKey = "duplicate_key"
        case unknownKey = "unknown_key"
        case missingKey = "missing_key"
        case wrongType = "wrong_type"
        case wrongValue = "wrong_value"
        case wrongName = "wrong_name"
        case wrongPolygon = "wrong_polygon"
        case wrongTime = "wrong_time"
        case unknownName = "unknown_name"
        case doubledName = "doubled_name"
        case unreachable
        case unused
        case odd
    }

    public var severity: Severity
    public var code: Code
    /// As the user named it.
    public var file: String
    /// `nil`: the file as a whole.
    public var position: SourcePosition?
    /// The keys that lead there: `feeds.jetty.rules.night`; empty at the top.
    public var key: String
    /// "unknown key 'sensitivty'".
    public var what: String
    /// What was meant, or what to do: "did you mean 'sensitivity'?"
    public var meant: String?

    public init(
        _ severity: Severity, _ code: Code, file: String, position: SourcePosition?,
        key: String = "", what: String, meant: String? = nil
    ) {
        self.severity = severity
        self.code = code
        self.file = file
        self.position = position
        self.key = key
        self.what = what
        self.meant = meant
    }
}

extension ConfigurationProblem: CustomStringConvertible {
    /// One line, as compilers write it: `pantau.yaml:2:3: unknown key 'x'; did you mean 'y'?`
    public var description: String {
        let place = position.map { ":\($0.line):\($0.column)" } ?? ""
        let mark = severity == .warning ? "warning: " : ""
        return "\(file)\(place): \(mark)\(what)" + (meant.map { "; \($0)" } ?? "")
    }
}
