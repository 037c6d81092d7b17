import EventStore
import Footage
import Foundation
import VideoDecoding

/// What is done with the packets of one camera: decoded, analysed, stored. Used on the feed's queue.
final class LiveWork {
    private let plan: CameraPlan
    private let recorder: LiveRecorder
    private let clips: LiveClips?
    private let meter: LiveMeter
    private let observer: WatchObserver
    private let arrivals: ArrivalClock
    private let decoder: LiveDecoder
    private var clock: FeedClock
    private var analysis: LiveAnalysis?
    private var pace = LivePace()
    private var format: LiveFormat?
    private var isConnected = false
    /// Where what is stored of the connection is to begin. It is begun when some pictures have come:
    /// the first may have been long on its way, and the least delay tells the wall clock.
    private var beginning: MediaTime?
    /// Why there is no connection, while there is none and its time is being stored.
    private var complaint: String?
    private var lastFrame: MediaTime?
    private var lastMotion: MediaTime?
    private var lastRefresh: MediaTime?
    private var lastAbsence: MediaTime?
    /// Frames that were decoded, counted for levels that leave some out.
    private var decoded = 0
    private(set) var latest: LatestPicture?

    /// As it was for the packet before; the meter says what it is to be.
    private var level = LiveLevel.everyFrame

    /// The picture that was analysed last.
    struct LatestPicture {
        let picture: HeldPicture
        let info: StreamInfo
        let wall: WallTime
    }

    init(
        plan: CameraPlan, recorder: LiveRecorder, clips: LiveClips?, meter: LiveMeter,
        observer: WatchObserver, arrivals: ArrivalClock, origin: Arrival
    ) throws {
        decoder = try LiveDecoder()
        self.plan = plan
        self.recorder = recorder
        self.clips = clips
        self.meter = meter
        self.observer = observer
        self.arrivals = arrivals
        clock = FeedClock(origin: origin)
    }

    private var eventGap: MediaTime { plan.settings.recording.scoring.eventGap }

    // MARK: - Connections

    /// The first packet of a connection.
    func connect(_ first: LivePacket) {
        if isConnected { disconnect(complaint: nil) }
        let start = clock.connect(first)
        endAbsence(at: start)
        format = first.format
        isConnected = true
        let info = first.format.info
        let analysis =
            analysis
            ?? LiveAnalysis(
                info: info, settings: plan.settings.recording, start: start,
                followsChanges: recorder.followsChanges)
        analysis.connect(info, at: start)
        self.analysis = analysis
        lastFrame = nil
        beginning = start
    }

    /// - Parameter time: up to which pictures have come; `nil`: no more will.
    private func beginIfDue(at time: MediaTime?) {
        guard let start = beginning,
            time.map({ $0 - start >= LivePlan.clockLead }) ?? true
        else { return }
        beginning = nil
        begin(at: start)
    }

    /// Begins to store under a new name; if the store refuses, it is tried again later.
    private func begin(at start: MediaTime) {
        guard let analysis, let format else { return }
        attempt("beginning") {
            try recorder.begin(
                info: format.info, at: start, wall: clock.wall(at: start),
                ordinal: analysis.ordinal)
        }
    }

    /// The connection is over. What it showed is stored, and so is the time without it.
    ///
    /// - Parameter complaint: why it ended; `nil`: somebody wanted it to, and nothing follows.
    func disconnect(complaint: String?) {
        guard isConnected, let analysis else {
            if complaint == nil { endAbsence(at: nil) }
            return
        }
        isConnected = false
        beginIfDue(at: nil)
        let end = (lastFrame ?? analysis.stretchStart) + MediaTime(seconds: 0.5)
        attempt("storing the end") { try cut(analysis, at: end) }
        clock.note(end)
        noteMotion(false)
        self.complaint = complaint
        if let complaint {
            analysis.note(.absent, reason: complaint, at: end)
        } else {
            attempt("storing the end") { try recorder.end(complaint: nil) }
        }
    }

