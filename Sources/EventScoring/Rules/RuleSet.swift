/// Everything that is stated about the incidents of one feed.
///
/// Changing it changes no observation of a recording: events are told anew from what is stored,
/// and nothing is decoded again.
public struct RuleSet: Sendable, Codable, Hashable {
    public var zones: [Zone]
    public var lines: [Line]
    public var schedules: [Schedule]
    public var rules: [RuleDefinition]

    public init(
        zones: [Zone] = [], lines: [Line] = [], schedules: [Schedule] = [],
        rules: [RuleDefinition] = []
    ) {
        self.zones = zones
        self.lines = lines
        self.schedules = schedules
        self.rules = rules
    }

    public var isEmpty: Bool { rules.isEmpty }
}
