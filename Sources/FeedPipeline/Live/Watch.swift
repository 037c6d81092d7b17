import Dispatch
public import EventStore
public import Footage
import Foundation
public import VideoDecoding

/// All the cameras that are watched live.
///
/// `start`, `apply` and `stop` block and are called by one thread; the rest may be used from any.
/// `@unchecked Sendable`: the lock guards everything that changes.
public final class Watch: @unchecked Sendable {
    private let store: EventStore
    private let productVersion: String
    private let observer: WatchObserver
    private let arrivals: ArrivalClock
    private let lock = NSLock()
    private var cameras: [String: LiveCamera] = [:]
    private var runs: [String: RunID] = [:]
    private var load = LiveLoad()
    private var timer: (any DispatchSourceTimer)?
    private let governor = DispatchQueue(label: "pantau.load")

    public init(
        store: EventStore, productVersion: String, observer: WatchObserver = WatchObserver(),
        arrivals: ArrivalClock = .system
    ) {
        self.store = store
        self.productVersion = productVersion
        self.observer = observer
        self.arrivals = arrivals
    }

    /// What a change of the plan did, feeds by name.
    public struct Change: Sendable {
        public var added: [String] = []
        public var changed: [String] = []
        public var removed: [String] = []
        /// What could not be begun, and why.
        public var failed: [String: String] = [:]
    }

    /// Watches these cameras from now on, and no others. One whose plan is the same goes on
    /// undisturbed.
    @discardableResult
    public func apply(_ plans: [CameraPlan]) -> Change {
        startGovernor()
        var change = Change()
        let wanted = Dictionary(plans.map { ($0.name, $0) }, uniquingKeysWith: { $1 })
        let current = lock.withLock { cameras }
        var ending: [LiveCamera] = []
        for (name, camera) in current.sorted(by: { $0.key < $1.key }) {
            if wanted[name] == nil {
                change.removed.append(name)
                ending.append(camera)
            } else if wanted[name]?.fingerprint != camera.plan.fingerprint {
                change.changed.append(name)
                ending.append(camera)
            }
        }
        finish(ending)
        for plan in plans where lock.withLock({ cameras[plan.name] }) == nil {
            do {
                let camera = try LiveCamera(
                    plan: plan, store: store, run: try run(with: plan.settings),
                    arrivals: arrivals, observer: observer)
                lock.withLock { cameras[plan.name] = camera }
                camera.start()
                if current[plan.name] == nil { change.added.append(plan.name) }
            } catch {
                change.failed[plan.name] = "\(error)"
                observer.note(plan.name, "it cannot be watched: \(error)", true)
            }
        }
        return change
    }

    /// Ends watching: everything that was seen is stored, clips are finished.
    public func stop() {
        governor.sync {
            timer?.cancel()
            timer = nil
        }
        finish(lock.withLock { Array(cameras.values) })
        for run in lock.withLock({ Array(runs.values) }) { try? store.finishRun(run) }
    }

    /// How the cameras are, by name.
    public var status: [CameraStatus] {
        lock.withLock { Array(cameras.values) }.map(\.status).sorted { $0.name < $1.name }
    }

    /// How one of them is; `nil` where it is not watched.
    public func status(of feed: FeedID) -> CameraStatus? {
        lock.withLock { cameras.values.first { $0.feed.id == feed } }?.status
    }

    /// What a camera showed last; `nil` where it is not watched or has shown nothing.
    public func picture(of feed: FeedID) -> LivePicture? {
        let camera = lock.withLock { cameras.values.first { $0.feed.id == feed } }
        return camera?.latest.map(LivePicture.init)
    }

    /// The feeds that are watched.
    public var feeds: [FeedRecord] {
        lock.withLock { cameras.values.map(\.feed) }.sorted { $0.name < $1.name }
    }

    private func finish(_ ending: [LiveCamera]) {
        for camera in ending { camera.cancel() }
        for camera in ending {
            camera.finish()
            lock.withLock { cameras[camera.plan.name] = nil }
        }
    }

    /// Feeds with equal settings share a run.
    private func run(with settings: FeedSettings) throws -> RunID {
        let digest = SettingsDigest(live: settings.recording)
        if let run = lock.withLock({ runs[digest.digest] }) { return run }
        let run = try store.startRun(
            RunDescription(
                version: productVersion, kernelLevel: settings.recording.kernels.level.rawValue,
                settingsDigest: digest.digest, settingsJSON: digest.json))
        lock.withLock { runs[digest.digest] = run }
        return run
    }

    private func startGovernor() {
        governor.sync {
            guard timer == nil else { return }
            let timer = DispatchSource.makeTimerSource(queue: governor)
            timer.schedule(deadline: .now() + 1, repeating: 1)
            timer.setEventHandler { [weak self] in self?.balance() }
            self.timer = timer
            timer.resume()
        }
    }

    /// Lets cameras give way where the machine cannot keep up.
    private func balance() {
        let current = lock.withLock { cameras }
        let seen = current.values.compactMap { camera -> LiveLoad.Camera? in
            let status = camera.status
            // One that sends nothing has nothing to give up.
            guard status.state == .watching else { return nil }
            return LiveLoad.Camera(
                name: camera.plan.name, priority: camera.plan.priority, level: status.level,
                delay: status.waitingSeconds)
        }
        for (name, level) in load.levels(of: seen) {
            guard let camera = current[name] else { continue }
            let isLess = level > camera.status.level
            camera.setLevel(level)
            observer.note(
                name,
                isLess
                    ? "the machine cannot keep up: from now on \(level.words)"
                    : "the machine keeps up again: \(level.words)", isLess)
        }
    }
}

/// A picture of a camera that is watched.
public struct LivePicture: Sendable {
    public let info: StreamInfo
    /// When it arrived.
    public let wall: WallTime
    private let picture: HeldPicture

    init(_ latest: LiveWork.LatestPicture) {
        picture = latest.picture
        info = latest.info
        wall = latest.wall
    }

    /// The picture as a viewer sees it, as JPEG: see `HeldPicture.jpeg`.
    public func jpeg(maximumWidth: Int = 640) throws -> [UInt8] {
        try picture.jpeg(
            maximumWidth: maximumWidth, orientation: info.orientation,
            sampleAspect: info.sampleAspect)
    }
}
