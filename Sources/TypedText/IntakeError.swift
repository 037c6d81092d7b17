/// What can be wrong with what a person typed: a time, a time zone.
///
/// Files never throw: what is wrong with one is a ``DiscoveryProblem``, and the batch goes on.
public enum IntakeError: Error, Hashable, Sendable {
    /// Not a length of time. `hint` says what was probably meant, or lists the forms.
    case duration(text: String, hint: String)
    /// Not a moment. `hint` says which part is wrong, or lists the forms.
    case moment(text: String, hint: String)
    /// No IANA time zone has this name. `nearest` are the most similar known names, best first.
    case timeZone(name: String, nearest: [String])
}

extension IntakeError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .duration(let text, let hint): "'\(text)' is not a length of time: \(hint)"
        case .moment(let text, let hint): "'\(text)' is not a moment: \(hint)"
        case .timeZone(let name, let nearest):
            if nearest.isEmpty {
                "unknown time zone '\(name)': use an IANA name such as Asia/Makassar"
            } else {
                "unknown time zone '\(name)': did you mean \(nearest.joined(separator: " or "))?"
            }
        }
    }
}
