import ArgumentParser
import Footage

/// How long something is kept: `30d`, `4w`, `12h`.
enum RetentionTime {
    static func parse(_ text: String) throws -> MediaTime {
        let units: [Character: Int64] = ["h": 3600, "d": 86_400, "w": 604_800]
        guard let unit = text.last, let seconds = units[unit],
            let count = Int64(text.dropLast()), (1...100_000).contains(count)
        else {
            throw ValidationError("\(text): write a time such as 30d, 4w or 12h")
        }
        return MediaTime(microseconds: count * seconds * 1_000_000)
    }
}
