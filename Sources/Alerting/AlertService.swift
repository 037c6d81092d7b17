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
    struct Running {
        var senders: [String: SenderThread] = [:]
        var timer: (any DispatchSourceTimer)?
        var statistics = "{}"
        var lastStatistics: WallTime?
        /// When it was last told that messages were dropped, and how many were since.
        var toldDrops: [String: (count: Int, at: WallTime)] = [:]
    }

    let store: EventStore
    let destinations: [AlertDestination]
    let options: AlertOptions
    let surroundings: AlertSurroundings
    let signals: [String: WakeSignal]
    let states: BrokerStates
    let running = Mutex(Running())
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
        states = BrokerStates(destinations, signals: signals, version: options.version)
    }

    // MARK: - For whoever watches

    /// From now on events of these feeds are told.
    ///
    /// - Parameter before: the service in whose place this one comes, with other destinations: it is
    ///   stopped, and nothing that is stored meanwhile goes untold.
    public func start(feeds: [LiveFeed], replacing before: AlertService? = nil) {
        if let before { states.takeOver(from: before.states) }
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
        let signals = signals
        store.setAlertPlan(
            AlertPlan(
                destinations: destinations.map { destination in
                    AlertPlan.Destination(
                        name: destination.name, updateInterval: destination.updateInterval,
                        wants: { destination.filter.wants($0) })
                }, feeds: Set(feeds.map(\.id)), tellsProvisional: options.tellsProvisional,
                onQueued: { names in for name in names { signals[name]?.wake() } }))
        states.watch(feeds)
    }

    /// Whether something moves on a feed now. For topics of states only: nothing is queued.
    public func motion(_ feed: FeedID, isOn: Bool) {
        states.motion(feed, isOn: isOn)
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
                settings, board: states.board(of: destination.name) ?? TopicBoard(),
                topics: { [states] in states.topics(of: settings) }, signal: signal)
        case .webhook(let settings):
            WebhookTransport(
                settings, version: options.version, signal: signal, now: surroundings.now)
        }
    }

    func say(_ severity: AlertNotice.Severity, _ destination: String, _ text: String) {
        surroundings.say(AlertNotice(severity, destination, text))
    }
}
