import Footage
import TypedText

extension KeyValue {
    /// Keys that the user chooses, each with a value.
    ///
    /// - Parameters:
    ///   - what: what the names are of: "zone".
    ///   - mayBeOff: whether `off` takes away what the defaults say.
    func named<Value>(
        _ what: String, mayBeOff: Bool = true, _ read: (String, KeyValue) -> Value?
    ) -> NamedItems<Value>? {
        guard let entries = node.mapping else {
            refuseType()
            return nil
        }
        var named = NamedItems<Value>()
        for entry in entries {
            guard isGood(entry.key, of: what, at: entry.keyPosition) else {
                named.isIncomplete = true
                continue
            }
            problems.inside(entry.key) {
                if mayBeOff, entry.value.flag == false {
                    named.items.append(
                        .init(name: entry.key, value: nil, position: entry.keyPosition))
                } else if let value = read(entry.key, with(entry.value)) {
                    named.items.append(
                        .init(name: entry.key, value: value, position: entry.keyPosition))
                } else {
                    named.refused.insert(entry.key)
                    named.isIncomplete = true
                }
            }
        }
        return named
    }

    /// Refuses names that nobody could read or type.
    func isGood(_ name: String, of what: String, at position: SourcePosition) -> Bool {
        guard let trouble = TypedName.trouble(with: name) else { return true }
        problems.error(
            .wrongName, at: position, "\(Quoted.text(name)) cannot name a \(what): \(trouble)",
            meant: "choose a short name such as '\(what)-1'")
        return false
    }

    /// Polygons as a list, those with names among them, or by name.
    func polygons(_ what: String) -> NamedItems<Polygon>? {
        guard let list = node.list else {
            return named(what) { name, value in
                if value.node.isEmpty {
                    problems.error(
                        .missingKey, at: value.node.position,
                        "\(what) \(Quoted.text(name)) has no corners",
                        meant: "such as [[0.1, 0.4], [0.9, 0.4], [0.9, 1.0]]")
                    return nil
                }
                return value.polygon(in: ShapeSections.namedPolygon)?.polygon
            }
        }
        // A single polygon instead of a list of them.
        if let first = list.first?.list?.first, first.text.flatMap(PlainNumber.read) != nil {
            refuse(
                .wrongType, "'\(key)' is a list of polygons, not one polygon",
                "put it in another pair of brackets, or give it a name")
            return nil
        }
        let items = list.compactMap { element -> NamedItems<Polygon>.Item? in
            guard let form = with(element).polygon(in: ShapeSections.listedPolygon),
                form.name.map({ isGood($0, of: what, at: element.position) }) ?? true
            else { return nil }
            return .init(name: form.name, value: form.polygon, position: element.position)
        }
        return NamedItems(isList: true, items: items, isIncomplete: items.count < list.count)
    }

    /// Corners, or keys with the corners among them.
    private func polygon(in section: Section<PolygonForm>) -> PolygonForm? {
        var form = PolygonForm()
        if node.mapping != nil {
            section.read(node, into: &form, context)
        } else {
            form.polygon = polygon()
        }
        return form.polygon == nil ? nil : form
    }

    /// Names of what is defined elsewhere: a text, or a list of them.
    func references() -> [Placed<String>]? {
        if let text = node.text { return [Placed(value: text, position: node.position)] }
        guard let list = node.list else {
            refuseType()
            return nil
        }
        return list.compactMap { element in
            guard let text = element.text else {
                with(element).refuseType()
                return nil
            }
            return Placed(value: text, position: element.position)
        }
    }
}
