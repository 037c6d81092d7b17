import EventStore
import Footage
import Foundation
import Testing

@testable import Alerting

/// With a real receiver, written in Python.
@Suite(.serialized, .enabled(if: Tool.hasPython, "python3 is not installed"))
struct `Alerts by webhook` {
    private let folder: TemporaryFolder
    private let live: LiveStore
    private let notices = Notices()

    init() throws {
        folder = try TemporaryFolder()
        live = try LiveStore(folder)
    }

    private func service(
        _ destination: AlertDestination, picture: [UInt8]? = nil
    ) -> AlertService {
        let notices = notices
        return AlertService(
            store: live.store, destinations: [destination], options: AlertOptions(version: "1.2"),
            // No jitter: the least wait.
            surroundings: AlertSurroundings(
                random: { 0 }, say: { notices.say($0) }, picture: { _, _ in picture }))
    }

    /// Runs until the receiver has answered so many requests, and stops.
    private func requests(
        _ count: Int, of receiver: Receiver, _ service: AlertService, events: Int = 1
    ) throws -> [Receiver.Request] {
        service.start(feeds: [live.liveFeed])
        for _ in 0..<events { try live.addEvent() }
        #expect(eventually(seconds: 30) { receiver.requests.count >= count })
        service.stop()
        return receiver.requests
    }

    @Test func `are signed so that the receiver can verify them`() throws {
        let receiver = try Receiver("200")
        var destination = receiver.destination(headers: ["Authorization": "Bearer x"])
        destination.picture = .pixelated
        let got = try requests(1, of: receiver, service(destination, picture: [0xFF, 0xD8, 0]))
        let request = try #require(got.first)
        #expect(got.count == 1 && request.isSigned)
        #expect(request.id == request.body["id"] as? String)
        #expect(request.body["picture"] as? String == "/9gA")
        #expect(request.body["feed"] as? String == "jetty north")
        #expect(request.headers["content-type"] == "application/json")
        #expect(request.headers["authorization"] == "Bearer x")
        #expect(request.headers["pantau-type"] == "new")
        #expect(request.headers["user-agent"] == "pantau/1.2")
        let age = request.at - Double(request.object["signed_at"] as? Int ?? 0)
        #expect(abs(age) < 10)
        #expect(try live.waiting(for: "office").isEmpty)
    }

    @Test func `are refused by a receiver with another secret`() throws {
        let receiver = try Receiver("200")
        let got = try requests(1, of: receiver, service(receiver.destination(secret: "another")))
        #expect(got.first?.isSigned == false)
    }

    @Test func `are sent again, with the same id, until they are taken`() throws {
        let receiver = try Receiver("500,503,200")
        let got = try requests(4, of: receiver, service(receiver.destination()), events: 2)
        #expect(got.map(\.answer) == ["500", "503", "200", "200"])
        #expect(Set(got.prefix(3).compactMap(\.id)).count == 1)
        #expect(got[3].id != got[0].id && got.allSatisfy(\.isSigned))
        // Half a second, then one, without jitter.
        #expect(got[1].at - got[0].at >= 0.45 && got[2].at - got[1].at >= 0.95)
        #expect(
            notices.texts == [
                "http://127.0.0.1:\(receiver.port) answers 500 (internal server error); messages "
                    + "wait and are tried again",
                "http://127.0.0.1:\(receiver.port) answers 503 (service unavailable); messages "
                    + "wait and are tried again", notices.texts.last ?? "",
            ])
        #expect(notices.texts.last?.hasPrefix("delivers again, after ") == true)
        // Nothing that may hold a token.
        #expect(!notices.texts.contains { $0.contains("t0ken") })
    }

    @Test func `wait as long as a receiver asks that has too many`() throws {
        let receiver = try Receiver("429/2,200")
        let got = try requests(2, of: receiver, service(receiver.destination()))
        #expect(got.map(\.answer) == ["429/2", "200"])
        #expect(got[1].at - got[0].at >= 1.9)
    }

    @Test func `are tried again when the receiver is slow, or closes the connection`() throws {
        let receiver = try Receiver("slow/3,close,200")
        let got = try requests(3, of: receiver, service(receiver.destination()))
        #expect(got.map(\.answer) == ["slow/3", "close", "200"])
        #expect(Set(got.compactMap(\.id)).count == 1)
        #expect(
            notices.texts.contains {
                $0.hasPrefix("http://127.0.0.1:\(receiver.port) does not answer within 1 s")
            })
        #expect(
            notices.texts.contains { $0.contains("closed the connection without an answer") })
    }

    @Test func `that are refused for good are kept, and those behind them go on`() throws {
        let receiver = try Receiver("403,200")
        let got = try requests(2, of: receiver, service(receiver.destination()), events: 2)
        #expect(got.map(\.answer) == ["403", "200"] && got[0].id != got[1].id)
        let kept = try live.waiting(for: "office")
        #expect(kept.map(\.uuid) == [got[0].id] && kept[0].refused != nil)
        #expect(kept[0].lastError == "http://127.0.0.1:\(receiver.port) answers 403 (forbidden)")
        #expect(
            notices.texts == [
                "message 1 about event 1 is refused for good: http://127.0.0.1:\(receiver.port) "
                    + "answers 403 (forbidden); see pantau alert list"
            ])
        #expect(try live.store.retryRefusedAlerts(of: "office") == 1)
        let service = service(receiver.destination())
        service.start(feeds: [live.liveFeed])
        #expect(eventually { (try? live.waiting(for: "office").isEmpty) == true })
        service.stop()
    }

    @Test func `do not follow to where a receiver points, and carry no secret there`() throws {
        let other = try Receiver("200")
        let receiver = try Receiver("302/http:__127.0.0.1:\(other.port)_")
        let service = service(receiver.destination(headers: ["Authorization": "Bearer x"]))
        let got = try requests(2, of: receiver, service)
        #expect(got.count >= 2 && other.requests.isEmpty)
        #expect(
            notices.texts.first
                == "http://127.0.0.1:\(receiver.port) points elsewhere (302, to 127.0.0.1), which "
                + "is not followed; write the address that it points to into url; messages wait "
                + "and are tried again")
        #expect(try live.waiting(for: "office").count == 1)
    }

    @Test func `wait while nobody listens, and arrive in order afterwards`() throws {
        let port = try Tool.freePort()
        let service = service(Receiver.destination(port: port))
        service.start(feeds: [live.liveFeed])
        for _ in 0..<20 { try live.addEvent() }
        #expect(eventually { notices.texts.count == 1 })
        let waiting = try live.waiting(for: "office")
        #expect(waiting.count == 20)
        let receiver = try Receiver("200", port: port)
        #expect(eventually(seconds: 30) { (try? live.waiting(for: "office").isEmpty) == true })
        service.stop()
        #expect(receiver.requests.compactMap(\.id) == waiting.map(\.uuid))
        #expect(
            notices.texts.first
                == "http://127.0.0.1:\(port) cannot be reached: nobody answers there; messages wait "
                + "and are tried again")
    }
}
