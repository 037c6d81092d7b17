import EventScoring
import EventStore
import Footage
import VideoDecoding

/// Makes the outcome of a stretch of what its key frames show.
struct SurveyJudge {
    let index: RecordingIndex
    let settings: RecordingSettings
    let reader: PictureReader
    /// Of the last segment that reached the end of its stretch: what goes on there has its picture.
    private var shownPPM: (until: MediaTime, ppm: Int)?
    private var watched: [FrameSize: [Bool]] = [:]

    init(index: RecordingIndex, settings: RecordingSettings, reader: PictureReader) {
        self.index = index
        self.settings = settings
        self.reader = reader
    }

    /// The most motion that any of the looks shows, in parts per million of the blocks.
    mutating func mostMotion(in looks: [KeyFrameLook], background: [BlockMeans]) -> Int {
        evidence(of: looks, background: background).map { $0?.motionPPM ?? 0 }.max() ?? 0
    }

    /// - Parameters:
    ///   - looks: those whose time reaches into the stretch, in order.
    ///   - background: key frames around it, in order.
    mutating func outcome(
        of stretch: Stretch, looks: [KeyFrameLook], background: [BlockMeans]
    ) throws -> StretchOutcome {
        let evidence = evidence(of: looks, background: background)
        var runs = KeyFrameRuns(
            gap: settings.scoring.eventGap, orientation: index.info.orientation)
        var activity: [ActivityRecord] = []
        for (look, evidence) in zip(looks, evidence) {
            guard let evidence, !evidence.isEmpty else { continue }
            runs.add(evidence, of: look, in: stretch.range)
            guard stretch.range.contains(look.time), let means = look.means else { continue }
            let grid = ActivityGrid(evidence, columns: means.columns, rows: means.rows)
                .displayed(index.info.orientation)
            let second = Int(look.time.microseconds / 1_000_000)
            if activity.last?.second != second {
                activity.append(ActivityRecord(second: second, motionPPM: 0))
            }
            let last = activity.count - 1
            activity[last].motionPPM = max(activity[last].motionPPM, evidence.motionPPM)
            activity[last].grid.formMaximum(grid)
        }
        let segments = try runs.segments.map { run in
            StretchOutcome.Segment(
                motion: run.motion, thumbnail: try thumbnail(of: run, in: stretch))
        }
        return StretchOutcome(
            ordinal: stretch.ordinal,
            frames: looks.filter { stretch.range.contains($0.time) && $0.means != nil }.count,
            segments: segments, activity: activity, suppressed: SuppressorCounts(),
            coverage: looks.map { coverage(of: $0, in: stretch.range) }
                .filter { $0.range.duration > .zero },
            isProvisional: true)
    }

    private func coverage(of look: KeyFrameLook, in range: MediaRange) -> CoverageSpan {
        CoverageSpan(
            range: look.span.clamped(to: range),
            state: look.means == nil ? .undecodable : .keyFramesOnly,
            reason: look.means == nil ? "its key frame could not be decoded" : nil)
    }

    private mutating func evidence(
        of looks: [KeyFrameLook], background: [BlockMeans]
    ) -> [BlockEvidence?] {
        // A stream that changes its size has one background for each.
        var scenes: [FrameSize: (background: SceneBackground, pictures: [BlockMeans])] = [:]
        var fewest: [FrameSize: Int] = [:]
        return looks.map { look in
            guard let means = look.means else { return nil }
            let size = FrameSize(width: means.columns, height: means.rows)
            if scenes[size] == nil {
                let pictures = Self.thinned(background.filter(means.isComparable(to:)))
                scenes[size] = SceneBackground(pictures).map { ($0, pictures) }
            }
            guard let (scene, pictures) = scenes[size] else { return nil }
            let watched = marks(size)
            let evidence = BlockEvidence(of: means, against: scene, watched: watched)
            // Where nothing is seen nobody needs to know what is usual.
            if evidence.isEmpty { return evidence }
            let least =
                fewest[size] ?? Self.fewestBlocks(in: pictures, against: scene, watched: watched)
            fewest[size] = least
            return least == BlockEvidence.fewestBlocks
                ? evidence
                : BlockEvidence(of: means, against: scene, watched: watched, fewest: least)
        }
    }

    /// How many blocks a thing has at least, by what differs in the pictures around: where most of
    /// them show something, rain or waves, a thing must be clearly larger than that.
    ///
    /// - Parameter pictures: those of which the background is made; at least one.
    static func fewestBlocks(
        in pictures: [BlockMeans], against background: SceneBackground, watched: [Bool]
    ) -> Int {
        let largest = pictures.map {
            BlockEvidence(of: $0, against: background, watched: watched).largestGroup
        }.sorted()
        let usual = largest[largest.count / 2]
        return max(BlockEvidence.fewestBlocks, Int(clearlyLarger * Double(usual)) + 1)
    }

    /// As a multiple of the largest group that half of the pictures have. Who stays for less than
    /// half of the time is in fewer than that.
    private static let clearlyLarger = 2.5

    private mutating func marks(_ size: FrameSize) -> [Bool] {
        if let known = watched[size] { return known }
        let marks = WatchedBlocks.marks(
            columns: size.width, rows: size.height, orientation: index.info.orientation,
            zones: settings.zones, masks: settings.masks)
        watched[size] = marks
        return marks
    }

    /// At most as many as a background takes, evenly chosen.
    private static func thinned(_ pictures: [BlockMeans]) -> [BlockMeans] {
        let most = SceneBackground.most
        guard pictures.count > most else { return pictures }
        return (0..<most).map { pictures[$0 * (pictures.count - 1) / (most - 1)] }
    }

    /// The picture of a segment's peak, decoded again. A segment that goes on from the stretch
    /// before, and shows no more, needs none: its event has one.
    private mutating func thumbnail(
        of run: KeyFrameRuns.Run, in stretch: Stretch
    ) throws -> [UInt8]? {
        var known = 0
        if let shownPPM, shownPPM.until == run.motion.range.start { known = shownPPM.ppm }
        if run.motion.range.end == stretch.range.end {
            shownPPM = (stretch.range.end, max(known, run.motion.peakPPM))
        }
        guard run.motion.peakPPM > known else { return nil }
        let info = index.info
        return try reader.keyFrame(of: run.peakGroup)?.held().jpeg(
            maximumWidth: 640, orientation: info.orientation, sampleAspect: info.sampleAspect)
    }
}
