public import EventStore
public import Footage
import Foundation
import Synchronization

/// Tells destinations outside what happens on feeds that are watched live, from the store to the
/// acknowledged message.
///
/// Used from any thread. One thread per destination delivers; the events are queued in the
/// transactions that store them, by the same `EventStore`.
public final class AlertService: Sendable {
    private struct Running {
        var senders: [String: SenderThread] = [:]
        var feeds: [LiveFeed] = []
        var timer: (any DispatchSourceTimer)?
        var lastStatistics: WallTime?
        var statistics = "{}"
        var toldDrops: [String: (count: Int, at: WallTime)] = [:]
    }

    private let store: EventStore
    private let destinations: [AlertDestination]
    private let options: AlertOptions
    private let surroundings: AlertSurroundings
    private let signals: [String: WakeSignal]
    private let boards: [String: TopicBoard]
    private let running = Mutex(Running())
    private let queue = DispatchQueue(label: "pantau.alerts")

    public init(
        store: EventStore, destinations: [AlertDestination],
        options: AlertOptions = AlertOptions(),
        surroundings: AlertSurroundings = AlertSurroundings()
    ) {
        self.store = store
        self.destinations = destinations
        self.options = options
        self.surroundings = surroundings
        signals = Dictionary(uniqueKeysWithValues: destinations.map { ($0.name, WakeSignal()) })
        boards = Dictionary(uniqueKeysWithValues: destinations.map { ($0.name, TopicBoard()) })
    }

    // MARK: - For whoever watches

    /// From now on events of these feeds are told.
    ///
    /// - Parameter before: the service in whose place this one comes, with other destinations: it is
    ///   stopped, and nothing that is stored meanwhile goes untold.
    public func start(feeds: [LiveFeed], replacing before: AlertService? = nil) {
        if let before {
            let known = before.running.withLock { $0.feeds }
            running.withLock { $0.feeds = known }
        }
        watch(feeds)
        // Two that deliver to one destination would not keep the order.
        before?.end(drainingSeconds: 0)
        running.withLock { running in
            guard running.senders.isEmpty else { return }
            for destination in destinations {
                running.senders[destination.name] = thread(for: destination)
            }
            let timer = DispatchSource.makeTimerSource(queue: queue)
            timer.schedule(deadline: .now() + 1, repeating: 1, leeway: .milliseconds(100))
            timer.setEventHandler { [weak self] in self?.tend() }
            timer.resume()
            running.timer = timer
        }
    }

    /// These feeds are watched from now on, and no others.
    public func watch(_ feeds: [LiveFeed]) {
        let gone = running.withLock { running in
            let before = running.feeds
            running.feeds = feeds
            return before.filter { !feeds.contains($0) }
        }
        let signals = signals
        store.setAlertPlan(
            AlertPlan(
                destinations: destinations.map { destination in
                    AlertPlan.Destination(
                        name: destination.name, updateInterval: destination.updateInterval,
                        wants: { destination.filter.wants($0) })
                }, feeds: Set(feeds.map(\.id)), tellsProvisional: options.tellsProvisional,
                onQueued: { names in for name in names { signals[name]?.wake() } }))
        for destination in destinations {
            guard case .mqtt(let settings) = destination.way else { continue }
            announce(feeds, gone: gone, to: destination, settings)
        }
    }

    /// Whether something moves on a feed now. For topics of states only: nothing is queued.
    public func motion(_ feed: FeedID, isOn: Bool) {
        let feeds = running.withLock { $0.feeds }
        guard let name = feeds.first(where: { $0.id == feed })?.name else { return }
        post(isOn ? "ON" : "OFF") { $0.motion(of: name) }
    }

    /// What is published on the topic of statistics from now on: a JSON object.
    public func statistics(_ json: String) {
        running.withLock { $0.statistics = json }
    }

    /// What ended before this moment on a feed will not change any more: its end is told.
    public func settle(_ feed: FeedID, until moment: WallTime) throws(EventStoreError) {
        try store.settleAlerts(of: feed, until: moment)
    }

    /// How the destinations stand.
    public func summaries() throws(EventStoreError) -> [OutboxSummary] {
        let known = Set(destinations.map(\.name))
        return try store.outboxSummaries().filter { known.contains($0.destination) }
    }

    /// Ends, for good. What is not delivered within `seconds` stays in the outbox.
    public func stop(drainingSeconds seconds: Double = 2) {
        end(drainingSeconds: seconds)
        store.setAlertPlan(nil)
    }

    /// Ends delivering; events are queued as before.
    private func end(drainingSeconds seconds: Double) {
        let deadline = Date().addingTimeInterval(seconds)
        while Date() < deadline, isDelivering { Thread.sleep(forTimeInterval: 0.02) }
        let senders = running.withLock { running in
            running.timer?.cancel()
            defer {
                running.timer = nil
                running.senders = [:]
            }
            return running.senders
        }
        for name in senders.keys { signals[name]?.stop() }
        for (name, sender) in senders where !sender.join(seconds: 5) {
            say(.warning, name, "did not end within 5 s; its messages are in the outbox")
        }
    }

