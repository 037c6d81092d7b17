import TypedText

/// A recorder's number of a camera, where a path tells it.
enum Channel {
    /// `ch1`, `[CH01]`, `-CH2`, `channel3` in the file's name; the number between an address and
    /// a time (`192.168.1.64_01_2026…`); a folder of three digits below or above the date
    /// (`2026-01-31/001/…`).
    static func find(in path: PathText) -> Int? {
        let name = path.text(path.nameRange)
        return NameWords.split(name).lazy.compactMap { number(of: $0) }.first
            ?? afterAddress(name) ?? ofFolder(path)
    }

    /// The number of a word such as `ch01`.
    static func number(of word: Substring) -> Int? {
        let lowercased = word.lowercased()
        for prefix in ["channel", "chan", "ch"] where lowercased.hasPrefix(prefix) {
            let digits = lowercased.dropFirst(prefix.count)
            if (1...3).contains(digits.utf8.count), digits.utf8.allSatisfy(Ascii.isDigit) {
                return Int(digits)
            }
        }
        return nil
    }

    /// The number in `192.168.1.64_01_…`.
    static func afterAddress(_ name: some StringProtocol) -> Int? {
        let words = name.split(separator: "_", omittingEmptySubsequences: false)
        guard words.count >= 2, NameWords.isAddress(words[0]), (1...3).contains(words[1].utf8.count)
        else { return nil }
        return words[1].utf8.allSatisfy(Ascii.isDigit) ? Int(words[1]) : nil
    }

    private static func ofFolder(_ path: PathText) -> Int? {
        let folders = path.text(0..<path.nameStart).split(separator: "/")
        for (index, folder) in folders.enumerated().dropFirst().reversed()
        where folder.utf8.count == 3 && folder.utf8.allSatisfy(Ascii.isDigit) {
            var scanner = TextScanner(folders[index - 1])
            if scanner.date() != nil, scanner.isAtEnd { return Int(folder) }
        }
        return nil
    }
}
