import EventStore
import Footage

/// Delivers what waits for one destination, one after another, and tries again until it is taken.
///
/// Used by one thread. What it must not forget is in the outbox.
final class DestinationSender {
    private let destination: AlertDestination
    private let store: EventStore
    private let transport: any AlertTransport
    private let options: AlertOptions
    private let surroundings: AlertSurroundings
    private var backoff: Backoff
    private var log = TroubleLog()
    /// Not before then, after a failure. Not read from the outbox, so that a program that is started
    /// anew tries at once.
    private var notBefore: WallTime?

    init(
        _ destination: AlertDestination, store: EventStore, transport: any AlertTransport,
        options: AlertOptions, surroundings: AlertSurroundings
    ) {
        self.destination = destination
        self.store = store
        self.transport = transport
        self.options = options
        self.surroundings = surroundings
        switch destination.way {
        case .mqtt: backoff = Backoff(longestSeconds: 60)
        case .webhook: backoff = Backoff(longestSeconds: 300)
        }
    }

    /// What is to come after a step.
    enum Next: Equatable {
        /// There may be more.
        case again
        /// Nothing waits.
        case idle
        /// After a failure.
        case notBefore(WallTime)
        case stopped
    }

    /// Delivers the first message, if there is one and its time has come.
    func step() -> Next {
        let now = surroundings.now()
        if let notBefore, notBefore > now { return .notBefore(notBefore) }
        var entry: OutboxEntry?
        do {
            entry = try store.nextAlert(for: destination.name)
            do throws(DeliveryTrouble) {
                try transport.prepare()
            } catch .stopped {
                return .stopped
            } catch {
                return try failed(error, entry)
            }
            guard let entry else {
                succeeded()
                return .idle
            }
            guard try store.beginAlertAttempt(entry) else { return .again }
            let message = message(entry)
            do throws(DeliveryTrouble) {
                try transport.deliver(message)
            } catch .refused(let text) {
                try store.alertWasRefused(entry, error: text)
                say(
                    .error,
                    "message \(entry.sequence) about event \(entry.facts.event) is refused for "
                        + "good: \(text); see pantau alert list")
                return .again
            } catch .stopped {
                return .stopped
            } catch {
                return try failed(error, entry)
            }
            try store.alertWasDelivered(entry)
            succeeded()
            return .again
        } catch {
            // The database is locked or its disk is full: the messages are in it all the same.
            return (try? failed(.failed("\(error)"), nil)) ?? .notBefore(retry(after: nil))
        }
    }

    private func message(_ entry: OutboxEntry) -> AlertMessage {
        let isShown =
            destination.picture != .none && entry.facts.hasPicture && entry.facts.closing == nil
        return AlertMessage(
            entry, reviewAddress: options.reviewAddress,
            picture: isShown ? surroundings.picture(entry.facts, destination.picture) : nil)
    }

    private func failed(
        _ trouble: DeliveryTrouble, _ entry: OutboxEntry?
    ) throws(EventStoreError) -> Next {
        var after: Double?
        if case .failed(_, let seconds) = trouble { after = seconds }
        let next = retry(after: after)
        if let text = log.failed(trouble.text, now: surroundings.now()) {
            say(.warning, "\(text); messages wait and are tried again")
        }
        if let entry {
            try store.alertFailed(entry, error: trouble.text, nextAttempt: next)
        } else {
            try store.alertDestinationFails(destination.name, error: trouble.text)
        }
        return .notBefore(next)
    }

    private func retry(after seconds: Double?) -> WallTime {
        let wait = max(backoff.next(random: surroundings.random()), min(seconds ?? 0, 3600))
        let next = surroundings.now() + MediaTime(seconds: wait)
        notBefore = next
        return next
    }

    private func succeeded() {
        backoff.reset()
        notBefore = nil
        guard let length = log.succeeded(now: surroundings.now()) else { return }
        say(.info, "delivers again, after \(length)")
        // Without a message there is nothing else that would clear it.
        try? store.alertDestinationWorks(destination.name)
    }

    private func say(_ severity: AlertNotice.Severity, _ text: String) {
        surroundings.say(AlertNotice(severity, destination.name, text))
    }
}
