import Footage

/// One key frame that was looked at, and the time that it stands for.
struct KeyFrameLook {
    /// Key group.
    let group: Int
    let time: MediaTime
    /// From half-way to the look before to half-way to the next one.
    let span: MediaRange
    /// `nil` where there is no sound picture.
    let means: BlockMeans?

    /// The time that each of some groups stands for, in a recording of this length.
    static func spans(
        of groups: [Int], starts: [MediaTime], duration: MediaTime
    ) -> (Int) -> MediaRange {
        func middle(_ one: Int, _ other: Int) -> MediaTime {
            let (left, right) = (
                starts[groups[one]].microseconds, starts[groups[other]].microseconds
            )
            return MediaTime(microseconds: left + (right - left) / 2)
        }
        return { position in
            MediaRange(
                start: position > 0 ? middle(position - 1, position) : .zero,
                end: position + 1 < groups.count
                    ? middle(position, position + 1) : max(duration, starts[groups[position]]))
        }
    }
}

/// The looks around the place where a survey is at; moved on, it forgets what lies behind.
struct SurveyWindow {
    /// Positions in the list of groups.
    private(set) var positions = 0..<0
    private(set) var looks: [KeyFrameLook] = []

    /// Moves to other positions; those that were not in the window are made by `look`, which says
    /// `nil` to stop.
    /// - Returns: `false` when it was stopped.
    mutating func move(to target: Range<Int>, look: (Int) -> KeyFrameLook?) -> Bool {
        if target.lowerBound >= positions.upperBound || target.lowerBound < positions.lowerBound {
            looks = []
            positions = target.lowerBound..<target.lowerBound
        }
        let passed = target.lowerBound - positions.lowerBound
        looks.removeFirst(passed)
        positions = target.lowerBound..<positions.upperBound
        while positions.upperBound < target.upperBound {
            guard let next = look(positions.upperBound) else { return false }
            looks.append(next)
            positions = positions.lowerBound..<positions.upperBound + 1
        }
        return true
    }
}
