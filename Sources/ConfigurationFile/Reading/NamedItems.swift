/// A value and where it stands.
struct Placed<Value> {
    var value: Value
    var position: SourcePosition
}

/// What is stated as a list, or by name: zones, masks, rules. A list takes the place of the
/// defaults' list and names; names are added to the defaults', and `off` takes one away.
struct NamedItems<Value> {
    struct Item {
        /// `nil`: of a list.
        var name: String?
        /// `nil`: taken away.
        var value: Value?
        var position: SourcePosition
    }

    var isList = false
    var items: [Item] = []
    /// Names whose values were refused: they are defined all the same.
    var refused: Set<String> = []
    /// Whether a part was refused, so that nothing can be said of the whole.
    var isIncomplete = false

    /// What is there, after what was taken away.
    var present: [(name: String?, value: Value, position: SourcePosition)] {
        items.compactMap { item in item.value.map { (item.name, $0, item.position) } }
    }

    /// Names that are defined, whatever their values are.
    var names: Set<String> { refused.union(present.compactMap(\.name)) }

    func over(_ base: NamedItems?) -> NamedItems {
        guard let base, !isList else { return self }
        let own = Set(items.compactMap(\.name))
        let kept = base.items.filter { item in item.name.map { !own.contains($0) } ?? true }
        return NamedItems(
            items: kept + items, refused: refused.union(base.refused),
            isIncomplete: isIncomplete || base.isIncomplete)
    }
}
