/// The words of a file's name.
enum NameWords {
    /// Splits at everything but letters and digits.
    static func split(_ name: some StringProtocol) -> [Substring] {
        Substring(name).split { !($0.isLetter || $0.isNumber) }
    }

    /// Whether this is an IPv4 address.
    static func isAddress(_ text: some StringProtocol) -> Bool {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts.allSatisfy { UInt8($0) != nil }
    }
}
