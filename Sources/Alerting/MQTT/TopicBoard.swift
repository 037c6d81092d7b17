import Synchronization

/// What should stand on topics of a broker: states, of which the last one is all that counts. They
/// are not queued; after a connection was lost, all that is retained is published anew.
final class TopicBoard: Sendable {
    struct Notice: Sendable, Hashable {
        var topic: String
        /// Empty: what is retained there is deleted.
        var payload: [UInt8]
        var isRetained: Bool

        init(_ topic: String, _ payload: [UInt8], isRetained: Bool = true) {
            self.topic = topic
            self.payload = payload
            self.isRetained = isRetained
        }

        init(_ topic: String, _ text: String, isRetained: Bool = true) {
            self.init(topic, [UInt8](text.utf8), isRetained: isRetained)
        }
    }

    private struct State {
        var notices: [String: Notice] = [:]
        /// Topics that are to be published, in the order in which that was asked for.
        var waiting: [String] = []
    }

    private let state = Mutex(State())

    /// - Returns: whether there is anything to publish.
    @discardableResult
    func post(_ notice: Notice) -> Bool {
        state.withLock { state in
            if notice.isRetained, state.notices[notice.topic] == notice { return false }
            state.notices[notice.topic] = notice
            if !state.waiting.contains(notice.topic) { state.waiting.append(notice.topic) }
            return true
        }
    }

    /// Posts a first state, where there is none yet.
    func postIfNew(_ notice: Notice) {
        let isKnown = state.withLock { state in
            state.notices[notice.topic].map { !$0.payload.isEmpty } ?? false
        }
        if !isKnown { post(notice) }
    }

    /// What to publish next, until it was published.
    var next: Notice? {
        state.withLock { state in state.waiting.first.flatMap { state.notices[$0] } }
    }

    /// - Parameter notice: what was published; a newer one goes on waiting.
    func published(_ notice: Notice) {
        state.withLock { state in
            guard state.notices[notice.topic] == notice else { return }
            state.waiting.removeAll { $0 == notice.topic }
            if !notice.isRetained { state.notices[notice.topic] = nil }
        }
    }

    /// The broker may have lost all of it.
    func publishAll() {
        state.withLock { state in
            let known = Set(state.waiting)
            state.waiting += state.notices.values.filter(\.isRetained).map(\.topic).sorted()
                .filter { !known.contains($0) }
        }
    }
}
