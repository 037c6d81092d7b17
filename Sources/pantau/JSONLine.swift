import Foundation

/// One JSON object on one line, with sorted keys.
enum JSONLine {
    enum Value {
        case null
        case text(String)
        case integer(Int)
        /// Written with at most six decimals.
        case number(Double)
        case flag(Bool)
        case list([Value])
        case object([String: Value])
    }

    static func text(_ object: [String: Value]) -> String { text(of: .object(object)) }

    static func text(of value: Value) -> String {
        switch value {
        case .null: "null"
        case .text(let text): quoted(text)
        case .integer(let number): String(number)
        case .number(let number): decimal(number)
        case .flag(let flag): flag ? "true" : "false"
        case .list(let values): "[" + values.map(text(of:)).joined(separator: ",") + "]"
        case .object(let members):
            "{"
                + members.sorted { $0.key < $1.key }
                .map { "\(quoted($0.key)):\(text(of: $0.value))" }.joined(separator: ",") + "}"
        }
    }

    private static func quoted(_ text: String) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .withoutEscapingSlashes
        return (try? encoder.encode(text)).map { String(decoding: $0, as: UTF8.self) } ?? "\"\""
    }

    static func decimal(_ number: Double) -> String {
        guard number.isFinite else { return "null" }
        var text = String(format: "%.6f", number)
        while text.hasSuffix("0") { text.removeLast() }
        if text.hasSuffix(".") { text.removeLast() }
        return text
    }
}
