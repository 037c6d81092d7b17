import TypedText

/// What people may name things in the store.
enum NameRule {
    /// Refuses what could not be read, typed or told from another name on a page.
    static func check(_ name: String, of what: String, path: String) throws(EventStoreError) {
        if let reason = TypedName.trouble(with: name) {
            throw .invalid(path: path, what: what, reason: reason)
        }
    }
}
