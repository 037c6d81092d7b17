public import EventStore
public import Footage
import VideoDecoding

/// What to look for, where, and until when.
public struct VanishQuestion: Sendable {
    /// Recordings of one feed; those of unknown clock can only be searched alone.
    public var segments: [VanishSegment]
    /// Which of them shows the object, and when.
    public var reference: (segment: Int, media: MediaTime)
    public var target: VanishTarget
    /// Where the search ends; `nil`: at the end of the recordings. Before the reference, it is
    /// searched when the object came.
    public var until: (segment: Int, media: MediaTime)?
    /// The same by the clock.
    public var untilWall: WallTime?

    public init(
        segments: [VanishSegment], reference: (segment: Int, media: MediaTime),
        target: VanishTarget, until: (segment: Int, media: MediaTime)? = nil,
        untilWall: WallTime? = nil
    ) {
        self.segments = segments
        self.reference = reference
        self.target = target
        self.until = until
        self.untilWall = untilWall
    }
}

/// Finds when an object vanished: probes the recordings at key frames spread over the time, halves
/// the stretches in which it changed, and decodes the last bit frame by frame.
///
/// Light, exposure, infrared and small shake are not taken for a change; what passes in front of
/// the object for less than about a minute neither, as long as the object is seen around it.
public struct VanishSearch {
    private let watch: PlaceWatch
    private let reference: PlaceSight
    private let region: Region
    /// What is searched, on the axis.
    private let range: Range<Int64>
    private let isBackward: Bool

    /// Key frames that are looked at first.
    static let firstProbes = 32
    /// Key frames looked at in all.
    static let mostProbes = 110
    /// Changes that are followed to their exact moment.
    static let mostChanges = 8
    /// Ranges up to this length are decoded as a whole.
    static let walkedMicroseconds: Int64 = 40_000_000
    /// What hides the object for less than this passes by.
    static let passingMicroseconds: Int64 = 45_000_000

    /// - Throws: `.nothingToCompare`, `.outOfRange`, `.stopped`, `.gone`, `.unreadable` for the
    ///   recording with the reference. Others that cannot be read are named in the answer.
    public static func run(
        _ question: VanishQuestion, microseconds: () -> Int64,
        shouldStop: @escaping @Sendable () -> Bool = { false }
    ) throws(PlaybackError) -> VanishAnswer {
        let began = microseconds()
        var answer = try VanishSearch(question, shouldStop: shouldStop).answer()
        if case .point(let point) = question.target, answer.verdict == .stillThere {
            answer = try closer(to: point, than: answer, question, shouldStop: shouldStop)
        }
        answer.took = MediaTime(microseconds: max(0, microseconds() - began))
        return answer
    }

    /// Who gives a point does not say how large the thing is. Where a box that holds a bag looks the
    /// same to the end, something small in the middle of it may still have gone.
    private static func closer(
        to point: NormalizedPoint, than wide: VanishAnswer, _ question: VanishQuestion,
        shouldStop: @escaping @Sendable () -> Bool
    ) throws(PlaybackError) -> VanishAnswer {
        var unchanged = wide
        for shrink in [2.0, 3.5] {
            var question = question
            let (width, height) = (wide.region.width / shrink, wide.region.height / shrink)
            question.target = .box(
                Region(
                    x: min(max(0, point.x - width / 2), 1 - width),
                    y: min(max(0, point.y - height / 2), 1 - height), width: width,
                    height: height))
            var answer: VanishAnswer
            do throws(PlaybackError) {
                answer = try VanishSearch(question, shouldStop: shouldStop).answer()
            } catch .nothingToCompare {
                // Too small or too plain to be told from anything else.
                return unchanged
            }
            answer.probes += unchanged.probes
            answer.frames += unchanged.frames
            guard answer.changes.isEmpty else { return answer }
            (unchanged.probes, unchanged.frames) = (answer.probes, answer.frames)
        }
        return unchanged
    }

