import Footage
import Foundation
import TypedText

extension KeyValue {
    /// A single text, whatever it looks like.
    func text() -> String? {
        guard let text = node.text else {
            refuseType()
            return nil
        }
        return text
    }

    func flag() -> Bool? {
        guard let flag = node.flag else {
            refuseType()
            return nil
        }
        return flag
    }

    func choice(_ words: [String]) -> String? {
        guard let text = node.text else {
            refuseType()
            return nil
        }
        guard let word = words.first(where: { $0 == text.lowercased() }) else {
            refuse(
                .wrongValue, "'\(key)' is \(Quoted.list(words)), not \(Quoted.text(text))",
                NearestName.among(words, to: text).map { "did you mean '\($0)'?" })
            return nil
        }
        return word
    }

    func number(_ range: ClosedRange<Double>) -> Double? {
        guard let text = node.text, let number = PlainNumber.read(text) else {
            refuseType()
            return nil
        }
        guard range.contains(number) else {
            refuse(.wrongValue, "'\(key)' is \(form.description), not \(Quoted.text(text))")
            return nil
        }
        return number
    }

    /// `0.05` or `5%`.
    func share(_ range: ClosedRange<Double>) -> Double? {
        guard let text = node.text else {
            refuseType()
            return nil
        }
        let isPercentage = text.hasSuffix("%")
        let digits = isPercentage ? text.dropLast().trimmingCharacters(in: .whitespaces) : text
        guard let number = PlainNumber.read(digits) else {
            refuseType()
            return nil
        }
        let share = isPercentage ? number / 100 : number
        guard range.contains(share) else {
            let asPercentage = !isPercentage && range.contains(number / 100)
            refuse(
                .wrongValue, "'\(key)' is \(form.description), not \(Quoted.text(text))",
                asPercentage ? "did you mean \(text)%?" : nil)
            return nil
        }
        return share
    }

    func count(_ range: ClosedRange<Int>) -> Int? {
        guard let text = node.text, let number = PlainNumber.read(text) else {
            refuseType()
            return nil
        }
        guard let count = Int(exactly: number), range.contains(count) else {
            refuse(.wrongValue, "'\(key)' is \(form.description), not \(Quoted.text(text))")
            return nil
        }
        return count
    }

    func duration(_ range: ClosedRange<MediaTime>) -> MediaTime? {
        guard let text = node.text else {
            refuseType("such as 3s, 5m or 1h30m")
            return nil
        }
        do {
            let time = try CommandLineTime.duration(text)
            guard range.contains(time) else {
                refuse(.wrongValue, "'\(key)' is \(form.description), not \(Quoted.text(text))")
                return nil
            }
            return time
        } catch {
            guard case .duration(_, let hint) = error else { return nil }
            refuse(.wrongValue, "\(Quoted.text(text)) is not a length of time", hint)
            return nil
        }
    }

    func timeZone() -> TimeZone? {
        guard let text = node.text else {
            refuseType()
            return nil
        }
        do {
            return try TimeZoneName.zone(named: text)
        } catch {
            guard case .timeZone(_, let nearest) = error else { return nil }
            refuse(
                .wrongValue, "unknown time zone \(Quoted.text(text))",
                Self.zones[text.uppercased()].map { "did you mean \($0)?" }
                    ?? (nearest.isEmpty
                        ? "use an IANA name such as Asia/Makassar"
                        : "did you mean \(Quoted.list(nearest))?"))
            return nil
        }
    }

    /// Indonesia's zones by the names that people there use.
    private static var zones: [String: String] {
        ["WIB": "Asia/Jakarta", "WITA": "Asia/Makassar", "WIT": "Asia/Jayapura"]
    }

    /// A path, made to begin where the configuration lies.
    func path() -> String? { text().map(context.resolved) }
}

/// Numbers as people write them: digits with at most one point, perhaps a sign.
enum PlainNumber {
    /// Not what `Double` also takes (`1e3`, `inf`, `0x10`), nor YAML's base 60 (`18:00`).
    static func read(_ text: String) -> Double? {
        let digits = text.drop { $0 == "-" || $0 == "+" }
        guard text.count - digits.count <= 1, !digits.isEmpty,
            digits.utf8.allSatisfy({ Ascii.isDigit($0) || $0 == Ascii.dot }),
            digits.utf8.contains(where: Ascii.isDigit)
        else { return nil }
        return Double(text)
    }
}
