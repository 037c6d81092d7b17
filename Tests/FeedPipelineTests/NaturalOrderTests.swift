import Testing

@testable import FeedPipeline

@Suite struct `Natural order` {
    @Test func `puts numbers by value and folders together`() {
        let sorted = [
            "a/cam2.mp4", "a/cam10.mp4", "a/Cam11.mp4", "a/cam010.mp4", "a-1/x", "a/b/c", "A/z",
        ].sorted(by: NaturalOrder.precedes)
        #expect(
            sorted == [
                "a/b/c", "a/cam2.mp4", "a/cam010.mp4", "a/cam10.mp4", "a/Cam11.mp4", "A/z",
                "a-1/x",
            ])
    }

    @Test func `is a strict total order`() {
        let names = ["", "0", "00", "1", "01", "a", "A", "a1", "A01", "é", "~", "a/", "a/1"]
        for first in names {
            #expect(!NaturalOrder.precedes(first, first))
            for second in names where first != second {
                #expect(
                    NaturalOrder.precedes(first, second) != NaturalOrder.precedes(second, first),
                    "\(first) | \(second)")
            }
        }
    }
}