    private init(
        _ question: VanishQuestion, shouldStop: @escaping @Sendable () -> Bool
    ) throws(PlaybackError) {
        guard question.segments.indices.contains(question.reference.segment) else {
            throw .nothingToCompare(reason: "There is no recording to search. Choose a feed.")
        }
        let shown = question.segments[question.reference.segment]
        let timeline = VanishTimeline(shown.start == nil ? [shown] : question.segments)
        guard
            let start = timeline.position(of: question.reference.media, in: shown.source),
            let last = timeline.placed.last
        else {
            throw .nothingToCompare(reason: "The recording's clock is unknown; search it alone.")
        }
        watch = PlaceWatch(timeline, shouldStop: shouldStop)
        (reference, region) = try watch.remember(question.target, at: start)
        var end = last.range.upperBound
        if let until = question.until, question.segments.indices.contains(until.segment) {
            let source = question.segments[until.segment].source
            guard let position = timeline.position(of: until.media, in: source) else {
                throw .nothingToCompare(
                    reason: "The end lies in a recording of unknown clock; name another.")
            }
            end = position + 1
        } else if let wall = question.untilWall {
            end = wall.microsecondsUTC
        }
        isBackward = end < start
        let here = reference.position
        range = isBackward ? end..<here + 1 : here..<max(end, here + 1)
        guard timeline.covered(range) > 1 else {
            throw .nothingToCompare(
                reason: "Nothing was recorded between the picture and the end of the search.")
        }
    }

    // MARK: Answer

    private func answer() throws(PlaybackError) -> VanishAnswer {
        let sights = try overview()
        var changes: [VanishChange] = []
        for (left, right) in zip(sights, sights.dropFirst())
        where left.state != right.state && changes.count < Self.mostChanges {
            let exact = try PlaceBisection(watch: watch, mostProbes: Self.mostProbes)
                .change(between: left, and: right)
            changes.append(
                VanishChange(
                    before: shot(exact.before), after: shot(exact.after),
                    kind: left.state == .there ? .vanished : .returned))
        }
        let far = isBackward ? sights.first : sights.last
        let isKnown = sights.count > 1
        let deciding: VanishChange?
        let verdict: VanishAnswer.Verdict
        if !isKnown {
            (verdict, deciding) = (.unclear, nil)
        } else if changes.isEmpty {
            (verdict, deciding) = (far?.state == .there ? .stillThere : .unclear, nil)
        } else if isBackward {
            (verdict, deciding) = (.returned, changes.last)
        } else if far?.state == .there {
            (verdict, deciding) = (.returned, changes.first { $0.kind == .vanished })
        } else {
            (verdict, deciding) = (.vanished, changes.last { $0.kind == .vanished })
        }
        return VanishAnswer(
            verdict: verdict, before: deciding?.before, after: deciding?.after, changes: changes,
            reference: shot(reference), region: region, probes: watch.probes,
            frames: watch.frames, unreadable: watch.unreadable, took: .zero)
    }

    private func shot(_ sight: PlaceSight) -> VanishShot {
        let segment = watch.timeline.placed[sight.segment].segment
        return VanishShot(
            recording: segment.recording, path: segment.source.path, media: sight.media,
            wall: segment.start.map { $0 + sight.media },
            similarity: min(1, max(0, sight.similarity)))
    }

    /// Sights in order of time that are sure of what they show, the reference among them.
    private func overview() throws(PlaybackError) -> [PlaceSight] {
        let covered = watch.timeline.covered(range)
        if covered <= Self.walkedMicroseconds { return try walkedOverview(covered) }
        var sights: [PlaceSight] = []
        for position in watch.timeline.positions(Self.firstProbes, in: range) {
            guard let sight = try watch.look(at: position), sights.last?.position != sight.position
            else { continue }
            sights.append(sight)
        }
        sights.removeAll {
            isBackward
                ? $0.position >= reference.position
                : $0.position <= reference.position
        }
        sights.insert(reference, at: isBackward ? sights.endIndex : 0)
        if sights.count < 5 { return try walkedOverview(covered) }
        return try PlaceVerification(watch: watch, range: range, mostProbes: Self.mostProbes)
            .verified(sights)
    }

    /// A short range, decoded as a whole.
    private func walkedOverview(_ covered: Int64) throws(PlaybackError) -> [PlaceSight] {
        var sights: [PlaceSight] = []
        try watch.walk(range, spacing: max(40_000, covered / 240)) { sights.append($0) }
        if sights.isEmpty { return [reference] }
        let runs = PlaceRuns(
            sights, passing: min(Self.passingMicroseconds, max(1_000_000, covered / 8)),
            likeness: watch.likeness)
        return runs.settled(with: reference, isBackward: isBackward)
    }
}
