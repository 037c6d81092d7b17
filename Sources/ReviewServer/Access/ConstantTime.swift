/// Comparison that takes the same time wherever two secrets differ.
enum ConstantTime {
    static func isEqual(_ left: some Collection<UInt8>, _ right: some Collection<UInt8>) -> Bool {
        guard left.count == right.count else { return false }
        return zip(left, right).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }

    static func isEqual(_ left: String, _ right: String) -> Bool {
        isEqual(left.utf8, right.utf8)
    }
}
