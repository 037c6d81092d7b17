import Foundation

/// What people may name things.
enum NameRule {
    static let longest = 100

    /// Refuses what could not be read, typed or told from another name on a page.
    static func check(_ name: String, of what: String, path: String) throws(EventStoreError) {
        let reason: String? =
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
        if let reason { throw .invalid(path: path, what: what, reason: reason) }
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
