import TypedText

/// Words and numbers of a path that say nothing about which camera it was.
enum FeedNamingWords {
    private static let recorderWords: Set<String> = [
        "alarm", "clip", "dst", "dvr", "event", "export", "h", "img", "ipc", "main", "mdalarm",
        "motion", "mov", "movie", "mvi", "nvr", "rec", "record", "recording", "sub", "vid",
        "video", "xvr",
    ]

    /// `NVR`, `main`, `RecM01`, `hiv00012`, `tp00001`: the recorder's own.
    static func isRecorderWord(_ word: Substring) -> Bool {
        let lowercased = word.lowercased()
        if recorderWords.contains(lowercased) { return true }
        let letters = lowercased.prefix { $0.isLetter }
        let digits = lowercased.dropFirst(letters.count)
        guard !digits.isEmpty, digits.utf8.allSatisfy(Ascii.isDigit) else { return false }
        return switch letters {
        case "hiv", "tp": digits.utf8.count >= 4
        case "recm", "recs": true
        default: false
        }
    }

    private static let pictureWords: Set<String> = [
        "f", "frame", "frames", "gt", "image", "images", "im", "img", "in", "input", "pic",
        "picture", "snap", "snapshot",
    ]

    /// What pictures of a sequence are called whatever they show.
    static func isPictureWord(_ word: String) -> Bool { pictureWords.contains(word.lowercased()) }

    /// `jetty_0001` → `jetty`, `jetty (2)` → `jetty`; but `cam_1` and `cam1` stay: numbers of
    /// one or two digits tell cameras apart.
    static func withoutSequenceNumber(_ stem: Substring) -> Substring {
        var rest = stem
        if rest.hasSuffix(")"), let open = rest.lastIndex(of: "("),
            rest[rest.index(after: open)...].dropLast().utf8.allSatisfy(Ascii.isDigit)
        {
            rest = rest[..<open]
        }
        let digits = rest.utf8.reversed().prefix { Ascii.isDigit($0) }.count
        let name = rest.dropLast(digits)
        guard digits >= 3, let separator = name.last, "_- .".contains(separator),
            !NameWords.isAddress(rest)
        else { return rest }
        return name
    }

    /// What stands after a time is mostly the recorder's: codes in brackets, counters, hashes,
    /// the kind of alarm. A name is taken only where a word of three letters begins it, or an
    /// address.
    static func withoutRecorderSuffix(_ part: Substring) -> Substring {
        let start = part.drop { "_- .,@".contains($0) }
        let first = start.prefix { $0.isLetter || $0.isNumber || $0 == "." }
        let isName =
            NameWords.isAddress(first)
            || (first.prefix { $0.isLetter }.count >= 3 && !first.allSatisfy { $0.isUppercase }
                && !isRecorderWord(first))
        return isName ? start : part.prefix(0)
    }

    private static let recorderFolders: Set<String> = [
        "dav", "frames", "images", "img", "img1", "input", "jpg", "mp4record",
    ]

    static func isRecorderFolder(_ folder: Substring) -> Bool {
        recorderFolders.contains(folder.lowercased())
    }

    /// A year, month, day or hour in any of the recorders' ways, or a counter of up to three
    /// digits: `2026-01-31`, `20260131PM`, `2026Y01M31D23H`, `01H`, `23`, `001`.
    static func isTimeFolder(_ folder: Substring) -> Bool {
        let digits = folder.utf8.filter(Ascii.isDigit).count
        guard digits > 0 else { return false }
        if digits == folder.utf8.count { return digits <= 3 || isDate(folder) }
        // Dates and hours hold nothing but digits, separators and the letters of their units.
        let rest = folder.uppercased().filter { !$0.isNumber }
        let isUnits = ["H", "YMDH", "YMD", "AM", "PM"].contains(rest)
        let isSeparators = rest.allSatisfy { "-_. T".contains($0) }
        return (isUnits && (digits <= 2 || isDate(folder))) || (isSeparators && isDate(folder))
    }

    private static func isDate(_ folder: Substring) -> Bool {
        let digits = Array(folder.utf8.filter(Ascii.isDigit))
        var scanner = TextScanner(digits)
        guard let year = scanner.number(digits: 4), CivilDate.plausibleYears.contains(year) else {
            return false
        }
        guard let month = scanner.number(digits: 2) else { return digits.count == 4 }
        guard (1...12).contains(month) else { return false }
        guard let day = scanner.number(digits: 2) else { return digits.count == 6 }
        return CivilDate(year: year, month: month, day: day) != nil
    }
}
