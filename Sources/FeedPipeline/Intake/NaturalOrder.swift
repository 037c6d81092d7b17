import TypedText

/// The order in which a person lists names: numbers by value (`cam2` before `cam10`), letters
/// without regard to case, a folder's contents together.
///
/// Total and the same on every machine: names that differ only in case or in leading zeros are
/// told apart by their bytes.
public enum NaturalOrder {
    /// Whether `first` comes before `second`.
    public static func precedes(_ first: String, _ second: String) -> Bool {
        let left = first.utf8.span
        let right = second.utf8.span
        return switch compare(left, right) {
        case 0: first.utf8.lexicographicallyPrecedes(second.utf8)
        case let order: order < 0
        }
    }

    private static func compare(_ left: Span<UInt8>, _ right: Span<UInt8>) -> Int {
        var leftIndex = 0
        var rightIndex = 0
        while leftIndex < left.count, rightIndex < right.count {
            if Ascii.isDigit(left[leftIndex]), Ascii.isDigit(right[rightIndex]) {
                let leftRun = digits(left, from: leftIndex)
                let rightRun = digits(right, from: rightIndex)
                // Without leading zeros the longer number is the larger.
                if leftRun.count != rightRun.count { return leftRun.count - rightRun.count }
                for (a, b) in zip(leftRun, rightRun) where left[a] != right[b] {
                    return Int(left[a]) - Int(right[b])
                }
                leftIndex = leftRun.upperBound
                rightIndex = rightRun.upperBound
            } else {
                let a = rank(left[leftIndex])
                let b = rank(right[rightIndex])
                if a != b { return a - b }
                leftIndex += 1
                rightIndex += 1
            }
        }
        return (left.count - leftIndex) - (right.count - rightIndex)
    }

    /// A slash comes before all else, so that `a/…` is not torn apart by `a-1/…`.
    private static func rank(_ byte: UInt8) -> Int {
        byte == Ascii.slash ? -1 : Int(Ascii.lowercased(byte))
    }

    /// The digits from `start`, without leading zeros.
    private static func digits(_ bytes: Span<UInt8>, from start: Int) -> Range<Int> {
        var end = start
        while end < bytes.count, Ascii.isDigit(bytes[end]) { end += 1 }
        var first = start
        while first < end, bytes[first] == Ascii.zero { first += 1 }
        return first..<end
    }
}
