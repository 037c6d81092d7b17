/// A value in the file and where it stands. Nothing is interpreted yet: `18:00`, `on` and `0.5` are
/// the text that was written.
struct ConfigurationNode {
    enum Content {
        /// Nothing, `~` or `null`.
        case empty
        /// - isPlain: not in quotation marks, nor a block of text.
        case scalar(String, isPlain: Bool)
        case list([ConfigurationNode])
        case mapping([Entry])
    }

    struct Entry {
        var key: String
        var keyPosition: SourcePosition
        var value: ConfigurationNode
    }

    var content: Content
    var position: SourcePosition

    var isEmpty: Bool {
        if case .empty = content { true } else { false }
    }

    var text: String? {
        if case .scalar(let text, _) = content { text } else { nil }
    }

    var list: [ConfigurationNode]? {
        if case .list(let nodes) = content { nodes } else { nil }
    }

    var mapping: [Entry]? {
        if case .mapping(let entries) = content { entries } else { nil }
    }

    /// As a message tells it: "a list".
    var description: String {
        switch content {
        case .empty: "nothing"
        case .scalar(let text, _): Quoted.text(text)
        case .list: "a list"
        case .mapping: "keys with values"
        }
    }

    /// What `on`, `off`, `yes`, `no`, `true` and `false` say; in quotation marks they are texts.
    var flag: Bool? {
        guard case .scalar(let text, isPlain: true) = content else { return nil }
        return switch text.lowercased() {
        case "true", "yes", "on": true
        case "false", "no", "off": false
        default: nil
        }
    }
}
