import Yams

/// Makes the tree of a configuration from its text.
struct YAMLComposer {
    /// A thousand feeds with ten polygons each have fewer.
    static let mostValues = 300_000

    let problems: ProblemList

    /// `nil` after something was refused.
    func tree(_ text: String) -> ConfigurationNode? {
        guard AliasLimits(text: text).check(problems: problems) else { return nil }
        var source = DuplicateKeys(text: text, problems: problems)
        while true {
            do {
                // Without rules for tags: what a text means is for the keys to say.
                guard let root = try Yams.compose(yaml: source.text, .basic) else {
                    problems.error(
                        .empty, at: nil, "says nothing", meant: "begin with samples/pantau.yaml")
                    return nil
                }
                return converted(root)
            } catch YamlError.duplicatedKeysInMapping(let keys, let context) {
                let place = SourcePosition(line: context.mark.line, column: context.mark.column)
                guard source.setAside(keys, firstAt: place) else { return nil }
            } catch {
                YAMLTrouble(text: text, problems: problems).tell(error)
                return nil
            }
        }
    }

    private func converted(_ root: Node) -> ConfigurationNode? {
        var count = 0
        let tree = convert(root, count: &count)
        if tree == nil {
            problems.error(
                .alias, at: nil, "holds more than \(Self.mostValues) values, aliases unrolled",
                meant: "put what feeds have in common under defaults")
        }
        return tree
    }

    /// `nil` where there are too many values.
    private func convert(_ node: Node, count: inout Int) -> ConfigurationNode? {
        count += 1
        guard count <= Self.mostValues else { return nil }
        let position = position(node)
        switch node {
        case .scalar(let scalar):
            let isPlain = scalar.style == .plain || scalar.style == .any
            let isEmpty = isPlain && ["", "~", "null", "Null", "NULL"].contains(scalar.string)
            return ConfigurationNode(
                content: isEmpty ? .empty : .scalar(scalar.string, isPlain: isPlain),
                position: position)
        case .sequence(let sequence):
            var list: [ConfigurationNode] = []
            for element in sequence {
                guard let element = convert(element, count: &count) else { return nil }
                list.append(element)
            }
            return ConfigurationNode(content: .list(list), position: position)
        case .mapping(let mapping):
            var entries: [ConfigurationNode.Entry] = []
            for (key, value) in mapping {
                guard let key = keyText(key), let value = convert(value, count: &count) else {
                    // Either it was refused, or there are too many values.
                    if count > Self.mostValues { return nil }
                    continue
                }
                entries.append(
                    ConfigurationNode.Entry(
                        key: key.text, keyPosition: key.position, value: value))
            }
            return ConfigurationNode(content: .mapping(entries), position: position)
        case .alias:
            // Composing has put its value in the place of every alias.
            return ConfigurationNode(content: .empty, position: position)
        }
    }

    /// `nil` where it was refused, or already was as a double.
    private func keyText(_ node: Node) -> (text: String, position: SourcePosition)? {
        guard let scalar = node.scalar else {
            problems.error(
                .wrongType, at: position(node), "a list or keys stand where a key belongs",
                meant: "write the key itself")
            return nil
        }
        if DuplicateKeys.isSetAside(scalar.string) { return nil }
        if scalar.string == "<<" {
            problems.error(
                .alias, at: position(node), "'<<' does not merge keys here",
                meant: "put what feeds have in common under defaults")
            return nil
        }
        return (scalar.string, position(node))
    }

    private func position(_ node: Node) -> SourcePosition {
        node.mark.map { SourcePosition(line: $0.line, column: $0.column) } ?? .start
    }
}
