import Footage
import Testing

@testable import Capacity
@testable import FeedPipeline

@Suite("The number of cameras follows from what one takes")
struct SearchTests {
    private let search = LiveSearch(
        settings: RecordingSettings(), headroom: 0.25, seconds: 2, cores: 2)

    @Test("as many as leave the headroom")
    func count() {
        #expect(search.count(load: 0.1) == 15)
        #expect(search.count(load: 1.6) == 0)
        #expect(search.count(load: 0) == search.most)
        #expect(search.count(load: 1e-9) == search.most)
    }

    @Test("a dropped frame, a missing headroom or late frames are too much")
    func verdict() {
        var outcome = LiveTrial.Outcome(
            cameras: 10, arrivedFrames: 1000, coresUsed: 1.5, coresUsedByOthers: 0,
            delayMedianMilliseconds: 5, delay99Milliseconds: 40, bytesPerCamera: 1)
        #expect(search.keepsUp(outcome))
        outcome.droppedFrames = 1
        #expect(!search.keepsUp(outcome))
        outcome.droppedFrames = 0
        outcome.coresUsed = 1.6
        #expect(!search.keepsUp(outcome))
        outcome.coresUsed = 1.5
        outcome.delay99Milliseconds = 2500
        #expect(!search.keepsUp(outcome))
    }

    @Test("the price is shared by those that are carried")
    func price() {
        var live = LiveCapacity()
        live.cameras = 8
        #expect(live.costPerCamera(price: 400) == nil)
        live.isVerified = true
        #expect(live.costPerCamera(price: 400) == 50)
        #expect(live.costPerCamera(price: nil) == nil)
    }

    @Test("long recordings are measured in places spread over them")
    func sample() {
        let stretches = (0..<100).map { number in
            Stretch(
                ordinal: number, groups: number..<number + 1,
                range: MediaRange(
                    start: MediaTime(seconds: Double(number) * 10),
                    end: MediaTime(seconds: Double(number + 1) * 10)))
        }
        let chosen = StretchSample.chosen(from: stretches, seconds: 50)
        #expect(chosen.map(\.ordinal) == [0, 24, 49, 74, 99])
        #expect(StretchSample.chosen(from: stretches, seconds: 1).map(\.ordinal) == [50])
        #expect(StretchSample.chosen(from: stretches, seconds: 1e6).count == 100)
        #expect(StretchSample.chosen(from: [], seconds: 50).isEmpty)
    }

    @Test("the processor has its maker's name, or is unknown")
    func processor() {
        #expect(
            Machine.processorName("a: b\nmodel name\t: Intel(R) N100: x\nmodel name: no\n")
                == "Intel(R) N100: x")
        #expect(Machine.processorName("") == "unknown processor")
    }
}
