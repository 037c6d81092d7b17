import Foundation

/// JSON whose members stay in the order in which they are given, so that a page of it reads well.
indirect enum JSONText: Sendable {
    case null
    case flag(Bool)
    case number(Double)
    case text(String)
    case list([JSONText])
    case object([(String, JSONText)])

    /// Indented by two spaces, lists of plain values on one line.
    func written(indentation: Int = 0) -> String {
        let inner = String(repeating: " ", count: indentation + 2)
        let outer = String(repeating: " ", count: indentation)
        switch self {
        case .null: return "null"
        case .flag(let flag): return flag ? "true" : "false"
        case .number(let number): return ValueForm.plain(number)
        case .text(let text): return Self.quoted(text)
        case .list(let values) where values.allSatisfy(\.isPlain):
            return "[" + values.map { $0.written() }.joined(separator: ", ") + "]"
        case .list(let values):
            let lines = values.map { inner + $0.written(indentation: indentation + 2) }
            return "[\n" + lines.joined(separator: ",\n") + "\n\(outer)]"
        case .object(let members) where members.isEmpty: return "{}"
        case .object(let members):
            let lines = members.map { key, value in
                "\(inner)\(Self.quoted(key)): \(value.written(indentation: indentation + 2))"
            }
            return "{\n" + lines.joined(separator: ",\n") + "\n\(outer)}"
        }
    }

    private var isPlain: Bool {
        switch self {
        case .list, .object: false
        default: true
        }
    }

    private static func quoted(_ text: String) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .withoutEscapingSlashes
        return (try? encoder.encode(text)).map { String(decoding: $0, as: UTF8.self) } ?? "\"\""
    }
}
