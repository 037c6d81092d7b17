import CFFmpeg
import Footage
import Testing

@testable import VideoDecoding

/// Times of live packets rise evenly, whatever the camera's clock does.
struct LiveTimelineTests {
    private static let timing = StreamTiming(
        mode: .presentation, tickNumerator: 1, tickDenominator: 90_000, intervalTicks: 9000,
        zeroTicks: 0, reorderDepth: 0)

    /// Places packets given as seconds of the stream (nil: none) and of arrival.
    private func place(
        _ packets: [(Double?, Double)], mayReorder: Bool = true
    ) -> (times: [Double], jumps: [Int], depth: Int) {
        var timeline = LiveTimeline(timing: Self.timing, mayReorder: mayReorder)
        var times: [Double] = []
        var jumps: [Int] = []
        for (number, (own, arrival)) in packets.enumerated() {
            let place = timeline.place(
                ticks: own.map { Int64(($0 * 90_000).rounded()) },
                arrivalNanoseconds: UInt64((1000 + arrival) * 1e9))
            times.append((place.time.seconds * 1000).rounded() / 1000)
            if place.jumped { jumps.append(number) }
        }
        return (times, jumps, timeline.reorderDepth)
    }

    private func tenths(_ range: Range<Int>) -> [Double] { range.map { Double($0) / 10 } }

    @Test("times are the stream's own, from its first packet, however unevenly they arrive")
    func ownTimes() {
        let late = [0, 0.3, 0.31, 0.32, 0.4, 0.5, 4.6, 4.6, 4.6, 4.7]
        let placed = place(zip(tenths(500..<510), late).map { ($0, $1) })
        #expect(placed.times == tenths(0..<10))
        #expect(placed.jumps.isEmpty)
    }

    @Test("what a server kept back and sends at once at the start is no jump")
    func burst() {
        let placed = place(tenths(0..<80).map { ($0, $0 < 7 ? 0 : $0 - 7) })
        #expect(placed.times == tenths(0..<80))
        #expect(placed.jumps.isEmpty)
    }

    @Test(
        "a clock that jumps is evened out by the arrival",
        arguments: [86_400.0, -86_400, -1, 5, -40_000])
    func jumps(_ by: Double) {
        let arrivals = tenths(0..<30)
        let placed = place(arrivals.map { ($0 < 1.5 ? $0 : $0 + by, $0) })
        #expect(placed.times == tenths(0..<30), "\(placed.times)")
        #expect(placed.jumps == [15])
    }

    @Test("a pause is a pause, with the packets arriving as late as they say")
    func pause() {
        let moments = tenths(0..<10) + tenths(600..<610)
        let placed = place(moments.map { ($0, $0) })
        #expect(placed.times == moments)
        #expect(placed.jumps.isEmpty)
    }

    @Test("a jump within a pause leaves the pause as long as it was")
    func jumpInPause() {
        let moments = tenths(0..<10) + tenths(600..<610)
        let placed = place(moments.map { ($0 < 5 ? $0 : $0 - 3600, $0) })
        #expect(placed.times == moments)
        #expect(placed.jumps == [10])
    }

    @Test("packets without time stamps, or with one that stands still, get their arrival")
    func noClock() {
        let arrivals = [0, 0.11, 0.2, 0.32, 0.4]
        #expect(place(arrivals.map { (nil, $0) }).times == arrivals)
        #expect(place(arrivals.map { (7.0, $0) }).times == arrivals)
        #expect(place(arrivals.map { (nil, $0) }).jumps.isEmpty)
    }

    @Test("a first packet without time stamp is no reason to doubt the next ones")
    func lateStamp() {
        let placed = place([(nil, 0), (300.1, 0.1), (300.2, 0.2), (300.3, 0.3)])
        #expect(placed.times == [0, 0.1, 0.2, 0.3])
        #expect(placed.jumps.isEmpty)
    }

    @Test("pictures that are sent out of order keep their times, and are counted")
    func reordering() {
        let order = [0, 3, 1, 2, 6, 4, 5, 9, 7, 8].map { Double($0) / 10 }
        let placed = place(zip(order, tenths(0..<10)).map { ($0, $1) })
        #expect(placed.times == order)
        #expect(placed.jumps.isEmpty)
        #expect(placed.depth == 1)
    }

    @Test("rounding never lets times of a stream in order stand or fall")
    func rounding() {
        let own = [0, 0.1, 0.1001, 0.09, 0.2, 0.2, 0.3]
        let placed = place(
            zip(own, tenths(0..<7)).map { ($0, $1) }, mayReorder: false)
        #expect(zip(placed.times, placed.times.dropFirst()).allSatisfy { $0 <= $1 })
        #expect(placed.jumps.isEmpty)
    }

    @Test("the frame rate is measured, single gaps left aside")
    func frameRate() {
        var timeline = LiveTimeline(timing: Self.timing, mayReorder: false)
        for moment in (0..<20).map({ Double($0) / 4 }) + [30] {
            _ = timeline.place(
                ticks: Int64(moment * 90_000), arrivalNanoseconds: UInt64(moment * 1e9))
        }
        #expect(abs((timeline.framesPerSecond ?? 0) - 4) < 0.01)
    }
}
