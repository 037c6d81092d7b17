/// What was to move did not: a patrol that did not come by 23:00.
struct AbsenceRule: IncidentRule {
    static let type = RuleType(
        name: "absence", kind: .absence, severity: .detection, binding: .zones,
        needsSchedule: true,
        parameters: [
            .duration(
                "at_least", 0...3600, standard: 1,
                "How long something has to be inside to count as having come."),
            .share(
                "watched", 0...1, standard: 0.95,
                "How much of the schedule's hours must have been watched to say so."),
        ],
        summary: "Nothing came in a zone during the hours of the schedule.")
}