    /// Stores that there is still no connection.
    func tick(at now: Arrival) {
        guard !isConnected, complaint != nil, recorder.recordingStart != nil, let analysis else {
            return
        }
        let time = clock.time(at: now)
        guard time - (lastAbsence ?? .zero) >= LivePlan.absencePause,
            time > analysis.stretchStart
        else { return }
        lastAbsence = time
        clock.note(time)
        store(analysis, at: time)
    }

    /// The time without a connection is over.
    ///
    /// - Parameter end: `nil`: when it was last stored.
    private func endAbsence(at end: MediaTime?) {
        guard !isConnected, complaint != nil, let analysis else { return }
        let ending = complaint
        complaint = nil
        attempt("storing the end") {
            try cut(analysis, at: max(end ?? lastAbsence ?? .zero, analysis.stretchStart))
            try recorder.end(complaint: ending)
        }
    }

    /// Feed time of the connection's media time zero.
    var connectionStart: MediaTime { clock.connection }

    /// Wall clock less feed time, in microseconds.
    var wallOffset: Int64 { clock.wall(at: .zero).microsecondsUTC }

    /// Feed time at an arrival.
    func time(at arrival: Arrival) -> MediaTime { clock.time(at: arrival) }

    // MARK: - Packets

    /// - Parameter droppedBefore: packets that were dropped while they waited.
    func take(_ packet: LivePacket, droppedBefore: Int) {
        guard isConnected, let analysis else { return }
        clock.note(packet)
        let time = clock.time(of: packet)
        level = meter.read(\.level)
        decoder.depth = level.depth
        if packet.format !== format {
            format = packet.format
            meter.update {
                $0.codec = packet.format.info.codec
                $0.size = packet.format.info.storedSize
            }
        }
        if droppedBefore > 0 {
            meter.update { $0.counts.dropped += droppedBefore }
            analysis.note(.dropped, reason: "overload: pictures left out", at: lastFrame ?? time)
        }
        do {
            try decoder.decode(packet) { frame, source in
                try take(frame, from: source, in: analysis)
            }
        } catch {
            meter.update { $0.problem = "\(error)" }
        }
    }

    private func take(
        _ frame: DecodedFrame, from packet: LivePacket, in analysis: LiveAnalysis
    ) throws {
        let time = clock.time(of: packet)
        // What a clock that went back would show twice.
        guard time >= analysis.stretchStart, lastFrame.map({ time > $0 }) ?? true else { return }
        beginIfDue(at: time)
        cutIfDue(analysis, before: time)
        lastFrame = time
        decoded += 1
        if decoded % level.stride != 0 { return count(packet, isAnalysed: false) }
        let frame = frame.shown(at: time)
        let metrics = try analysis.take(frame, coverage: level.coverage)
        count(packet, isAnalysed: metrics != nil)
        guard let metrics else { return }
        let info = packet.format.info
        latest = LatestPicture(picture: frame.held(), info: info, wall: packet.arrival.wall)
        let isActive = metrics.motionPPM > 0
        if isActive { lastMotion = time }
        noteMotion(lastMotion.map { time - $0 < eventGap } ?? false)
        meter.update {
            $0.motionPPM = metrics.motionPPM
            $0.boxes = metrics.blobs.map { info.orientation.displayed($0.region) }
            $0.counts.suppressed.add(metrics.suppressed)
        }
        pace.note(time, isActive: isActive, eventGap: eventGap)
        if pace.isDue(at: time, eventGap: eventGap, ruleReach: recorder.ruleReach) {
            store(analysis, at: time)
        }
    }