    /// Wakes all senders: for a clock that was set.
    public func wake() { for signal in signals.values { signal.wake() } }

    // MARK: - Inside

    /// Whether a destination that works has something to do.
    private var isDelivering: Bool {
        let summaries = (try? self.summaries()) ?? []
        return summaries.contains { $0.waiting > 0 && $0.failingSince == nil }
    }

    private func thread(for destination: AlertDestination) -> SenderThread {
        let signal = signals[destination.name] ?? WakeSignal()
        let transport = transport(for: destination, signal)
        return SenderThread(
            name: destination.name,
            sender: DestinationSender(
                destination, store: store, transport: transport, options: options,
                surroundings: surroundings), transport: transport, signal: signal,
            now: surroundings.now)
    }

    private func transport(
        for destination: AlertDestination, _ signal: WakeSignal
    ) -> any AlertTransport {
        switch destination.way {
        case .mqtt(let settings):
            MQTTTransport(
                settings, board: boards[destination.name] ?? TopicBoard(),
                topics: { [weak self] in
                    TopicNames(
                        prefix: settings.prefix,
                        feeds: self?.running.withLock { $0.feeds } ?? [])
                }, signal: signal)
        case .webhook(let settings):
            WebhookTransport(
                settings, version: options.version, signal: signal, now: surroundings.now)
        }
    }

    private func announce(
        _ feeds: [LiveFeed], gone: [LiveFeed], to destination: AlertDestination,
        _ settings: MQTTSettings
    ) {
        guard let board = boards[destination.name] else { return }
        let topics = TopicNames(prefix: settings.prefix, feeds: feeds)
        let before = TopicNames(prefix: settings.prefix, feeds: feeds + gone)
        let discovery = settings.discoveryPrefix.map { prefix in
            Discovery(
                prefix: prefix, topics: topics, version: options.version,
                hasSnapshots: destination.picture != .none && !settings.isPictureInMessage)
        }
        for feed in gone where !feeds.contains(where: { $0.id == feed.id }) {
            for topic in [before.motion(of: feed.name), before.lastEvent(of: feed.name)] {
                board.post(TopicBoard.Notice(topic, []))
            }
            for notice in discovery?.removal(of: feed) ?? [] { board.post(notice) }
        }
        for feed in feeds {
            board.postIfNew(TopicBoard.Notice(topics.motion(of: feed.name), "OFF"))
            for notice in discovery?.notices(for: feed) ?? [] { board.post(notice) }
        }
        signals[destination.name]?.wake()
    }

    /// Puts a state on the boards of all brokers.
    private func post(
        _ text: String, isRetained: Bool = true, to topic: (TopicNames) -> String
    ) {
        let feeds = running.withLock { $0.feeds }
        for destination in destinations {
            guard case .mqtt(let settings) = destination.way else { continue }
            let names = TopicNames(prefix: settings.prefix, feeds: feeds)
            let notice = TopicBoard.Notice(topic(names), text, isRetained: isRetained)
            if boards[destination.name]?.post(notice) == true {
                signals[destination.name]?.wake()
            }
        }
    }

    /// Called every second.
    func tend() {
        do {
            let tending = try store.tendAlerts(options.limits)
            for name in tending.told { signals[name]?.wake() }
            for (name, count) in tending.dropped { tellDrop(count, of: name) }
        } catch {
            say(.error, "outbox", "\(error)")
        }
        publishStatistics()
    }

    /// Once, and what comes within the hour after it in one sum.
    private func tellDrop(_ count: Int, of name: String) {
        let now = surroundings.now()
        let sum = running.withLock { running -> Int? in
            let before = running.toldDrops[name]
            let sum = (before?.count ?? 0) + count
            if let before, now < before.at + MediaTime(seconds: 3600) {
                running.toldDrops[name] = (sum, before.at)
                return nil
            }
            running.toldDrops[name] = (0, now)
            return sum
        }
        guard let sum else { return }
        say(
            .error, name,
            "\(sum) \(sum == 1 ? "message was" : "messages were") dropped that waited too long, or "
                + "because too many wait; pantau alert list tells how many in all")
    }

    private func publishStatistics() {
        let now = surroundings.now()
        let intervals = destinations.compactMap { destination -> Int64? in
            guard case .mqtt(let settings) = destination.way else { return nil }
            return settings.statisticsInterval.microseconds
        }
        guard let interval = intervals.min() else { return }
        let watch = running.withLock { running -> String? in
            if let last = running.lastStatistics,
                now.microsecondsUTC - last.microsecondsUTC < interval
            {
                return nil
            }
            running.lastStatistics = now
            return running.statistics
        }
        guard let watch, let summaries = try? summaries() else { return }
        post(
            StatisticsPayload(time: now, summaries: summaries).json(watch: watch),
            isRetained: false
        ) { $0.statistics }
    }

    private func say(_ severity: AlertNotice.Severity, _ destination: String, _ text: String) {
        surroundings.say(AlertNotice(severity, destination, text))
    }
}
