import EventScoring
import Footage
import Testing

@Suite struct ClockWatchTests {
    private static let noon = WallTime(microsecondsUTC: 1_700_000_000_000_000)

    /// A camera whose clock loses `lost` of every second, pictures delayed by up to `delay` seconds.
    private static func watch(
        seconds: Int, lost: Double, delay: Int = 3, ended: inout [HealthFinding],
        correctedAt correction: Int? = nil
    ) -> ClockWatch {
        var watch = ClockWatch()
        for second in 0..<seconds {
            let isCorrected = correction.map { second >= $0 } ?? false
            let stream = Double(second) * (isCorrected ? 1 : 1 - lost)
            let late = Double(second * 7 % 10) / 10 * Double(delay)
            if let finding = watch.add(
                stream: MediaTime(seconds: stream),
                arrived: noon + MediaTime(seconds: Double(second) + late))
            {
                ended.append(finding)
            }
        }
        return watch
    }

    @Test func aClockThatLosesTimeIsTold() throws {
        var ended: [HealthFinding] = []
        let watch = Self.watch(seconds: 1200, lost: 0.005, ended: &ended)
        #expect(watch.open?.kind == .clockDrift)
        #expect(watch.drift > MediaTime(seconds: 4))
        #expect(ended.isEmpty)
    }

    @Test func aClockThatGainsTimeIsToldToo() {
        var ended: [HealthFinding] = []
        #expect(Self.watch(seconds: 1200, lost: -0.005, ended: &ended).open?.kind == .clockDrift)
    }

    @Test func picturesThatComeLateAreNoWrongClock() {
        var ended: [HealthFinding] = []
        let watch = Self.watch(seconds: 1200, lost: 0, delay: 15, ended: &ended)
        #expect(watch.open == nil)
        #expect(ended.isEmpty)
    }

    @Test func aClockThatWasSetRightIsWellAgain() {
        var ended: [HealthFinding] = []
        let watch = Self.watch(seconds: 1500, lost: 0.005, ended: &ended, correctedAt: 1000)
        #expect(watch.open == nil)
        #expect(ended.map(\.kind) == [.clockDrift])
        #expect(ended.first?.isOpen == false)
    }
}
