import EventStore
import Footage

/// Reads the named inputs of one request and refuses what it does not know.
///
/// Every reading method throws ``APIError`` that names the key. `end()` must be called last: it
/// refuses the keys that nobody asked for.
struct InputReader {
    /// What a key may hold: query values are text, body values are JSON.
    private var values: [String: JSONValue]
    private let isQuery: Bool

    /// The members of a JSON object.
    init(body: JSONValue) throws(APIError) {
        guard case .object(let members) = body else {
            throw APIError(.badRequest, "The body must be a JSON object.")
        }
        values = members
        isQuery = false
    }

    /// A query string, percent-encoded, without its `?`.
    init(query: String?) throws(APIError) {
        values = [:]
        isQuery = true
        for part in (query ?? "").split(separator: "&", omittingEmptySubsequences: true) {
            let pieces = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let value = pieces.count == 2 ? pieces[1] : ""
            guard let key = Self.decoded(pieces[0]), let text = Self.decoded(value) else {
                throw APIError(.badRequest, "The query is not percent-encoded UTF-8.")
            }
            guard values.updateValue(.text(text), forKey: key) == nil else {
                throw APIError(.badRequest, "\(Self.shown(key)): given twice.")
            }
        }
    }

    /// Refuses what was not read.
    func end() throws(APIError) {
        if let key = values.keys.sorted().first {
            throw APIError(.badRequest, "\(Self.shown(key)): there is no such key here.")
        }
    }

    func has(_ key: String) -> Bool { values[key] != nil && values[key] != .null }

    /// The raw value; `nil` if it is missing or null.
    mutating func value(_ key: String) -> JSONValue? {
        let value = values.removeValue(forKey: key)
        return value == .null ? nil : value
    }

    func refusal(_ key: String, _ expectation: String) -> APIError {
        APIError(.badRequest, "\(key): \(expectation).")
    }

    mutating func integer(
        _ key: String, in range: ClosedRange<Int64> = Limits.integers
    ) throws(APIError) -> Int64? {
        guard let value = value(key) else { return nil }
        guard let number = value.wholeNumber(fromText: isQuery), range.contains(number) else {
            throw refusal(
                key, "must be a whole number from \(range.lowerBound) to \(range.upperBound)")
        }
        return number
    }

    mutating func requiredInteger(
        _ key: String, in range: ClosedRange<Int64> = Limits.integers
    ) throws(APIError) -> Int64 {
        guard let number = try integer(key, in: range) else { throw refusal(key, "is missing") }
        return number
    }

    mutating func time(_ key: String) throws(APIError) -> WallTime? {
        try integer(key, in: Limits.wallMicroseconds).map(WallTime.init(microsecondsUTC:))
    }

    mutating func mediaTime(_ key: String) throws(APIError) -> MediaTime? {
        try integer(key, in: Limits.mediaMicroseconds).map(MediaTime.init(microseconds:))
    }

    mutating func number(
        _ key: String, in range: ClosedRange<Double>
    ) throws(APIError) -> Double? {
        guard let value = value(key) else { return nil }
        guard let number = value.realNumber, range.contains(number) else {
            throw refusal(
                key, "must be a number from \(range.lowerBound) to \(range.upperBound)")
        }
        return number
    }

    mutating func flag(_ key: String) throws(APIError) -> Bool? {
        switch value(key) {
        case nil: return nil
        case .flag(let flag): return flag
        case .text("1") where isQuery, .text("true") where isQuery: return true
        case .text("0") where isQuery, .text("false") where isQuery: return false
        default: throw refusal(key, "must be true or false")
        }
    }

    /// Text without control characters, of `length` Unicode scalars.
    mutating func text(
        _ key: String, length: ClosedRange<Int> = 1...200, allowingLineBreaks: Bool = false
    ) throws(APIError) -> String? {
        guard let value = value(key) else { return nil }
        guard case .text(let text) = value else { throw refusal(key, "must be text") }
        guard length.contains(text.unicodeScalars.count) else {
            throw refusal(
                key, "must have \(length.lowerBound) to \(length.upperBound) characters")
        }
        let isClean = text.unicodeScalars.allSatisfy {
            ($0.value >= 0x20 && $0.value != 0x7f)
                || (allowingLineBreaks && ($0 == "\n" || $0 == "\t" || $0 == "\r"))
        }
        guard isClean else { throw refusal(key, "must not hold control characters") }
        return text
    }

    mutating func requiredText(
        _ key: String, length: ClosedRange<Int> = 1...200
    ) throws(APIError) -> String {
        guard let text = try text(key, length: length) else { throw refusal(key, "is missing") }
        return text
    }

    /// One of the raw values of a type.
    mutating func choice<Choice: RawRepresentable<String> & CaseIterable>(
        _ key: String, of type: Choice.Type
    ) throws(APIError) -> Choice? {
        guard let value = value(key) else { return nil }
        guard case .text(let text) = value, let choice = Choice(rawValue: text) else {
            throw refusal(key, "must be one of \(Self.list(of: type))")
        }
        return choice
    }

    /// A comma list of raw values; empty if the key is missing or empty.
    mutating func choices<Choice: RawRepresentable<String> & CaseIterable & Hashable>(
        _ key: String, of type: Choice.Type
    ) throws(APIError) -> Set<Choice> {
        guard case .text(let text) = value(key) else { return [] }
        var choices: Set<Choice> = []
        for part in text.split(separator: ",") {
            guard let choice = Choice(rawValue: String(part)) else {
                throw refusal(key, "must be a comma list of \(Self.list(of: type))")
            }
            choices.insert(choice)
        }
        return choices
    }

    private static func list<Choice: RawRepresentable<String> & CaseIterable>(
        of type: Choice.Type
    ) -> String {
        type.allCases.map(\.rawValue).joined(separator: ", ")
    }

    /// A key as it may be repeated in a message: short, and nothing but printable ASCII.
    private static func shown(_ key: String) -> String {
        let printable = key.unicodeScalars.prefix(40).map { scalar in
            (0x21..<0x7f).contains(scalar.value) ? Character(scalar) : "?"
        }
        return printable.isEmpty ? "(empty key)" : String(printable)
    }

    private static func decoded(_ text: Substring) -> String? {
        var bytes: [UInt8] = []
        var rest = text.utf8[...]
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "+"): bytes.append(UInt8(ascii: " "))
            case UInt8(ascii: "%"):
                guard let high = rest.popFirst(), let low = rest.popFirst(),
                    let value = UInt8(
                        String(decoding: [high, low], as: UTF8.self), radix: 16)
                else { return nil }
                bytes.append(value)
            default: bytes.append(byte)
            }
        }
        return String(validating: bytes, as: UTF8.self)
    }
}

extension JSONValue {
    /// A whole number, also one written as 1.0; text counts in a query.
    fileprivate func wholeNumber(fromText: Bool) -> Int64? {
        switch self {
        case .integer(let number): number
        case .number(let number): Int64(exactly: number)
        case .text(let text) where fromText:
            text.first == "+" ? nil : Int64(text)
        default: nil
        }
    }

    /// A finite number.
    var realNumber: Double? {
        switch self {
        case .integer(let number): Double(number)
        case .number(let number) where number.isFinite: number
        default: nil
        }
    }
}
