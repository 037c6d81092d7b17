public import Footage

/// What a type of rule is called, what it finds, and what may be stated for it: enough to read, to
/// check and to explain a configuration without knowing the rule.
public struct RuleType: Sendable, Hashable {
    /// What a rule is bound to.
    public enum Binding: Sendable, Hashable {
        /// Zones; the whole picture where none is named.
        case zones
        /// At least one line.
        case lines
    }

    /// As in the configuration: `"loitering"`.
    public var name: String
    public var kind: EventKind
    /// Of its events where the rule states none.
    public var severity: Severity
    public var binding: Binding
    /// Whether it says nothing without a schedule.
    public var needsSchedule: Bool
    public var parameters: [RuleParameter]
    /// What it looks for, in one plain sentence.
    public var summary: String

    public init(
        name: String, kind: EventKind, severity: Severity, binding: Binding,
        needsSchedule: Bool = false, parameters: [RuleParameter], summary: String
    ) {
        self.name = name
        self.kind = kind
        self.severity = severity
        self.binding = binding
        self.needsSchedule = needsSchedule
        self.parameters = parameters
        self.summary = summary
    }
}

extension RuleParameter {
    /// A length of time in seconds.
    static func duration(
        _ name: String, _ range: ClosedRange<Double>, standard: Double, _ summary: String
    ) -> RuleParameter {
        RuleParameter(
            name: name,
            form: .duration(
                MediaTime(seconds: range.lowerBound)...MediaTime(seconds: range.upperBound)),
            standard: .duration(MediaTime(seconds: standard)), summary: summary)
    }

    static func share(
        _ name: String, _ range: ClosedRange<Double>, standard: Double, _ summary: String
    ) -> RuleParameter {
        RuleParameter(
            name: name, form: .share(range), standard: .share(standard), summary: summary)
    }

    static func choice(
        _ name: String, _ words: [String], standard: String, _ summary: String
    ) -> RuleParameter {
        RuleParameter(
            name: name, form: .choice(words), standard: .choice(standard), summary: summary)
    }
}
