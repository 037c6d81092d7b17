import Footage
import Testing

@testable import EventScoring

@Suite struct EventBuilderTests {
    private let parameters = ScoringParameters()

    private func segment(
        _ id: Int64, _ start: Double, _ end: Double, ppm: Int = 1000, peak: Double? = nil
    ) -> TimelineSegment {
        let range = MediaRange(start: MediaTime(seconds: start), end: MediaTime(seconds: end))
        let length = range.duration.microseconds
        return TimelineSegment(
            id: id,
            MotionSegment(
                range: range, activeMicroseconds: length,
                peakTime: MediaTime(seconds: peak ?? start), peakPPM: ppm,
                motionIntegral: Int64(ppm) * length, boxes: []))
    }

    @Test("Segments less than the event gap apart are one event")
    func chain() throws {
        let events = EventBuilder.events(
            from: [segment(1, 0, 1), segment(2, 3.9, 5, ppm: 2000), segment(3, 8, 9)],
            parameters: parameters)
        #expect(events.map(\.segments) == [[1, 2], [3]])
        let first = try #require(events.first)
        #expect(first.startMicroseconds == 0)
        #expect(first.endMicroseconds == 5_000_000)
        #expect(first.peakMicroseconds == 3_900_000)
        #expect(first.peakSegment == 2)
        #expect(first.activeMicroseconds == 2_100_000)
        #expect(first.kind == .motion)
        #expect(first.severity == .motion)
    }

    @Test("Chains of too little active time are no event, however long they last")
    func tooShort() {
        let flicker = (0..<4).map { segment(Int64($0), Double($0) * 2, Double($0) * 2 + 0.1) }
        #expect(EventBuilder.events(from: flicker, parameters: parameters).isEmpty)
        let more = flicker + [segment(9, 8, 8.1)]
        #expect(EventBuilder.events(from: more, parameters: parameters).count == 1)
    }

    @Test("A segment inside another does not shorten the chain")
    func nested() {
        let events = EventBuilder.events(
            from: [segment(1, 0, 10), segment(2, 2, 3), segment(3, 12, 13)],
            parameters: parameters)
        #expect(events.map(\.segments) == [[1, 2, 3]])
    }

    @Test("The earliest of equal peaks wins, in any order of arrival")
    func equalPeaks() {
        let segments = [segment(1, 0, 1, peak: 0.5), segment(2, 2, 3, peak: 2.5)]
        for order in [segments, segments.reversed()] {
            let event = EventBuilder.events(from: order, parameters: parameters).first
            #expect(event?.peakSegment == 1)
        }
    }

    @Test("No segments, no events") func nothing() {
        #expect(EventBuilder.events(from: [], parameters: parameters).isEmpty)
    }
}
