import Foundation

/// What people may name things.
public enum TypedName {
    /// Characters of a name.
    public static let longest = 100

    /// Why nobody could read, type or tell apart such a name, as a sentence's end; `nil` if it is a
    /// good one.
    public static func trouble(with name: String) -> String? {
        if name.isEmpty {
            "its name is empty"
        } else if name.count > longest || name.utf8.count > longest * 4 {
            "its name has more than \(longest) characters"
        } else if name.unicodeScalars.contains(where: isInvisible) {
            "its name has characters that cannot be seen"
        } else if name.trimmingCharacters(in: .whitespaces) != name {
            "its name begins or ends with a space"
        } else {
            nil
        }
    }

    private static func isInvisible(_ scalar: UnicodeScalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse,
            .unassigned:
            true
        default: false
        }
    }
}
