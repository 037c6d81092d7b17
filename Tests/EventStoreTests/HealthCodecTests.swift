import Footage
import Foundation
import Testing

@testable import EventStore

@Suite struct HealthCodecTests {
    private static func number(_ state: inout UInt64, below limit: UInt64) -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return (state >> 33) % limit
    }

    /// Readings of a scene in which a tenth of the edges change every time.
    private static func busy(_ count: Int, seed: UInt64 = 1) -> [HealthReading] {
        var state = seed
        var view = ViewSignature()
        return (0..<count).map { index in
            for row in view.upright.indices {
                for _ in 0..<(index == 0 ? 14 : 2) {
                    view.upright[row] ^= 1 << number(&state, below: 64)
                    view.level[row] ^= 1 << number(&state, below: 64)
                }
            }
            for block in view.luma.indices where number(&state, below: 8) == 0 {
                view.luma[block] = UInt8(number(&state, below: 256))
            }
            for place in view.fingerprint.indices where index == 0 {
                view.fingerprint[place] = UInt8(number(&state, below: 256))
            }
            let start = MediaTime(seconds: Double(index) * 2)
            return HealthReading(
                time: start, end: start + MediaTime(seconds: 2),
                light: PictureLight(
                    mean: UInt8(90 + number(&state, below: 5)), low: 0, middle: 90, high: 255,
                    whitePermille: 12, colour: 300, strongestColour: 77),
                sharpness: 250 + Int(number(&state, below: 9)),
                change: index == 0
                    ? nil
                    : PictureChange(
                        mean: Int(number(&state, below: 60_000)),
                        jumps: Int(number(&state, below: 100_000)), keyFrames: index % 2),
                view: view, aspectPermille: 1333)
        }
    }

    private static func still(_ count: Int) -> [HealthReading] {
        let first = busy(1)[0]
        return (0..<count).map { index in
            var reading = first
            reading.time = MediaTime(seconds: Double(index) * 2)
            reading.end = reading.time + MediaTime(seconds: 2)
            reading.isViewKept = index % 3 == 1
            return reading
        }
    }

    @Test(arguments: [1, 2, 15, 400])
    func readingsComeBackAsTheyWere(_ count: Int) {
        let readings = Self.busy(count, seed: UInt64(count))
        #expect(HealthCodec.unpack(HealthCodec.pack(readings)) == readings)
        let same = Self.still(count)
        #expect(HealthCodec.unpack(HealthCodec.pack(same)) == same)
        #expect(HealthCodec.unpack(HealthCodec.pack([])) == [])
    }

    @Test func extremesComeBackToo() {
        var readings = Self.busy(3)
        readings[0].time = MediaTime(seconds: 400_000)
        readings[1].time = readings[0].time
        readings[2].time = MediaTime(seconds: 400_001)
        for index in readings.indices { readings[index].end = readings[index].time }
        readings[1].light.colour = 1 << 16
        readings[1].light.whitePermille = 1000
        readings[1].change = PictureChange(mean: 65_280, jumps: 1 << 32, keyFrames: 0)
        readings[2].sharpness = 1023
        #expect(HealthCodec.unpack(HealthCodec.pack(readings)) == readings)
    }

    @Test func aSceneAtRestCostsNextToNothing() {
        #expect(HealthCodec.pack(Self.still(900)).count < 900 * 2)
    }

    @Test func damagedReadingsAreRefusedAndNeverTrap() {
        let whole = HealthCodec.pack(Self.busy(3))
        for length in 0..<whole.count {
            #expect(HealthCodec.unpack(Data(whole.prefix(length))) == nil)
        }
        for index in whole.indices {
            for flip: UInt8 in [1, 0x80, 0xFF] {
                var bytes = whole
                bytes[index] ^= flip
                _ = HealthCodec.unpack(bytes)
            }
        }
        #expect(HealthCodec.unpack(whole + [0]) == nil)
        #expect(HealthCodec.unpack(Data()) == nil)
        #expect(HealthCodec.unpack(Data([9])) == nil)
    }

    @Test func roundedNumbersKeepTheirOrder() {
        var last = -1
        for value in 0..<5000 {
            let place = RoundedNumber.place(of: value)
            let (base, bits) = RoundedNumber.number(at: place)
            #expect(base <= value && value < base + 1 << bits)
            #expect(place == last || place == last + 1)
            last = place
        }
    }
}

@Suite struct PictureLossTests {
    private static func spans(_ parts: [(Double, CoverageState)]) -> [CoverageSpan] {
        var start = 0.0
        return parts.map { seconds, state in
            defer { start += seconds }
            return CoverageSpan(
                range: MediaRange(
                    start: MediaTime(seconds: start), end: MediaTime(seconds: start + seconds)),
                state: state)
        }
    }

    private static func losses(
        _ parts: [(Double, CoverageState)], isLive: Bool = false
    ) -> [ClosedRange<Double>] {
        PictureLoss.losses(in: spans(parts), isLive: isLive)
            .map { $0.start.seconds...$0.end.seconds }
    }

    @Test func aGapBetweenPicturesIsALoss() {
        #expect(Self.losses([(30, .analysed), (40, .absent), (20, .analysed)]) == [30...70])
        #expect(Self.losses([(30, .analysed), (8, .undecodable), (20, .analysed)]).isEmpty)
        #expect(
            Self.losses([(30, .analysed), (8, .undecodable), (20, .analysed)], isLive: true)
                == [30...38])
        #expect(Self.losses([(30, .analysed), (40, .absent)], isLive: true) == [30...70])
    }

    @Test func aFewPicturesAmidALossDoNotEndIt() {
        #expect(
            Self.losses([
                (30, .analysed), (10, .absent), (1, .analysed), (9, .absent), (20, .analysed),
            ]) == [30...50])
    }

    @Test func whereARecordingBeginsAndEndsNothingIsKnown() {
        #expect(Self.losses([(9, .undecodable), (30, .analysed), (40, .undecodable)]).isEmpty)
        #expect(
            Self.losses([(30, .analysed), (9, .pending), (9, .absent), (5, .analysed)]).isEmpty)
    }
}
