import TypedText

/// What one pattern found in one path, before any time zone is applied.
struct FileNameMatch {
    var date: CivilDate?
    var start: CivilTime?
    var end: CivilTime?
    var epochMicroseconds: Int64?
    /// Byte offsets in the path's text, from the first to the last digit of a time.
    var span: Range<Int>?

    /// The first pattern of the table that fits, and what it found.
    static func first(in path: PathText) -> (pattern: FileNamePattern, match: FileNameMatch)? {
        for pattern in FileNamePattern.table {
            if let match = Self(pattern, in: path) { return (pattern, match) }
        }
        return nil
    }

    /// Looks for `pattern`: in the file's name from the left; with folders, from the nearest
    /// folder outward.
    init?(_ pattern: FileNamePattern, in path: PathText) {
        for start in pattern.spansFolders ? path.folderStarts : Array(path.nameRange) {
            var attempt = Attempt(path: path, scanner: TextScanner(path.bytes, at: start))
            guard attempt.match(pattern.pieces[...]), attempt.scanner.position > path.nameStart,
                let match = attempt.finished()
            else { continue }
            self = match
            return
        }
        return nil
    }

    private init() {}

    /// One try at one place: pieces consume text; `*` and `**/` go back and try further on.
    private struct Attempt {
        let path: PathText
        var scanner: TextScanner
        var found = FileNameMatch()
        var year = 0
        var month = 0
        var hour: Int?
        var minute = 0

        mutating func match(_ pieces: ArraySlice<FileNamePattern.Piece>) -> Bool {
            guard let piece = pieces.first else { return true }
            let rest = pieces.dropFirst()
            switch piece {
            case .anyText:
                return backtrack(rest, over: { $0 != Ascii.slash }, stopsAt: { _ in true })
            case .anyFolders:
                return backtrack(rest, over: { _ in true }, stopsAt: { $0 == Ascii.slash })
            default:
                let start = scanner.position
                guard consume(piece) else { return false }
                if piece.isTime {
                    found.span = (found.span?.lowerBound ?? start)..<scanner.position
                }
                return match(rest)
            }
        }

        /// Skips as little as possible so that `rest` fits; it may begin right here, or after a
        /// byte at which `stopsAt` holds.
        private mutating func backtrack(
            _ rest: ArraySlice<FileNamePattern.Piece>, over: (UInt8) -> Bool,
            stopsAt: (UInt8) -> Bool
        ) -> Bool {
            let saved = self
            var position = scanner.position
            while true {
                self = saved
                scanner.position = position
                if match(rest) { return true }
                repeat {
                    guard position < path.bytes.count, over(path.bytes[position]) else {
                        return false
                    }
                    position += 1
                } while !stopsAt(path.bytes[position - 1])
            }
        }

        private mutating func consume(_ piece: FileNamePattern.Piece) -> Bool {
            switch piece {
            case .byte(let byte): return scanner.skip(byte)
            case .join: return scanner.join() != nil
            case .end: return scanner.isAtEnd
            case .anyText, .anyFolders: return false
            case .moment: return number { $0.moment() }.map { add($0) } ?? false
            case .minutes: return number { $0.momentToTheMinute() }.map { add($0) } ?? false
            case .date:
                // An hour may follow at once, as in `2026013123`.
                guard isNumberStart, let (date, _) = scanner.date() else { return false }
                found.date = date
                return true
            case .time: return number { $0.timeOfDay() }.map { add($0.time) } ?? false
            case .clock:
                guard let (time, isCompact) = number({ $0.timeOfDay() }) else { return false }
                return !isCompact && add(time)
            case .year: return field(4) { $0.year = $1 }
            case .month: return field(2) { $0.month = $1 }
            case .day:
                return field(2) {
                    $0.found.date = CivilDate(year: $0.year, month: $0.month, day: $1)
                } && found.date != nil
            case .hour:
                return field(2) { $0.hour = $1 }
            case .minute:
                // Whole hours and minutes stand unless seconds follow.
                return field(2) { $0.minute = $1 } && setTimeOfDay(second: 0)
            case .second:
                var second = 0
                return field(2, { second = $1 }) && setTimeOfDay(second: second)
            case .epoch: return epoch()
            }
        }

        private var isNumberStart: Bool {
            scanner.position == 0 || !Ascii.isDigit(path.bytes[scanner.position - 1])
        }

        /// A field that neither begins nor ends within a number.
        private mutating func number<Value>(
            _ read: (inout TextScanner) -> Value?
        ) -> Value? {
            guard isNumberStart, let value = read(&scanner), !scanner.isDigit() else { return nil }
            return value
        }

        private mutating func field(_ digits: Int, _ store: (inout Self, Int) -> Void) -> Bool {
            guard let value = scanner.number(digits: digits) else { return false }
            store(&self, value)
            return !scanner.isDigit()
        }

        private mutating func setTimeOfDay(second: Int) -> Bool {
            guard let date = found.date, let hour,
                let time = TimeOfDay(hour: hour, minute: minute, second: second)
            else { return false }
            found.start = CivilTime(date: date, time: time)
            return true
        }

        private mutating func add(_ moment: CivilTime) -> Bool {
            if found.start == nil { found.start = moment } else { found.end = moment }
            found.date = moment.date
            return true
        }

        /// The end is told as a time alone: it lies on the day of the start.
        private mutating func add(_ time: TimeOfDay) -> Bool {
            guard let date = found.date else { return false }
            return add(CivilTime(date: date, time: time))
        }

        /// 10 or 13 digits, from 2010 to 2038: a longer range would take serial numbers.
        private mutating func epoch() -> Bool {
            let count = scanner.digitCount
            guard isNumberStart, count == 10 || count == 13,
                let value = scanner.number(digits: count)
            else { return false }
            let microseconds = Int64(value) * (count == 10 ? 1_000_000 : 1000)
            found.epochMicroseconds = microseconds
            return (1_262_304_000_000_000..<2_147_483_648_000_000).contains(microseconds)
        }

        func finished() -> FileNameMatch? {
            found.start != nil || found.epochMicroseconds != nil ? found : nil
        }
    }
}
