/// A text in which `${NAME}` stands for a variable of the environment, so that no secret has to lie
/// in the file. Never printed in full.
public struct SecretText: Hashable, Sendable {
    /// A variable that is not set, or has nothing in it.
    public struct MissingVariable: Error, Hashable, Sendable {
        public var name: String
    }

    /// As written.
    let template: String

    public init(_ template: String) { self.template = template }

    /// The variables that it needs, in order.
    public var variables: [String] {
        template.matches(of: Self.reference).map { String($0.1) }
    }

    public func resolved(in environment: [String: String]) throws(MissingVariable) -> String {
        var text = ""
        var rest = template[...]
        while let match = rest.firstMatch(of: Self.reference) {
            let name = String(match.1)
            guard let value = environment[name], !value.isEmpty else {
                throw MissingVariable(name: name)
            }
            text += rest[..<match.range.lowerBound] + value
            rest = rest[match.range.upperBound...]
        }
        return text + rest
    }

    /// Where a reference is begun and is none.
    var hasBrokenReference: Bool {
        template.replacing(Self.reference, with: "").contains("${")
    }

    private static var reference: Regex<(Substring, Substring)> {
        /\$\{([A-Za-z_][A-Za-z0-9_]*)\}/
    }
}

extension SecretText: CustomStringConvertible, CustomDebugStringConvertible {
    /// What is no variable may be the secret itself.
    public var description: String {
        template.wholeMatch(of: Self.reference) == nil ? "•••" : template
    }

    public var debugDescription: String { description }
}

extension SecretText: CustomReflectable {
    public var customMirror: Mirror { Mirror(self, children: [("text", description)]) }
}
