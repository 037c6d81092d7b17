import EventStore
import Footage
import VideoDecoding

/// Looks at the key frames of a recording, and tells what lasts.
///
/// A stretch is judged by the key frames within it, against a background of those around it, past
/// and future: the result depends on the recording alone.
struct KeyFrameSurvey {
    /// The background of a stretch is made of key frames from this far before and after it.
    static let reach = SamplePlan.reach
    /// Stretches of a part whose outcome its sketch tells, the most striking ones.
    static let mostSketched = 3

    let index: RecordingIndex
    let settings: RecordingSettings
    let stretches: [Stretch]
    let plan: KeyFramePlan
    let sampler: BackgroundSampler
    let reader: PictureReader
    /// Called for each key frame.
    var onFrame: () -> Void = {}
    var shouldStop: () -> Bool = { false }

    /// Works through a part.
    ///
    /// - Parameters:
    ///   - needs: whether a stretch's outcome is asked for, by ordinal.
    ///   - onStretch: gets each outcome, as it is found.
    /// - Returns: `false` when it was stopped.
    func run(
        _ part: SurveyPart, needs: (Int) -> Bool, onStretch: (StretchOutcome) throws -> Void
    ) throws -> Bool {
        switch part.depth {
        case .survey: try survey(part.stretches, needs: needs, onStretch: onStretch)
        case .sketch: try sketch(part.stretches, needs: needs, onStretch: onStretch)
        }
    }

    private func survey(
        _ part: Range<Int>, needs: (Int) -> Bool, onStretch: (StretchOutcome) throws -> Void
    ) throws -> Bool {
        let look = looker(at: plan.groups)
        var judge = SurveyJudge(index: index, settings: settings, reader: reader)
        var window = SurveyWindow()
        for stretch in stretches[part] where needs(stretch.ordinal) {
            let near = plan.positions(in: around(stretch.range, Self.reach), of: plan.groups)
            guard window.move(to: near, look: look) else { return false }
            let inside = window.looks.filter { $0.span.overlaps(stretch.range) }
            try onStretch(
                judge.outcome(
                    of: stretch, looks: inside, background: window.looks.compactMap(\.means)))
        }
        return true
    }

    /// Finds the most striking of few key frames, and looks closer at the stretches around them.
    private func sketch(
        _ part: Range<Int>, needs: (Int) -> Bool, onStretch: (StretchOutcome) throws -> Void
    ) throws -> Bool {
        guard let first = part.first, let last = part.last else { return true }
        let range = MediaRange(start: stretches[first].range.start, end: stretches[last].range.end)
        var window = SurveyWindow()
        let near = plan.positions(in: around(range, Self.reach), of: plan.sketch)
        guard window.move(to: near, look: looker(at: plan.sketch)) else { return false }
        var judge = SurveyJudge(index: index, settings: settings, reader: reader)
        let looks = window.looks
        func neighbours(of range: MediaRange) -> [BlockMeans] {
            let reach = around(range, Self.reach)
            return looks.filter { $0.time >= reach.start && $0.time <= reach.end }
                .compactMap(\.means)
        }
        var striking: [(stretch: Stretch, motion: Int)] = []
        for stretch in stretches[part] where needs(stretch.ordinal) {
            let inside = looks.filter { stretch.range.contains($0.time) }
            let motion = judge.mostMotion(in: inside, background: neighbours(of: stretch.range))
            if motion > 0 { striking.append((stretch, motion)) }
        }
        striking.sort { ($1.motion, $0.stretch.ordinal) < ($0.motion, $1.stretch.ordinal) }
        let look = looker(at: plan.groups)
        for (stretch, _) in striking.prefix(Self.mostSketched) {
            let close = plan.positions(
                in: around(stretch.range, KeyFramePlan.interval), of: plan.groups)
            var closer = SurveyWindow()
            guard closer.move(to: close, look: look) else { return false }
            try onStretch(
                judge.outcome(
                    of: stretch, looks: closer.looks.filter { $0.span.overlaps(stretch.range) },
                    background: neighbours(of: stretch.range)))
        }
        return true
    }

    private func looker(at groups: [Int]) -> (Int) -> KeyFrameLook? {
        let decoder = SampleDecoder(source: sampler.samples, reader: reader)
        let samples = Set(sampler.plan.groups)
        let span = KeyFrameLook.spans(of: groups, starts: plan.starts, duration: index.duration)
        return { position in
            if shouldStop() { return nil }
            onFrame()
            let group = groups[position]
            // A place that cannot be read is no reason to leave the others out.
            let means = try? decoder.means(of: group, isSample: samples.contains(group))
            return KeyFrameLook(
                group: group, time: plan.starts[group], span: span(position), means: means)
        }
    }

    private func around(_ range: MediaRange, _ reach: MediaTime) -> MediaRange {
        MediaRange(start: range.start - reach, end: range.end + reach)
    }
}

extension MediaRange {
    func overlaps(_ other: MediaRange) -> Bool { start < other.end && other.start < end }

    func clamped(to other: MediaRange) -> MediaRange {
        let first = min(max(start, other.start), other.end)
        return MediaRange(start: first, end: max(first, min(end, other.end)))
    }
}
