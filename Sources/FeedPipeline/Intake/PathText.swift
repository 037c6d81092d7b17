import TypedText

/// A path prepared for reading: UTF-8 bytes that begin with a slash, without the extension.
struct PathText {
    let bytes: [UInt8]
    /// Where the file's name begins.
    let nameStart: Int

    /// Times are looked for in the file's name and at most this many folders above it.
    static let folderDepth = 6

    init(_ path: String) {
        var text = path.hasPrefix("/") ? path : "/" + path
        text.removeLast(Self.fileExtension(of: path).map { $0.count + 1 } ?? 0)
        bytes = Array(text.utf8)
        nameStart = (bytes.lastIndex(of: Ascii.slash) ?? 0) + 1
    }

    var nameRange: Range<Int> { nameStart..<bytes.count }

    /// The positions of the slashes before the nearest names, the file's own first.
    var folderStarts: [Int] {
        var starts: [Int] = []
        var position = nameStart - 1
        while position >= 0, starts.count <= Self.folderDepth {
            if bytes[position] == Ascii.slash { starts.append(position) }
            position -= 1
        }
        return starts
    }

    func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

    /// The letters and digits after the last point of the name, without the point, as written.
    ///
    /// `nil` when there are none or more than five of them, or when nothing stands before the
    /// point. Digits alone count only where they are a format's name (`264`, `265`): `59.30` is a
    /// time.
    static func fileExtension(of path: String) -> Substring? {
        let name = path[(path.lastIndex(of: "/").map(path.index(after:)) ?? path.startIndex)...]
        guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return nil }
        let text = name[name.index(after: dot)...]
        guard (1...5).contains(text.utf8.count),
            text.utf8.allSatisfy({ Ascii.isDigit($0) || Ascii.isLetter($0) }),
            text.utf8.contains(where: Ascii.isLetter) || FileExtensions.video.contains(String(text))
        else { return nil }
        return text
    }
}
