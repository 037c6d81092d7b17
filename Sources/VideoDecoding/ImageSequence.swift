import Foundation

/// The numbered files of a pattern such as `day/in%06d.jpg`.
struct ImageSequence: Hashable, Sendable {
    let folder: String
    let prefix: String
    let suffix: String
    /// Digits written at least, padded with zeros.
    let minimumDigits: Int
    let firstNumber: Int
    let framesPerSecond: Double
    /// The numbers that exist, ascending, from `firstNumber` on. Gaps stay gaps in time.
    let numbers: [Int]

    init(pattern: String, firstNumber: Int, framesPerSecond: Double) throws(VideoDecodingError) {
        let slash = pattern.lastIndex(of: "/")
        let name = slash.map { String(pattern[pattern.index(after: $0)...]) } ?? pattern
        folder = slash.map { String(pattern[...$0]) } ?? "./"
        guard let match = name.firstMatch(of: /%(0?)([0-9]{0,2})d/),
            firstNumber >= 0, framesPerSecond.isFinite, framesPerSecond > 0.001,
            framesPerSecond < 1000
        else { throw .badImagePattern(pattern: pattern) }
        prefix = String(name[..<match.range.lowerBound])
        suffix = String(name[match.range.upperBound...])
        minimumDigits = Int(match.2) ?? 1
        self.firstNumber = firstNumber
        self.framesPerSecond = framesPerSecond

        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder),
            isFolder.boolValue
        else { throw .missing(path: pattern) }
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
            throw .permissionDenied(path: folder)
        }
        var found: [Int] = []
        for name in names where name.hasPrefix(prefix) && name.hasSuffix(suffix) {
            let digits = name.dropFirst(prefix.count).dropLast(suffix.count)
            guard digits.count >= minimumDigits, digits.allSatisfy(\.isASCII),
                digits.allSatisfy(\.isNumber), let number = Int(digits), number >= firstNumber,
                number < 1 << 40
            else { continue }
            found.append(number)
        }
        guard !found.isEmpty else { throw .missing(path: pattern) }
        numbers = found.sorted()
    }

    func path(number: Int) -> String {
        let digits = String(number)
        let padding = String(repeating: "0", count: max(0, minimumDigits - digits.count))
        return folder + prefix + padding + digits + suffix
    }
}
