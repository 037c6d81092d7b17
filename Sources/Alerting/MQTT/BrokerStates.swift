import EventStore
import Footage
import Synchronization

/// What brokers are told of feeds besides events: which there are, whether something moves, and how
/// it goes.
final class BrokerStates: Sendable {
    private struct Broker: Sendable {
        var destination: AlertDestination
        var settings: MQTTSettings
        var board: TopicBoard
        var signal: WakeSignal
    }

    private let brokers: [Broker]
    private let version: String
    private let feeds = Mutex<[LiveFeed]>([])

    /// - Parameter signals: that wake the senders, by the names of the destinations.
    init(_ destinations: [AlertDestination], signals: [String: WakeSignal], version: String) {
        self.version = version
        brokers = destinations.compactMap { destination in
            guard case .mqtt(let settings) = destination.way,
                let signal = signals[destination.name]
            else { return nil }
            return Broker(
                destination: destination, settings: settings, board: TopicBoard(), signal: signal)
        }
    }

    /// The shortest time after which statistics are wanted; `nil`: nobody wants any.
    var statisticsInterval: MediaTime? { brokers.map(\.settings.statisticsInterval).min() }

    /// The feeds that are watched.
    var watched: [LiveFeed] { feeds.withLock { $0 } }

    func board(of destination: String) -> TopicBoard? {
        brokers.first { $0.destination.name == destination }?.board
    }

    func topics(of settings: MQTTSettings) -> TopicNames {
        TopicNames(prefix: settings.prefix, feeds: watched)
    }

    /// What another service watched is known from here on, so that what is gone is cleared.
    func takeOver(from other: BrokerStates) {
        let known = other.watched
        feeds.withLock { $0 = known }
    }

    func watch(_ feeds: [LiveFeed]) {
        let before = self.feeds.withLock { known in
            defer { known = feeds }
            return known
        }
        let gone = before.filter { old in !feeds.contains { $0.id == old.id } }
        for broker in brokers { announce(feeds, gone: gone, at: broker) }
    }

    func motion(_ feed: FeedID, isOn: Bool) {
        guard let name = watched.first(where: { $0.id == feed })?.name else { return }
        for broker in brokers {
            let topic = topics(of: broker.settings).motion(of: name)
            if broker.board.post(TopicBoard.Notice(topic, isOn ? "ON" : "OFF")) {
                broker.signal.wake()
            }
        }
    }

    func statistics(_ json: String) {
        for broker in brokers {
            let topic = topics(of: broker.settings).statistics
            broker.board.post(TopicBoard.Notice(topic, json, isRetained: false))
            broker.signal.wake()
        }
    }

    private func announce(_ feeds: [LiveFeed], gone: [LiveFeed], at broker: Broker) {
        let settings = broker.settings
        let topics = TopicNames(prefix: settings.prefix, feeds: feeds)
        let before = TopicNames(prefix: settings.prefix, feeds: feeds + gone)
        let discovery = settings.discoveryPrefix.map { prefix in
            Discovery(
                prefix: prefix, topics: topics, version: version,
                hasSnapshots: broker.destination.picture != .none && !settings.isPictureInMessage)
        }
        for feed in gone {
            for topic in [before.motion(of: feed.name), before.lastEvent(of: feed.name)] {
                broker.board.post(TopicBoard.Notice(topic, []))
            }
            for notice in discovery?.removal(of: feed) ?? [] { broker.board.post(notice) }
        }
        for feed in feeds {
            broker.board.postIfNew(TopicBoard.Notice(topics.motion(of: feed.name), "OFF"))
            for notice in discovery?.notices(for: feed) ?? [] { broker.board.post(notice) }
        }
        broker.signal.wake()
    }
}
