import Foundation

/// Reads the file, and refuses what cannot be a configuration before anything looks into it.
enum ConfigurationText {
    /// A thousand feeds with ten polygons each are half of it.
    static let mostBytes = 1 << 20

    static func read(_ path: String, problems: ProblemList) -> String? {
        func refuse(_ code: ConfigurationProblem.Code, _ what: String, _ meant: String) -> String? {
            problems.error(code, at: nil, what, meant: meant)
            return nil
        }
        var status = stat()
        guard stat(path, &status) == 0 else {
            return refuse(
                .unreadable, "there is no such file",
                "check the path, or begin with samples/pantau.yaml")
        }
        if status.st_mode & S_IFMT == S_IFDIR {
            return refuse(
                .unreadable, "is a folder", "name the file in it, such as \(path)/pantau.yaml")
        }
        // A pipe or a device might never end.
        if status.st_mode & S_IFMT != S_IFREG {
            return refuse(.unreadable, "is no regular file", "name a YAML file")
        }
        if Int(status.st_size) > mostBytes {
            return refuse(
                .tooLarge, "has \(status.st_size) bytes; a configuration has at most \(mostBytes)",
                "is this the right file?")
        }
        guard let data = FileManager.default.contents(atPath: path) else {
            return refuse(
                .unreadable, "cannot be read: \(String(cString: strerror(errno)))",
                "check its permissions")
        }
        return decode(data, problems: problems)
    }

    /// UTF-8, perhaps with a byte order mark.
    static func decode(_ data: Data, problems: ProblemList) -> String? {
        var bytes = [UInt8](data)
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
            problems.error(
                .notText, at: .start, "is written in UTF-16", meant: "save it as UTF-8")
            return nil
        }
        if let text = String(validating: bytes, as: UTF8.self) { return text }
        let position = firstInvalid(bytes)
        problems.error(
            .notText, at: position.place,
            "is not UTF-8 text: byte 0x\(String(position.byte, radix: 16, uppercase: true))",
            meant: "save it as UTF-8")
        return nil
    }

    private static func firstInvalid(_ bytes: [UInt8]) -> (place: SourcePosition, byte: UInt8) {
        var (line, column) = (1, 1)
        var decoder = UTF8()
        var iterator = bytes.makeIterator()
        var consumed = 0
        while case .scalarValue(let scalar) = decoder.decode(&iterator) {
            consumed += String(scalar).utf8.count
            if scalar == "\n" {
                (line, column) = (line + 1, 1)
            } else {
                column += 1
            }
        }
        let byte = consumed < bytes.count ? bytes[consumed] : 0
        return (SourcePosition(line: line, column: column), byte)
    }
}
