public import Footage

/// One incident rule of a feed, as its user stated it: what is looked for, where, when, and how
/// large the thing may be.
///
/// A plain value. What its `type` means, and which `parameters` it knows, is in `RuleCatalogue`.
public struct RuleDefinition: Sendable, Codable, Hashable {
    /// The user's own name for it, unique within the feed.
    public var name: String
    /// Which rule of `RuleCatalogue` it is: `"intrusion"`, `"loitering"` …
    public var type: String
    /// Names of the zones it is bound to; each is judged by itself. Empty: the whole picture.
    public var zones: [String]
    /// Names of the lines it is bound to.
    public var lines: [String]
    /// Name of the schedule during which it counts; `nil`: always.
    public var schedule: String?
    public var size: ObjectSize
    /// Which point of a thing's box has to lie in the zone, or cross the line.
    public var anchor: BoxAnchor
    /// Of its events; `nil`: the one of its type.
    public var severity: Severity?
    /// What differs from the defaults of its type, by name of the parameter.
    public var parameters: [String: RuleValue]

    public init(
        name: String, type: String, zones: [String] = [], lines: [String] = [],
        schedule: String? = nil, size: ObjectSize = ObjectSize(), anchor: BoxAnchor = .foot,
        severity: Severity? = nil, parameters: [String: RuleValue] = [:]
    ) {
        self.name = name
        self.type = type
        self.zones = zones
        self.lines = lines
        self.schedule = schedule
        self.size = size
        self.anchor = anchor
        self.severity = severity
        self.parameters = parameters
    }
}

/// How large a thing's box may be, as a share of the picture's area, 0…1.
public struct ObjectSize: Sendable, Codable, Hashable {
    public var smallest: Double
    public var largest: Double

    public init(smallest: Double = 0, largest: Double = 1) {
        self.smallest = smallest
        self.largest = largest
    }

    public func contains(_ box: Region) -> Bool {
        smallest <= box.area && box.area <= largest
    }
}

/// The point of a box that stands for the thing.
public enum BoxAnchor: String, Sendable, Codable, Hashable, CaseIterable {
    /// Middle of the lower edge: where a person stands, where a hull meets the water.
    case foot
    /// Middle of the box: for a view from straight above.
    case centre

    public func point(of box: Region) -> NormalizedPoint {
        NormalizedPoint(
            x: box.x + box.width / 2,
            y: self == .foot ? box.y + box.height : box.y + box.height / 2)
    }
}

/// The value of one parameter of a rule.
public enum RuleValue: Sendable, Codable, Hashable {
    case duration(MediaTime)
    /// A share of the picture, of its width, or of a whole, 0…1.
    case share(Double)
    case count(Int)
    /// One of the words that `RuleParameter.Form.choice` lists.
    case choice(String)
}

/// What a rule's type says of one of its parameters, for whoever reads or shows a configuration.
public struct RuleParameter: Sendable, Hashable {
    public enum Form: Sendable, Hashable {
        case duration(ClosedRange<MediaTime>)
        case share(ClosedRange<Double>)
        case count(ClosedRange<Int>)
        case choice([String])
    }

    /// As in the configuration: lower case with underscores.
    public var name: String
    public var form: Form
    public var standard: RuleValue
    /// What it does, in one plain sentence.
    public var summary: String

    public init(name: String, form: Form, standard: RuleValue, summary: String) {
        self.name = name
        self.form = form
        self.standard = standard
        self.summary = summary
    }
}
