import TypedText

/// One way in which recorders write the time into a path.
///
/// `shape` is read from left to right. Text stands for itself (letters in either case);
/// - `<moment>` a date and a time (``TextScanner/moment()``), `<minutes>` the same without seconds,
///   `<date>`, `<time>`, `<clock>` (a time with separators), `<hour>`, `<minute>`, `<second>`,
///   `<year>`, `<month>`, `<day>`: the digits of each; a second `<moment>`, `<time>` or `<clock>`
///   is the end;
/// - `<epoch>` seconds or milliseconds since 1970;
/// - `<join>` one separator; `*` any text within one name; `**/` any folders, or none;
/// - `$` the end of the name, without its extension.
///
/// A shape with a slash must begin at a folder's name and end in the file's; any other is looked
/// for anywhere in the file's name. Numbers are whole: no digit stands before or after them.
struct FileNamePattern: Sendable {
    /// A recording's path and what is read from it in UTC, seen from Asia/Makassar (UTC+8).
    struct Example: Sendable {
        let path: String
        let start: String
        var end: String?
        var channel: Int?
    }

    enum Zone: Sendable {
        /// The recorder's local time.
        case feed
        case utc
    }

    let name: String
    let shape: String
    var zone: Zone = .feed
    let examples: [Example]
    let pieces: [Piece]

    init(_ name: String, _ shape: String, zone: Zone = .feed, examples: [Example]) {
        self.name = name
        self.shape = shape
        self.zone = zone
        self.examples = examples
        pieces = Piece.parse(shape)
    }

    var spansFolders: Bool { pieces.first == .byte(Ascii.slash) }

    enum Piece: Hashable, Sendable {
        case byte(UInt8)
        case moment, minutes, date, time, clock
        case year, month, day, hour, minute, second
        case epoch
        case join, anyText, anyFolders, end

        /// Whether this reads part of a date or time.
        var isTime: Bool {
            switch self {
            case .byte, .join, .anyText, .anyFolders, .end: false
            default: true
            }
        }

        private static let named: [(name: String, piece: Piece)] = [
            ("<moment>", .moment), ("<minutes>", .minutes), ("<date>", .date), ("<time>", .time),
            ("<clock>", .clock), ("<year>", .year), ("<month>", .month), ("<day>", .day),
            ("<hour>", .hour), ("<minute>", .minute), ("<second>", .second), ("<epoch>", .epoch),
            ("<join>", .join), ("**/", .anyFolders), ("*", .anyText), ("$", .end),
        ]

        static func parse(_ shape: String) -> [Piece] {
            var pieces: [Piece] = []
            var rest = Substring(shape)
            while let byte = rest.utf8.first {
                if let (name, piece) = named.first(where: { rest.hasPrefix($0.name) }) {
                    pieces.append(piece)
                    rest = rest.dropFirst(name.count)
                } else {
                    precondition(byte != UInt8(ascii: "<"), "unknown piece in \(shape)")
                    pieces.append(.byte(byte))
                    rest = rest.dropFirst()
                }
            }
            return pieces
        }
    }
}
