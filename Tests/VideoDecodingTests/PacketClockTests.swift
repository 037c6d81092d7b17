import Testing

@testable import VideoDecoding

struct PacketClockTests {
    private let timing = StreamTiming(
        mode: .presentation, tickNumerator: 1, tickDenominator: 1000, intervalTicks: 100,
        zeroTicks: 0, reorderDepth: 0)

    @Test("time stamps without jumps stay as they are")
    func unbroken() {
        var clock = PacketClock()
        #expect(clock.advance(5000, timing: timing) == 5000)
        #expect(clock.place(5300, timing: timing) == 5300)
        #expect(clock.place(5100, timing: timing) == 5100)
        #expect(clock.advance(9000, timing: timing) == 9000)
        #expect(clock.jumps == 0)
    }

    @Test("after a backward jump time goes on one interval later")
    func backward() {
        var clock = PacketClock()
        _ = clock.advance(50_000, timing: timing)
        #expect(clock.advance(0, timing: timing) == 50_100)
        #expect(clock.place(100, timing: timing) == 50_200)
        #expect(clock.jumps == 1)
    }

    @Test("a pause of an hour is kept, a jump of a day is not")
    func forward() {
        var clock = PacketClock()
        _ = clock.advance(0, timing: timing)
        #expect(clock.advance(3_600_000, timing: timing) == 3_600_000)
        #expect(clock.advance(90_000_000, timing: timing) == 3_600_100)
    }

    @Test("pictures shown before their key frame are no jump")
    func leading() {
        var clock = PacketClock()
        _ = clock.advance(0, timing: timing)
        _ = clock.place(100, timing: timing)
        #expect(clock.advance(400, timing: timing) == 400)
        #expect(clock.place(200, timing: timing) == 200)
        #expect(clock.place(300, timing: timing) == 300)
        #expect(clock.jumps == 0)
    }

    @Test("a jump within a group is found too")
    func withinGroup() {
        var clock = PacketClock()
        _ = clock.advance(0, timing: timing)
        _ = clock.advance(100_000, timing: timing)
        #expect(clock.place(50, timing: timing) == 100_100)
        #expect(clock.place(150, timing: timing) == 100_200)
    }

    @Test("a kept copy of the clock continues as the original does")
    func resumed() {
        var clock = PacketClock()
        for ticks in [0, 100, 200, 50_000] as [Int64] { _ = clock.advance(ticks, timing: timing) }
        _ = clock.advance(7, timing: timing)
        var copy = clock
        for ticks in [107, 207, 9, 109] as [Int64] {
            #expect(
                clock.advance(ticks, timing: timing) == copy.advance(ticks, timing: timing))
        }
    }
}
