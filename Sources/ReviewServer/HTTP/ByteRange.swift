/// Which bytes of a file a `Range` header asks for (RFC 9110, 14.1.2).
enum ByteRange: Hashable {
    /// Everything: there is no header, or one that may be ignored.
    case whole
    /// `first…last`, both inside the file.
    case part(ClosedRange<Int>)
    /// Nothing of it is inside the file.
    case unsatisfiable

    /// - Parameters:
    ///   - header: such as `bytes=0-499`, `bytes=500-`, `bytes=-500`. Several ranges, other units
    ///     and what can't be read count as no header: the whole file is a right answer to them.
    ///   - length: bytes of the file.
    init(_ header: String?, length: Int) {
        guard let header, header.hasPrefix("bytes=") else {
            self = .whole
            return
        }
        let text = header.dropFirst("bytes=".count).filter { $0 != " " }
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, !text.contains(",") else {
            self = .whole
            return
        }
        switch (Self.number(parts[0]), Self.number(parts[1])) {
        case (nil, let count?) where parts[0].isEmpty:
            self =
                count > 0 && length > 0
                ? .part(max(0, length - count)...(length - 1)) : .unsatisfiable
        case (let first?, nil) where parts[1].isEmpty:
            self = first < length ? .part(first...(length - 1)) : .unsatisfiable
        case (let first?, let last?) where first <= last:
            self = first < length ? .part(first...min(last, length - 1)) : .unsatisfiable
        default: self = .whole
        }
    }

    /// Digits only; `nil` also where they are too many.
    private static func number(_ text: Substring) -> Int? {
        guard !text.isEmpty, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
            return nil
        }
        return Int(text)
    }
}
