import Footage
import VideoDecoding

/// Which pictures of a recording tell what its background looks like.
///
/// Key frames cost one packet each; spread over a minute and a half before and after a stretch,
/// their median shows the scene without the people who walk through it.
struct SamplePlan: Equatable {
    /// A stretch sees samples from this far before its start and after its end.
    static let reach = MediaTime(seconds: 90)
    static let densest = MediaTime(seconds: 0.5)
    static let sparsest = MediaTime(seconds: 10)
    /// Most samples of one stretch.
    static let most = 16
    /// With fewer key frames than this the median needs other frames too.
    static let fewest = 7
    /// A recording up to this long, with too few key frames, is decoded once more for samples.
    static let shortRecording = MediaTime(seconds: 40)

    /// Groups whose key frame is a sample, ascending.
    let groups: [Int]
    /// Times of frames that are samples besides, in a short recording with few key frames.
    let extraTimes: [MediaTime]
    private let starts: [MediaTime]

    init(groupStarts: [MediaTime], duration: MediaTime) {
        let share = MediaTime(microseconds: duration.microseconds / Int64(Self.most - 1))
        let spacing = min(max(share, Self.densest), Self.sparsest)
        var chosen: [Int] = []
        for (group, start) in groupStarts.enumerated() {
            if let last = chosen.last, start - groupStarts[last] < spacing { continue }
            chosen.append(group)
        }
        // What is there at the end too was behind whoever came in between.
        if let last = chosen.last, last < groupStarts.count - 1 {
            let gap = groupStarts[groupStarts.count - 1] - groupStarts[last]
            if chosen.count > 1, gap + gap < spacing { chosen.removeLast() }
            chosen.append(groupStarts.count - 1)
        }
        groups = chosen
        starts = groupStarts
        if chosen.count < Self.fewest, duration <= Self.shortRecording {
            let count = 12
            extraTimes = (0..<count).map {
                MediaTime(
                    microseconds: duration.microseconds * Int64(2 * $0 + 1) / Int64(2 * count))
            }
        } else {
            extraTimes = []
        }
    }

    /// The sample groups for a stretch, ascending, at most `most`, evenly thinned.
    func groups(around range: MediaRange) -> [Int] {
        let near = groups.filter {
            starts[$0] >= range.start - Self.reach && starts[$0] <= range.end + Self.reach
        }
        guard near.count > Self.most else { return near }
        return (0..<Self.most).map { near[$0 * (near.count - 1) / (Self.most - 1)] }
    }
}
