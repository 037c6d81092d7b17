/// A piece of a page. Text put into it is escaped; only other pieces are taken as they are.
struct HTML: ExpressibleByStringInterpolation, Sendable {
    var text: String

    init(stringLiteral value: String) { text = value }
    init(stringInterpolation: Interpolation) { text = stringInterpolation.text }
    private init(raw: String) { text = raw }

    static func joined(_ pieces: [HTML], separator: HTML = "\n") -> HTML {
        HTML(raw: pieces.map(\.text).joined(separator: separator.text))
    }

    /// Plain text, with its line ends kept.
    static func lines(_ text: String) -> HTML {
        joined(
            text.split(separator: "\n", omittingEmptySubsequences: false).map { "\(String($0))" },
            separator: "<br>")
    }

    struct Interpolation: StringInterpolationProtocol {
        var text = ""

        init(literalCapacity: Int, interpolationCount: Int) {
            text.reserveCapacity(literalCapacity)
        }

        mutating func appendLiteral(_ literal: String) { text += literal }

        mutating func appendInterpolation(_ html: HTML) { text += html.text }

        mutating func appendInterpolation(_ html: [HTML]) { text += HTML.joined(html).text }

        mutating func appendInterpolation(_ number: some BinaryInteger) { text += String(number) }

        mutating func appendInterpolation(_ plain: String) {
            for character in plain {
                switch character {
                case "&": text += "&amp;"
                case "<": text += "&lt;"
                case ">": text += "&gt;"
                case "\"": text += "&quot;"
                case "'": text += "&#39;"
                default: text.append(character)
                }
            }
        }
    }
}
