/// A type of rule: what it is called, and how it finds incidents.
protocol IncidentRule: Sendable {
    static var type: RuleType { get }
}
