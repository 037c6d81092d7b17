import Foundation
import TypedText

/// Which feed a recording belongs to when nobody says so.
///
/// One rule stands above the others: two cameras must never become one feed. A number is dropped
/// only where it counts recordings. `docs/file-names.md` explains the rule with examples.
public enum FeedNaming {
    /// The feed's name: what stands before the time in the file's name; else what stands after
    /// it; else the nearest folder that is neither a date nor an hour.
    ///
    /// - Parameters:
    ///   - path: a recording, or the pattern of an image sequence.
    ///   - isImageSequence: the folder names the feed, unless the pictures carry a telling name.
    ///   - workingFolder: where a relative path starts; `nil` is the process's.
    public static func name(
        for path: String, isImageSequence: Bool = false,
        workingFolder: String? = nil
    ) -> String {
        let folder = workingFolder ?? FileManager.default.currentDirectoryPath
        let absolute = path.hasPrefix("/") ? path : folder + "/" + path
        let text = PathText(NSString(string: absolute).standardizingPath)
        let channel = Channel.find(in: text)
        if let name = fromFileName(text, isImageSequence: isImageSequence) { return name }
        switch (fromFolders(text), channel) {
        case (let folder?, let channel?): return "\(folder)_ch\(channel)"
        case (let folder?, nil): return folder
        case (nil, let channel?): return "ch\(channel)"
        case (nil, nil): return "camera"
        }
    }

    private static func fromFileName(_ text: PathText, isImageSequence: Bool) -> String? {
        let stem = text.text(text.nameRange)
        if isImageSequence {
            let prefix = stem.split(separator: "%", omittingEmptySubsequences: false)[0]
            return tidied(prefix).flatMap { FeedNamingWords.isPictureWord($0) ? nil : $0 }
        }
        guard let span = timeSpan(in: text) else {
            return tidied(FeedNamingWords.withoutSequenceNumber(stem[...]))
        }
        let before = String(decoding: text.bytes[text.nameStart..<span.lowerBound], as: UTF8.self)
        let after = String(decoding: text.bytes[span.upperBound...], as: UTF8.self)
        return tidied(before[...])
            ?? tidied(FeedNamingWords.withoutRecorderSuffix(after[...]))
    }

    /// Where in the name the time stands: what the clock reads there, else a date alone.
    private static func timeSpan(in text: PathText) -> Range<Int>? {
        if let span = FileNameMatch.first(in: text)?.match.span {
            return max(span.lowerBound, text.nameStart)..<span.upperBound
        }
        for start in text.nameRange where start == 0 || !Ascii.isDigit(text.bytes[start - 1]) {
            var scanner = TextScanner(text.bytes, at: start)
            if scanner.date() != nil, !scanner.isDigit() { return start..<scanner.position }
        }
        return nil
    }

    /// What is left of a part of the name once separators at its ends and recorders' words are
    /// gone; `nil` when nothing is left that could name a camera.
    private static func tidied(_ part: Substring) -> String? {
        let words = NameWords.split(part)
        if let index = words.firstIndex(where: { Channel.number(of: $0) != nil }),
            let channel = Channel.number(of: words[index])
        {
            // `NVR_ch1_main` is `ch1`; `Port_ch1_sub` is `Port_ch1`: streams of one camera.
            let prefix = part[..<words[index].startIndex]
            let name = trimmed(prefix)
            let isCruft = NameWords.split(name).allSatisfy(FeedNamingWords.isRecorderWord)
            return isCruft ? "ch\(channel)" : "\(name)_ch\(channel)"
        }
        if words.allSatisfy(FeedNamingWords.isRecorderWord) { return nil }
        let name = trimmed(part)
        if let channel = Channel.afterAddress(name), let address = name.split(separator: "_").first
        {
            return "\(address)_ch\(channel)"
        }
        // A bare number before a time, such as `01_2026…`, is a recorder's number of the camera.
        return name.utf8.allSatisfy(Ascii.isDigit) ? "ch\(Int(name) ?? 0)" : name
    }

    private static func trimmed(_ part: Substring) -> String {
        part.trimmingCharacters(in: CharacterSet(charactersIn: " _-.,~@+()[]{}#"))
    }

    private static func fromFolders(_ text: PathText) -> String? {
        text.text(0..<text.nameStart).split(separator: "/").reversed().lazy
            .compactMap { folder in
                FeedNamingWords.isTimeFolder(folder) || FeedNamingWords.isRecorderFolder(folder)
                    ? nil : String(folder)
            }.first
    }
}
