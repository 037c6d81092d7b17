/// Every type of rule there is. A new one is a file in `Types` and a line here.
public enum RuleCatalogue {
    public static let types: [RuleType] = rules.map { $0.type }

    public static func type(named name: String) -> RuleType? {
        types.first { $0.name == name }
    }

    static let rules: [any IncidentRule.Type] = [
        IntrusionRule.self,
        LineCrossingRule.self,
        WrongWayRule.self,
        LoiteringRule.self,
        StoppedRule.self,
        ObjectLeftRule.self,
        ObjectRemovedRule.self,
        AbsenceRule.self,
    ]
}
