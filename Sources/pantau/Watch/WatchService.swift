import Alerting
import ConfigurationFile
import Dispatch
import EventStore
import FeedPipeline
import Footage
import Foundation
import KernelDispatch
import Logging

/// Everything that runs while feeds are watched live: cameras, clips, and the notes of how they are.
///
/// `@unchecked Sendable`: what changes is guarded by `queue`.
final class WatchService: @unchecked Sendable {
    private static let notePause = 5.0
    private static let retentionPause = 60.0

    let watch: Watch
    private let alerts = AlertLine()
    private let store: EventStore
    private let configurationPath: String
    private let level: KernelLevel
    private let logger: Logger
    private let manager: ServiceManager
    private let queue = DispatchQueue(label: "pantau.service")
    // Guarded by `queue`.
    private var retention = ClipRetention()
    private var clipFolder: String?
    private var timers: [any DispatchSourceTimer] = []
    private var noteProblem: String?

    init(
        store: EventStore, configurationPath: String, level: KernelLevel, logger: Logger,
        manager: ServiceManager = ServiceManager()
    ) {
        self.store = store
        self.configurationPath = configurationPath
        self.level = level
        self.logger = logger
        self.manager = manager
        watch = Watch(
            store: store, productVersion: ProductVersion.current,
            observer: WatchObserver(
                note: { feed, text, isTrouble in
                    logger.log(
                        level: isTrouble ? .warning : .info, "\(text)",
                        metadata: ["feed": "\(feed)"])
                },
                motion: { [alerts] feed, isOn in alerts.service?.motion(feed, isOn: isOn) },
                stored: { [alerts] feed, moment in
                    do {
                        try alerts.service?.settle(feed, until: moment)
                    } catch {
                        logger.error("\(error)")
                    }
                }))
    }

    /// Begins to watch what a configuration says.
    func start(_ configuration: PantauConfiguration) throws {
        try ClipRetention.takeOver(in: store)
        apply(configuration)
        repeating(every: Self.notePause) { $0.note() }
        repeating(every: Self.retentionPause) { $0.keepClips() }
        if let seconds = manager.aliveSeconds {
            // On this queue: where it hangs, systemd begins the service anew.
            repeating(every: max(0.1, seconds)) { $0.manager.alive() }
        }
        manager.ready(words)
    }

    /// Reads the configuration again. One that is not sound changes nothing.
    func reload() {
        manager.reloading()
        defer { manager.ready(words) }
        let read = ConfigurationReader.read(configurationPath)
        for problem in read.problems {
            logger.log(
                level: problem.severity == .error ? .error : .warning, "\(problem.description)")
        }
        guard let configuration = read.configuration else {
            logger.error("the configuration is not sound: everything goes on as before")
            return
        }
        let plans = WatchPlans(configuration, level: level)
        guard plans.problems.isEmpty else {
            for problem in plans.problems { logger.error("\(problem)") }
            logger.error("the configuration is not sound: everything goes on as before")
            return
        }
        apply(configuration)
    }

    private func apply(_ configuration: PantauConfiguration) {
        let plans = WatchPlans(configuration, level: level)
        for problem in plans.problems { logger.error("\(problem)") }
        queue.sync {
            retention = ClipRetention(
                kept: configuration.clips?.kept,
                mostBytes: configuration.clips?.mostGigabytes.map { Int64($0 * 1e9) })
            clipFolder = configuration.clips?.folder
        }
        tell(configuration.alerts, of: plans.cameras)
        let change = watch.apply(plans.cameras)
        let parts = [
            ("added", change.added), ("begun anew", change.changed), ("removed", change.removed),
        ].filter { !$0.1.isEmpty }.map { "\($0.0): \($0.1.joined(separator: ", "))" }
        logger.info("\(parts.isEmpty ? "nothing has changed" : parts.joined(separator: "; "))")
        queue.sync { note() }
    }

    /// Sees to it that events of these cameras are told, from the first on.
    private func tell(_ configuration: AlertConfiguration, of cameras: [CameraPlan]) {
        do {
            let feeds = try cameras.map { plan in
                let feed = try store.feed(
                    named: plan.name, timeZone: plan.settings.timeZone?.identifier,
                    site: plan.settings.site)
                return LiveFeed(id: feed.id, uuid: feed.uuid, name: feed.name, site: feed.site)
            }
            try alerts.tell(configuration, of: feeds, in: store) { [logger] notice in
                let level: Logger.Level =
                    switch notice.severity {
                    case .info: .info
                    case .warning: .warning
                    case .error: .error
                    }
                logger.log(
                    level: level, "\(notice.text)",
                    metadata: ["destination": "\(notice.destination)"])
            }
        } catch let trouble as AlertSettings.Trouble {
            logger.error("\(trouble.text): nobody is told anything new")
        } catch {
            logger.error("\(error)")
        }
    }

    /// Ends watching: everything that was seen is stored.
    func stop() {
        manager.stopping()
        queue.sync {
            for timer in timers { timer.cancel() }
            timers = []
        }
        let feeds = watch.status
        watch.stop()
        alerts.stop(feeds.map(\.feed))
        let now = EventStore.systemClock()
        try? store.setWatched(
            feeds.map { status in
                var ended = status.watchedFeed(at: now)
                ended.state = CameraStatus.State.stopped.rawValue
                ended.since = now
                ended.problems = []
                return ended
            })
    }

    private var words: String {
        let feeds = watch.status
        return "watching \(feeds.filter { $0.state == .watching }.count) of \(feeds.count) feeds"
    }

    private func repeating(
        every seconds: Double, _ action: @escaping @Sendable (WatchService) -> Void
    ) {
        queue.sync {
            let timer = DispatchSource.makeTimerSource(queue: queue)
            timer.schedule(deadline: .now() + seconds, repeating: seconds)
            timer.setEventHandler { [weak self] in self.map(action) }
            timer.resume()
            timers.append(timer)
        }
    }

    /// Notes how the cameras are, for `pantau status` and the review.
    private func note() {
        let now = EventStore.systemClock()
        do {
            try store.setWatched(watch.status.map { $0.watchedFeed(at: now) })
            noteProblem = nil
        } catch {
            if noteProblem == nil { logger.error("\(error)") }
            noteProblem = "\(error)"
        }
        alerts.service?.statistics(Self.statistics(watch.status))
        manager.status(words)
    }

    private static func statistics(_ feeds: [CameraStatus]) -> String {
        JSONLine.text([
            "feeds": .object(
                Dictionary(
                    feeds.map { status in
                        var values = status.facts.mapValues { JSONLine.Value.number($0) }
                        values["state"] = .text(status.state.rawValue)
                        values["level"] = .text(status.level.name)
                        return (status.name, JSONLine.Value.object(values))
                    }, uniquingKeysWith: { first, _ in first }))
        ])
    }

    private func keepClips() {
        guard let clipFolder else { return }
        let free =
            try? FileManager.default.attributesOfFileSystem(forPath: clipFolder)[
                .systemFreeSize] as? NSNumber
        do {
            let removed = try retention.apply(
                to: store, at: EventStore.systemClock(), freeBytes: free?.int64Value)
            if removed > 0 { logger.info("deleted \(ProgressLine.count(removed, "clip"))") }
        } catch {
            logger.error("\(error)")
        }
    }
}
