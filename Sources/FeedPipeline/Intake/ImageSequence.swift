import TypedText

/// Finds runs of numbered pictures among the names of one folder.
struct ImageSequence {
    /// With `%d` or `%06d` for the number and `%%` for a percent sign.
    let pattern: String
    let firstNumber: Int
    let names: [String]

    private struct Key: Hashable {
        let prefix: Substring
        let suffix: Substring
    }

    private struct Picture {
        let name: String
        let digits: Substring
        let number: Int
    }

    /// Splits `names` into runs of at least two consecutive numbers and all other names.
    ///
    /// The number is the last group of digits before the extension, at most nine; it is padded
    /// with zeros to one width, or not padded at all.
    static func find(among names: [String]) -> (sequences: [ImageSequence], others: [String]) {
        var groups: [Key: [Picture]] = [:]
        var order: [Key] = []
        for name in names {
            guard let (key, picture) = parse(name) else { continue }
            if groups[key] == nil { order.append(key) }
            groups[key, default: []].append(picture)
        }
        var sequences: [ImageSequence] = []
        for key in order {
            sequences += runs(of: groups[key] ?? [], key: key)
        }
        let taken = Set(sequences.flatMap(\.names))
        return (sequences, names.filter { !taken.contains($0) })
    }

    private static func parse(_ name: String) -> (Key, Picture)? {
        guard let type = PathText.fileExtension(of: name),
            FileExtensions.image.contains(type.lowercased())
        else { return nil }
        let stem = name[..<name.index(before: type.startIndex)]
        guard let last = stem.utf8.lastIndex(where: Ascii.isDigit) else { return nil }
        let end = stem.utf8.index(after: last)
        let digitCount = stem[..<end].utf8.reversed().prefix { Ascii.isDigit($0) }.count
        let start = stem.utf8.index(end, offsetBy: -digitCount)
        guard digitCount <= 9, let number = Int(stem[start..<end]) else { return nil }
        return (
            Key(prefix: name[..<start], suffix: name[end...]),
            Picture(name: name, digits: stem[start..<end], number: number)
        )
    }

    private static func runs(of pictures: [Picture], key: Key) -> [ImageSequence] {
        let sorted = pictures.sorted { ($0.number, $0.name) < ($1.number, $1.name) }
        guard let shortest = sorted.map(\.digits.utf8.count).min() else { return [] }
        let isPadded = sorted.contains { $0.digits.utf8.count > 1 && $0.digits.first == "0" }
        let width = isPadded ? shortest : 1
        func escaped(_ text: Substring) -> String {
            text.split(separator: "%", omittingEmptySubsequences: false).joined(separator: "%%")
        }
        let place = isPadded ? "%0\(width)d" : "%d"
        let pattern = escaped(key.prefix) + place + escaped(key.suffix)
        var runs: [[Picture]] = []
        for picture in sorted
        where picture.digits.utf8.count == max(width, String(picture.number).utf8.count) {
            if let previous = runs.last?.last, previous.number + 1 == picture.number {
                runs[runs.count - 1].append(picture)
            } else {
                runs.append([picture])
            }
        }
        return runs.filter { $0.count >= 2 }.map {
            ImageSequence(
                pattern: pattern, firstNumber: $0[0].number, names: $0.map(\.name))
        }
    }
}
