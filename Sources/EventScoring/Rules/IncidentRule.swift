import Footage

/// A type of rule: what it is called, and how it finds incidents.
///
/// One file in `Types` and one line of `RuleCatalogue` make a new one.
protocol IncidentRule: Sendable {
    static var type: RuleType { get }

    init(_ rule: BoundRule)

    /// How far apart in time, in microseconds, two observations may be and still matter to one
    /// incident of this rule.
    var reachMicroseconds: Int64 { get }

    /// Ranges of the timeline that touch a range and must be looked at as a whole.
    func wholes(touching range: Range<Int64>) -> [Range<Int64>]

    func incidents(in scene: ObservedScene) -> [IncidentDraft]

    /// What happened, where and when, in the language of the words; why it counts by the clock is
    /// added to it. No full stop.
    static func sentence(_ words: IncidentWords) -> String
}

extension IncidentRule {
    var reachMicroseconds: Int64 { 0 }

    func wholes(touching range: Range<Int64>) -> [Range<Int64>] { [] }
}