    private func count(_ packet: LivePacket, isAnalysed: Bool) {
        let now = arrivals.monotonicNanoseconds()
        let arrived = packet.arrival.monotonicNanoseconds
        let delay = now > arrived ? Double(now - arrived) / 1e9 : 0
        let statistics = decoder.statistics
        meter.update {
            if isAnalysed { $0.counts.analysed += 1 }
            $0.counts.add(delay: delay)
            $0.counts.decodeErrors = statistics.errors
            $0.counts.damaged = statistics.damagedFrames
            $0.lastPicture = packet.arrival.wall
        }
    }

    private func noteMotion(_ isMoving: Bool) {
        guard meter.read(\.isMoving) != isMoving else { return }
        meter.update { $0.isMoving = isMoving }
        observer.motion(recorder.feed.id, isMoving)
    }

    // MARK: - Storing

    /// Stores the open stretch as it is by now.
    private func store(_ analysis: LiveAnalysis, at time: MediaTime) {
        pace.stored(at: time)
        if recorder.recordingStart == nil { return }
        attempt("storing") {
            let outcome = try analysis.outcome(until: time)
            let range = MediaRange(start: analysis.stretchStart, end: time)
            try recorder.store(outcome, covering: range)
            wantClip(of: outcome)
            try refreshChanges(analysis, at: time)
        }
        observer.stored(recorder.feed.id, clock.wall(at: time - eventGap))
    }

    /// What lasts of stretches that ended is known bit by bit.
    private func refreshChanges(_ analysis: LiveAnalysis, at time: MediaTime) throws {
        guard lastRefresh.map({ time - $0 >= LivePlan.changePause }) ?? true else { return }
        lastRefresh = time
        try recorder.refreshChanges(at: time) {
            analysis.changes(of: $0.start, until: $0.end)
        }
    }

    private func wantClip(of outcome: StretchOutcome) {
        guard let clips else { return }
        let scoring = plan.settings.recording.scoring
        guard let last = outcome.segments.last?.motion,
            outcome.segments.reduce(0, { $0 + $1.motion.activeMicroseconds })
                >= scoring.minimumEventLength.microseconds
        else { return }
        clips.want(
            from: last.range.start - scoring.preRoll,
            until: last.range.end + max(scoring.postRoll, eventGap) + LivePlan.longestPause)
    }

    /// Cuts at whole seconds only: activity is counted by them.
    private func cutIfDue(_ analysis: LiveAnalysis, before time: MediaTime) {
        let second = time.wholeSecond
        guard let lastFrame, second > lastFrame, second > analysis.stretchStart else { return }
        let isLost = recorder.recordingStart == nil && beginning == nil
        let age = second - analysis.stretchStart
        guard
            isLost || age >= LivePlan.longestStretch
                || age >= LivePlan.stretch && !analysis.isUndecided
        else { return }
        attempt("storing a stretch") {
            try cut(analysis, at: second)
            let start = recorder.recordingStart ?? second
            if second - start >= LivePlan.longestRecording { try recorder.end(complaint: nil) }
        }
        if recorder.recordingStart == nil, beginning == nil {
            clock.renew()
            begin(at: second)
        }
    }

    private func cut(_ analysis: LiveAnalysis, at end: MediaTime) throws {
        let range = MediaRange(start: analysis.stretchStart, end: end)
        let outcome = try analysis.cut(at: end)
        pace.stored(at: end)
        try recorder.storeEnded(outcome, covering: range)
        observer.stored(recorder.feed.id, clock.wall(at: end - eventGap))
    }

    /// A store that refuses is a trouble that is told once, and tried again.
    private func attempt(_ what: String, _ body: () throws -> Void) {
        do {
            try body()
            guard meter.current.storeProblem != nil else { return }
            meter.update { $0.storeProblem = nil }
            observer.note(plan.name, "what is seen is stored again", false)
        } catch {
            let isNew = meter.current.storeProblem == nil
            meter.update { [recorder] in
                $0.storeProblem = "\(error)"
                $0.counts.lostStretches = recorder.lostStretches
            }
            if isNew { observer.note(plan.name, "\(what) failed: \(error)", true) }
        }
    }
}
