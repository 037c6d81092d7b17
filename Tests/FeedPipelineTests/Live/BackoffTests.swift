import Testing
import VideoDecoding

@testable import FeedPipeline

@Suite("Waiting before a camera is tried again")
struct BackoffTests {
    private let lost = LiveError.ended(address: "rtsp://camera")

    @Test("longer each time, up to a minute")
    func growth() {
        var backoff = Backoff { 0.5 }
        let waits = (0..<9).map { _ in backoff.seconds(after: lost, connectedSeconds: 0) }
        #expect(waits == [1, 2, 4, 8, 16, 32, 60, 60, 60])
    }

    @Test("never all at once, and never less than a second")
    func chance() {
        var low = Backoff { 0 }
        var high = Backoff { 0.999 }
        #expect(low.seconds(after: lost, connectedSeconds: 0) == 1)
        #expect(high.seconds(after: lost, connectedSeconds: 0) > 1.2)
    }

    @Test("after a good connection it begins anew")
    func goodConnection() {
        var backoff = Backoff { 0.5 }
        for _ in 0..<5 { _ = backoff.seconds(after: lost, connectedSeconds: 0) }
        #expect(backoff.seconds(after: lost, connectedSeconds: 31) == 1)
    }

    @Test("a wrong password is not tried every second")
    func patience() {
        var backoff = Backoff { 0.5 }
        #expect(
            backoff.seconds(
                after: .wrongPassword(address: "rtsp://camera", wasGiven: true), connectedSeconds: 0
            )
                == 120)
    }
}
