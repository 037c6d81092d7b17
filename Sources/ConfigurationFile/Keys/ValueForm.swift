public import Footage

/// What may stand after a key. The reader, the JSON Schema and the documentation go by it.
public indirect enum ValueForm: Hashable, Sendable {
    case text
    /// A text that may hold secrets: `${NAME}` stands for a variable of the environment.
    case secret
    /// A number.
    case number(ClosedRange<Double>)
    /// A number from 0 to 1, or a percentage.
    case share(ClosedRange<Double>)
    case count(ClosedRange<Int>)
    case duration(ClosedRange<MediaTime>)
    case flag
    case choice([String])
    case timeZone
    /// Of a file, beginning where the configuration lies.
    case path
    /// At least three corners `[x, y]`, each 0…1.
    case polygon
    /// At least two points `[x, y]`, each 0…1.
    case line
    case date
    case days
    case hours
    /// A name that is defined elsewhere in the file: "zone".
    case reference(String)
    /// Keys of `Section`s with this name.
    case section(String)
    case list(ValueForm)
    /// Keys are names that the user chooses, of what the text says: "zone".
    case named(String, ValueForm)
    /// `off`: what the defaults say is taken away.
    case off
    case either([ValueForm])

    /// Whether nothing under a key is the same as leaving it out.
    var isCollection: Bool {
        switch self {
        case .section, .list, .named: true
        case .either(let forms): forms.contains(where: \.isCollection)
        default: false
        }
    }

    /// For a person: "a length of time such as 3s".
    public var description: String {
        switch self {
        case .text: "a text"
        case .secret: "a text; ${NAME} stands for a variable of the environment"
        case .number(let range):
            "a number from \(Self.plain(range.lowerBound)) to "
                + Self.plain(range.upperBound)
        case .share(let range):
            "a number from \(Self.plain(range.lowerBound)) to \(Self.plain(range.upperBound)), or "
                + "a percentage such as 5%"
        case .count(let range):
            "a whole number from \(range.lowerBound) to \(range.upperBound)"
        case .duration(let range):
            "a length of time from \(DurationText.short(range.lowerBound)) to "
                + DurationText.short(range.upperBound)
        case .flag: "on or off"
        case .choice(let words): Quoted.list(words)
        case .timeZone: "an IANA time zone such as Asia/Makassar"
        case .path: "the path of a file"
        case .polygon: "a polygon: at least three corners [x, y] in 0…1"
        case .line: "a line: at least two points [x, y] in 0…1"
        case .date: "a date: 2026-08-17, or 08-17 for every year"
        case .days: "days such as weekdays, saturday, senin–jumat or holidays"
        case .hours: "hours such as 18:00–06:00, or all day"
        case .reference(let what): "the name of a \(what)"
        case .section(let name): "keys with values (see \(name))"
        case .list(let form): "a list of \(form.plural)"
        case .named(let what, _): "\(what)s by name"
        case .off: "off"
        case .either(let forms):
            if forms.count == 2, forms[1] == .list(forms[0]) {
                "\(forms[0].description), or a list of \(forms[0].plural)"
            } else {
                Quoted.list(forms.map(\.description))
            }
        }
    }

    /// Several of them.
    private var plural: String {
        switch self {
        case .polygon: "polygons"
        case .date: "dates"
        case .days: "days"
        case .hours: "hours"
        case .reference: "names"
        case .section(let name): "\(name)s"
        case .either(let forms): forms.first?.plural ?? "values"
        default: "values"
        }
    }

    static func plain(_ number: Double) -> String {
        number == number.rounded() && abs(number) < 1e9 ? String(Int(number)) : String(number)
    }
}
