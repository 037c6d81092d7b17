import Dispatch
import EventStore
import Footage
import Foundation

/// Sends one message that says it is a test, past the outbox.
public struct AlertTest: Sendable {
    public struct Outcome: Sendable {
        public var destination: String
        /// Until it was acknowledged.
        public var seconds: Double
        /// What is wrong, and what to do; `nil`: it was delivered.
        public var trouble: String?

        public init(destination: String, seconds: Double, trouble: String?) {
            self.destination = destination
            self.seconds = seconds
            self.trouble = trouble
        }
    }

    private let destination: AlertDestination
    private let options: AlertOptions
    private let surroundings: AlertSurroundings

    public init(
        _ destination: AlertDestination, options: AlertOptions = AlertOptions(),
        surroundings: AlertSurroundings = AlertSurroundings()
    ) {
        self.destination = destination
        self.options = options
        self.surroundings = surroundings
    }

    /// Blocks until it was delivered or is known not to be.
    public func run() -> Outcome {
        let began = DispatchTime.now().uptimeNanoseconds
        let signal = WakeSignal()
        let entry = OutboxEntry.test(to: destination.name, now: surroundings.now())
        let message = AlertMessage(entry, reviewAddress: options.reviewAddress, picture: nil)
        var trouble: String?
        do throws(DeliveryTrouble) {
            switch destination.way {
            case .mqtt(var settings):
                // A client of the same name would throw out the one that watches, and its will
                // would say that that is gone.
                settings.clientID += "-test"
                let session = try MosquittoSession(settings, will: nil, signal: signal)
                try session.connect()
                let topic = TopicNames(prefix: settings.prefix, feeds: []).events
                try session.publish(
                    [TopicBoard.Notice(topic, message.text, isRetained: false)])
                session.disconnect()
            case .webhook(let settings):
                try WebhookTransport(
                    settings, version: options.version, signal: signal, now: surroundings.now
                ).deliver(message)
            }
        } catch {
            trouble = error.text
        }
        let seconds = Double(DispatchTime.now().uptimeNanoseconds - began) / 1e9
        return Outcome(destination: destination.name, seconds: seconds, trouble: trouble)
    }
}
