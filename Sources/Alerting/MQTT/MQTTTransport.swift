import EventStore
import Footage

/// Publishes messages, and the states on the board, at a broker.
final class MQTTTransport: AlertTransport {
    private let settings: MQTTSettings
    private let board: TopicBoard
    private let topics: () -> TopicNames
    private let signal: WakeSignal
    private var session: MosquittoSession?

    /// - Parameter topics: as they are now: feeds come and go.
    init(
        _ settings: MQTTSettings, board: TopicBoard, topics: @escaping () -> TopicNames,
        signal: WakeSignal
    ) {
        self.settings = settings
        self.board = board
        self.topics = topics
        self.signal = signal
    }

    func prepare() throws(DeliveryTrouble) {
        let session = try connected()
        while let notice = board.next {
            try using(session) { session throws(DeliveryTrouble) in
                try session.publish([notice])
            }
            board.published(notice)
        }
    }

    func deliver(_ message: AlertMessage) throws(DeliveryTrouble) {
        let session = try connected()
        let topics = topics()
        let feed = message.entry.facts.feed.name
        var notices: [TopicBoard.Notice] = []
        // First, so that who hears of the event finds its picture.
        if let picture = message.picture, !settings.isPictureInMessage {
            notices.append(
                TopicBoard.Notice(topics.snapshot(of: feed), picture, isRetained: false))
        }
        notices.append(
            TopicBoard.Notice(
                topics.events,
                settings.isPictureInMessage ? message.textWithPicture : message.text,
                isRetained: false))
        notices.append(TopicBoard.Notice(topics.lastEvent(of: feed), message.text))
        try using(session) { session throws(DeliveryTrouble) in try session.publish(notices) }
    }

    func idle(seconds: Double) {
        guard let session, !session.isLost else {
            signal.wait(seconds: seconds)
            return
        }
        session.idle(seconds: seconds)
    }

    func close() {
        guard let session, !session.isLost else { return }
        try? session.publish(
            [TopicBoard.Notice(topics().available, "offline")], isLeaving: true)
        session.disconnect()
        self.session = nil
    }

    private func connected() throws(DeliveryTrouble) -> MosquittoSession {
        if let session, !session.isLost { return session }
        session = nil
        let available = topics().available
        let new = try MosquittoSession(settings, will: (available, "offline"), signal: signal)
        try new.connect()
        session = new
        try using(new) { session throws(DeliveryTrouble) in
            try session.publish([TopicBoard.Notice(available, "online")])
        }
        board.publishAll()
        return new
    }

    /// After a failure nobody knows what the broker has: the connection is made anew.
    private func using(
        _ session: MosquittoSession,
        _ body: (MosquittoSession) throws(DeliveryTrouble) -> Void
    ) throws(DeliveryTrouble) {
        do throws(DeliveryTrouble) {
            try body(session)
        } catch .failed(let text, let seconds) {
            self.session = nil
            throw .failed(text, retryAfterSeconds: seconds)
        } catch {
            throw error
        }
    }
}
