public import Footage
public import VideoDecoding

/// The unit of work of a recording: whole key groups, analysed alone, with the same result
/// whatever ran before it.
public struct Stretch: Hashable, Sendable {
    /// Position in the recording, from 0. With the recording, the identity of the stretch.
    public let ordinal: Int
    /// Key groups of the index.
    public let groups: Range<Int>
    /// Media time from the first group's key frame to the next stretch's, or to the end.
    public let range: MediaRange
}

/// Cuts a recording into stretches. Depends on the index alone, so that every scan of the same
/// file, with any number of workers, works on the same stretches.
public enum StretchPlan {
    /// Part of the settings digest: a change of the rules below makes old stretches obsolete.
    public static let version = 1

    /// Long enough that opening, seeking and priming cost little, short enough that one
    /// recording fills all cores.
    static let shortest = MediaTime(seconds: 10)
    static let longest = MediaTime(seconds: 30)

    public static func stretches(of index: RecordingIndex) -> [Stretch] {
        let starts = index.groups.map(\.start)
        return stretches(groupStarts: starts, duration: index.duration)
    }

    /// A stretch ends at the first key frame at which it has reached its target length.
    static func stretches(groupStarts: [MediaTime], duration: MediaTime) -> [Stretch] {
        let target = min(
            max(MediaTime(microseconds: duration.microseconds / 12), shortest), longest)
        var stretches: [Stretch] = []
        var first = 0
        for group in groupStarts.indices.dropFirst()
        where groupStarts[group] - start(first, groupStarts) >= target {
            // A short rest is not worth a stretch of its own.
            if duration - groupStarts[group] < MediaTime(microseconds: target.microseconds / 3) {
                break
            }
            stretches.append(
                Stretch(
                    ordinal: stretches.count, groups: first..<group,
                    range: MediaRange(
                        start: start(first, groupStarts), end: groupStarts[group])))
            first = group
        }
        if !groupStarts.isEmpty {
            stretches.append(
                Stretch(
                    ordinal: stretches.count, groups: first..<groupStarts.count,
                    range: MediaRange(
                        start: start(first, groupStarts),
                        end: max(duration, start(first, groupStarts)))))
        }
        return stretches
    }

    /// The first stretch begins at zero, even where its key frame comes later.
    private static func start(_ group: Int, _ groupStarts: [MediaTime]) -> MediaTime {
        group == 0 ? .zero : groupStarts[group]
    }
}
