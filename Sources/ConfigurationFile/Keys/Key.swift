/// One key of a section: what it is called, what may stand after it, and how that is read. All that
/// is known of a key is here; the reader, the JSON Schema and the documentation come from it.
struct Key<Target> {
    let name: String
    let form: ValueForm
    /// What holds where the key is left out, for a person; `nil`: nothing does.
    let standard: String?
    /// What it does, in one plain sentence or two.
    let summary: String
    /// As written after the colon, on one line.
    let example: String
    /// Words that people write for it.
    let synonyms: [String]
    let isRequired: Bool
    let read: (KeyValue, inout Target) -> Void

    init(
        _ name: String, _ form: ValueForm, standard: String? = nil, _ summary: String,
        example: String, synonyms: [String] = [], isRequired: Bool = false,
        read: @escaping (KeyValue, inout Target) -> Void
    ) {
        self.name = name
        self.form = form
        self.standard = standard
        self.summary = summary
        self.example = example
        self.synonyms = synonyms
        self.isRequired = isRequired
        self.read = read
    }

    var description: KeyDescription {
        KeyDescription(
            name: name, form: form, standard: standard, summary: summary, example: example,
            isRequired: isRequired)
    }
}

/// What a person or an editor is told of a key.
public struct KeyDescription: Hashable, Sendable {
    public var name: String
    public var form: ValueForm
    public var standard: String?
    public var summary: String
    public var example: String
    public var isRequired: Bool
}
