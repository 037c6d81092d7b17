import Synchronization

/// What the server counts about itself.
final class ServerMetrics: Sendable {
    /// Upper bounds of the latency histogram, in seconds.
    static let bounds: [Double] = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

    struct RouteKey: Hashable, Comparable {
        var method: String
        var route: String
        var status: Int

        static func < (left: Self, right: Self) -> Bool {
            (left.route, left.method, left.status) < (right.route, right.method, right.status)
        }
    }

    struct Histogram {
        var counts = Array(repeating: 0, count: ServerMetrics.bounds.count + 1)
        var sumSeconds = 0.0

        var total: Int { counts.reduce(0, +) }

        mutating func add(_ seconds: Double) {
            let bucket = ServerMetrics.bounds.firstIndex { seconds <= $0 }
            counts[bucket ?? ServerMetrics.bounds.count] += 1
            sumSeconds += seconds
        }
    }

    struct State {
        var requests: [RouteKey: Int] = [:]
        var latencies: [String: Histogram] = [:]
        var requestsInFlight = 0
        var logins = (succeeded: 0, failed: 0)
    }

    private let state = Mutex(State())

    func began() { state.withLock { $0.requestsInFlight += 1 } }

    /// - Parameter route: the path as in the API's description, never as it was asked for: the
    ///   number of series must not grow with what clients make up.
    func ended(method: String, route: String, status: Int, seconds: Double) {
        state.withLock { state in
            state.requestsInFlight -= 1
            state.requests[RouteKey(method: method, route: route, status: status), default: 0] += 1
            state.latencies[route, default: Histogram()].add(seconds)
        }
    }

    func login(succeeded: Bool) {
        state.withLock { state in
            if succeeded {
                state.logins.succeeded += 1
            } else {
                state.logins.failed += 1
            }
        }
    }

    var snapshot: State { state.withLock { $0 } }
}
