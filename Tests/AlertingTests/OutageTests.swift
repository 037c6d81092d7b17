import EventStore
import Footage
import Foundation
import Testing

@testable import Alerting

/// Hours of outage, by a clock that the test moves.
@Suite struct `An outage` {
    /// A destination that can be taken away.
    private final class SwitchedTransport: AlertTransport {
        var isUp = false
        /// Loses the acknowledgement of every so many messages.
        var forgets = Int.max
        private(set) var tries = 0
        private(set) var delivered: [OutboxEntry] = []

        func prepare() throws(DeliveryTrouble) {
            tries += 1
            if !isUp { throw .failed("broker.lan:1883 cannot be reached") }
        }

        func deliver(_ message: AlertMessage) throws(DeliveryTrouble) {
            delivered.append(message.entry)
            if delivered.count % forgets == 0 {
                throw .failed("broker.lan:1883 does not acknowledge messages")
            }
        }

        func idle(seconds: Double) {}
        func close() {}
    }

    private let folder: TemporaryFolder
    private let clock = TestClock()
    private let live: LiveStore
    private let notices = Notices()
    private let transport = SwitchedTransport()
    private let sender: DestinationSender

    init() throws {
        folder = try TemporaryFolder()
        let (clock, notices) = (clock, notices)
        live = try LiveStore(folder, clock: { clock.now })
        live.plan("room", updateInterval: MediaTime(seconds: 10))
        sender = DestinationSender(
            AlertDestination(name: "room", way: .mqtt(MQTTSettings(host: "broker.lan"))),
            store: live.store, transport: transport, options: AlertOptions(),
            surroundings: AlertSurroundings(
                now: { clock.now }, random: { 0.5 }, say: { notices.say($0) }))
    }

    /// Steps until nothing is left to do at this moment.
    private func run() -> DestinationSender.Next {
        while true {
            let next = sender.step()
            if next != .again { return next }
        }
    }

    @Test func `of an hour loses nothing, is told once, and is not hammered at`() throws {
        // An event a minute, each of which goes on for half a minute.
        for minute in 0..<60 {
            for part in 0..<3 {
                try live.addEvent(goesOn: part > 0)
                clock.pass(seconds: 10)
                _ = try live.store.tendAlerts(OutboxLimits())
                _ = run()
            }
            try live.store.settleAlerts(
                of: live.feed.id, until: WallTime(microsecondsUTC: .max))
            // What moves next is an event of its own.
            _ = minute
            clock.pass(seconds: 30)
            _ = run()
        }
        let waiting = try live.waiting(for: "room")
        #expect(transport.delivered.isEmpty)
        #expect(
            notices.texts == [
                "broker.lan:1883 cannot be reached; messages wait and are tried again"
            ])
        // 1 + 2 + 4 … seconds and then once a minute at most, each three quarters of it.
        #expect((60...100).contains(transport.tries))
        #expect(waiting.allSatisfy { $0.attempts == 0 })
        let summary = try #require(try live.store.outboxSummaries().first)
        #expect(summary.failingSince != nil && summary.waiting == waiting.count)

        transport.isUp = true
        clock.pass(seconds: 60)
        #expect(run() == .idle)
        #expect(transport.delivered.map(\.uuid) == waiting.map(\.uuid))
        #expect(transport.delivered.map(\.sequence) == transport.delivered.map(\.sequence).sorted())
        // Of each event its beginning and its end, and no update in between that says less.
        for type in [AlertType.new, .end] {
            #expect(transport.delivered.count { $0.type == type } >= 60)
        }
        #expect(!transport.delivered.contains { $0.type == .update })
        #expect(notices.texts.count == 2)
        #expect(notices.texts[1] == "delivers again, after 1 h 00 min")
        #expect(try live.store.outboxSummaries().first?.failingSince == nil)
    }

    @Test func `of acknowledgements sends twice, with the same id`() throws {
        transport.isUp = true
        transport.forgets = 3
        for _ in 0..<9 { try live.addEvent() }
        let waiting = try live.waiting(for: "room").map(\.uuid)
        var next = run()
        while case .notBefore(let time) = next {
            clock.set(time)
            next = run()
        }
        #expect(next == .idle)
        let ids = transport.delivered.map(\.uuid)
        #expect(ids.count > 9 && Set(ids) == Set(waiting))
        // In order, repetitions aside.
        var seen: Set<String> = []
        #expect(ids.filter { seen.insert($0).inserted } == waiting)
    }

    @Test func `ends for a program that is started anew at once`() throws {
        try live.addEvent()
        guard case .notBefore(let time) = run() else {
            Issue.record("it should wait")
            return
        }
        #expect(time > clock.now)
        #expect(run() == .notBefore(time))
        transport.isUp = true
        let again = DestinationSender(
            AlertDestination(name: "room", way: .mqtt(MQTTSettings(host: "broker.lan"))),
            store: live.store, transport: transport, options: AlertOptions(),
            surroundings: AlertSurroundings(now: { [clock] in clock.now }))
        #expect(again.step() == .again && again.step() == .idle)
        #expect(transport.delivered.count == 1)
    }
}

@Suite struct `Waiting after failures` {
    @Test func `doubles up to a limit, spread over half of it`() {
        var least = Backoff(longestSeconds: 60)
        var most = Backoff(longestSeconds: 60)
        var waits: [Double] = []
        for _ in 0..<100 {
            let (low, high) = (least.next(random: 0), most.next(random: 0.999_999))
            #expect(low >= 0.5 && high <= 60 && high > low * 1.9)
            waits.append(low)
        }
        #expect(waits.prefix(8) == [0.5, 1, 2, 4, 8, 16, 30, 30])
        least.reset()
        #expect(least.next(random: 0) == 0.5)
    }

    @Test func `is told once for each reason, and when it is over`() {
        var log = TroubleLog()
        let start = WallTime(microsecondsUTC: 0)
        #expect(log.succeeded(now: start) == nil)
        #expect(log.failed("no", now: start) == "no")
        #expect(log.failed("no", now: start) == nil)
        #expect(log.failed("never", now: start) == "never")
        #expect(log.succeeded(now: start + MediaTime(seconds: 7500)) == "2 h 05 min")
        #expect(log.failed("no", now: start) == "no")
        #expect(log.succeeded(now: start + MediaTime(seconds: 119)) == "1 min")
    }
}
