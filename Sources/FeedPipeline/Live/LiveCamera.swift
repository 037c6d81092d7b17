import Dispatch
import EventStore
import Footage
import Foundation
import VideoDecoding

/// One camera that is watched: a thread that receives, and the serial queue of its feed that does
/// everything else.
///
/// `@unchecked Sendable`: `work` is used on `queue` alone; the lock guards the rest.
final class LiveCamera: @unchecked Sendable {
    let plan: CameraPlan
    let feed: FeedRecord
    private let queue: DispatchQueue
    private let inbox = LiveInbox()
    private let meter: LiveMeter
    private let observer: WatchObserver
    private let arrivals: ArrivalClock
    // Guarded by `queue`.
    private let work: LiveWork
    private let clips: LiveClips?
    private let receiving: [LiveReceiver]
    private let receivers = DispatchGroup()
    // Used by whoever starts and finishes.
    private var timer: (any DispatchSourceTimer)?

    init(
        plan: CameraPlan, store: EventStore, run: RunID, arrivals: ArrivalClock,
        observer: WatchObserver
    ) throws {
        self.plan = plan
        self.observer = observer
        self.arrivals = arrivals
        let settings = plan.settings
        let known = try store.existingFeed(named: plan.name)
        let stored = known.flatMap { TimeZone(identifier: $0.timeZone) }
        let zone = settings.timeZone ?? stored ?? .current
        let feed = try store.feed(
            named: plan.name, timeZone: zone.identifier, site: settings.site)
        self.feed = feed
        try FeedPrivacyMasks.state(settings.privacyMasks, of: feed.id, in: store)
        try store.sealLive(of: feed.id)
        var drawn = plan
        drawn.settings.recording.masks += try DrawnMasks.of(feed.id, in: store, settings: settings)
        let origin = Arrival(
            monotonicNanoseconds: arrivals.monotonicNanoseconds(), wall: arrivals.wall())
        let meter = LiveMeter(
            CameraStatus(name: plan.name, feed: feed.id, since: origin.wall))
        self.meter = meter
        queue = DispatchQueue(label: "pantau.feed.\(plan.name)")
        let note: (String, Bool) -> Void = { observer.note(plan.name, $0, $1) }
        let clips = plan.clips.map {
            LiveClips(
                plan: $0, feed: feed, preRoll: settings.recording.scoring.preRoll, store: store,
                meter: meter, note: note)
        }
        self.clips = clips
        work = try LiveWork(
            plan: drawn,
            recorder: LiveRecorder(
                feed: feed, store: store, run: run, settings: drawn.settings, timeZone: zone),
            clips: clips, meter: meter, observer: observer, arrivals: arrivals, origin: origin)
        let sources = [plan.source] + (clips == nil ? [] : plan.clipSource.map { [$0] } ?? [])
        receiving = sources.map { LiveReceiver(source: $0, arrivals: arrivals) }
    }

    var status: CameraStatus {
        var status = meter.current
        let waiting = inbox.waiting(at: arrivals.monotonicNanoseconds())
        status.waitingPictures = waiting.count
        status.waitingSeconds = waiting.seconds
        return status
    }

    /// The picture that was analysed last; waits for the frame that is being analysed.
    var latest: LiveWork.LatestPicture? { queue.sync { work.latest } }

    /// Holds from the next packet on.
    func setLevel(_ level: LiveLevel) { meter.update { $0.level = level } }

    /// Begins to receive.
    func start() {
        let timer = DispatchSource.makeTimerSource(queue: queue)
        self.timer = timer
        timer.schedule(deadline: .now() + 1, repeating: 1, leeway: .milliseconds(200))
        timer.setEventHandler { [self] in
            work.tick(
                at: Arrival(
                    monotonicNanoseconds: arrivals.monotonicNanoseconds(), wall: arrivals.wall()))
        }
        timer.resume()
        for (number, receiver) in receiving.enumerated() {
            receivers.enter()
            let thread = Thread { [self] in
                receiver.run(number == 0 ? mainHandler : clipHandler)
                receivers.leave()
            }
            thread.name = "pantau.receive.\(plan.name)"
            thread.stackSize = 1 << 19
            thread.start()
        }
    }

    /// Begins to end: `finish` waits for it.
    func cancel() { for receiver in receiving { receiver.cancel() } }

    /// Ends watching: what was seen is stored, the clip that is open is finished.
    func finish() {
        cancel()
        receivers.wait()
        timer?.cancel()
        queue.sync {
            empty()
            work.disconnect(complaint: nil)
        }
        clips?.finish()
        meter.update { $0.state = .stopped }
    }

    // MARK: - What receivers tell, on their threads

    private var mainHandler: LiveReceiver.Handler {
        LiveReceiver.Handler(
            connecting: { [self] in
                enter(.connecting)
            },
            connected: { [self] first, isAgain in
                meter.update {
                    if isAgain { $0.counts.reconnects += 1 }
                    $0.codec = first.format.info.codec
                    $0.size = first.format.info.storedSize
                    $0.problem = nil
                    $0.retryAt = nil
                }
                enter(.watching)
                queue.sync {
                    empty()
                    work.connect(first)
                    if plan.clipSource == nil {
                        clips?.connect(at: work.connectionStart, wallOffset: work.wallOffset)
                    }
                }
                observer.note(
                    plan.name,
                    "watching \(plan.source.address), \(first.format.info.codec) "
                        + "\(first.format.info.storedSize.width)x\(first.format.info.storedSize.height)",
                    false)
                take(first)
            },
            packet: { [self] in take($0) },
            lost: { [self] error, wait in
                let complaint = "\(error)"
                queue.sync {
                    empty()
                    work.disconnect(complaint: wait == nil ? nil : complaint)
                }
                if plan.clipSource == nil { clips?.disconnect() }
                guard let wait else { return }
                let isNew = meter.current.problem != complaint
                meter.update {
                    $0.problem = complaint
                    $0.retryAt = arrivals.wall() + MediaTime(seconds: wait)
                }
                enter(.waiting)
                guard isNew else { return }
                observer.note(
                    plan.name, "\(complaint); trying again in \(Int(wait.rounded())) s", true)
            })
    }

    private var clipHandler: LiveReceiver.Handler {
        LiveReceiver.Handler(
            connecting: {},
            connected: { [self] first, _ in
                queue.sync {
                    let time = work.time(at: first.arrival)
                    clips?.connect(at: time - first.time, wallOffset: work.wallOffset)
                }
                clips?.take(first)
            },
            packet: { [self] in clips?.take($0) },
            lost: { [self] error, wait in
                clips?.disconnect()
                guard wait != nil, meter.current.clipProblem == nil else { return }
                meter.update { $0.clipProblem = "\(error)" }
                observer.note(plan.name, "no clips for now: \(error)", true)
            })
    }

    private func enter(_ state: CameraStatus.State) {
        let now = arrivals.wall()
        meter.update {
            if $0.state != state { $0.since = now }
            $0.state = state
        }
    }

    private func take(_ packet: LivePacket) {
        meter.update {
            $0.counts.arrived += 1
            $0.counts.lost += packet.lostNearby
            $0.counts.bytes += Int64(packet.sizeBytes)
        }
        if plan.clipSource == nil { clips?.take(packet) }
        guard inbox.add(packet) else { return }
        queue.async { [self] in empty() }
    }

    /// Everything that waits gets its turn.
    private func empty() {
        dispatchPrecondition(condition: .onQueue(queue))
        while let (packet, dropped) = inbox.take() {
            work.take(packet, droppedBefore: dropped)
        }
    }
}
