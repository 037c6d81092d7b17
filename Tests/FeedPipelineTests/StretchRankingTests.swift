import Footage
import Testing
import VideoDecoding

@testable import FeedPipeline

@Suite("Stretches are ranked by the bytes that they need per second")
struct StretchRankingTests {
    private func ranking() throws -> (ranking: StretchRanking, stretches: [Stretch]) {
        let folder = try TemporaryFolder()
        let index = try SmallVideo.index(
            path: folder.path + "/a.mp4", seconds: 60, noisySeconds: 33..<37)
        let stretches = StretchPlan.stretches(of: index)
        return (StretchRanking(index: index, stretches: stretches), stretches)
    }

    @Test("the busiest first, each exactly once")
    func order() throws {
        let (ranking, stretches) = try ranking()
        let first = try #require(ranking.ordinals.first)
        #expect(stretches[first].range.start <= MediaTime(seconds: 33))
        #expect(stretches[first].range.end >= MediaTime(seconds: 37))
        #expect(ranking.ordinals.sorted() == stretches.map(\.ordinal))
    }

    @Test("a short rest at the end does not come first for its key frame alone")
    func shortRest() throws {
        let folder = try TemporaryFolder()
        let index = try SmallVideo.index(
            path: folder.path + "/a.mp4", seconds: 55, noisySeconds: 22..<26)
        let stretches = [
            (0, 0..<20), (1, 20..<40), (2, 40..<54), (3, 54..<55),
        ].map { ordinal, groups in
            Stretch(
                ordinal: ordinal, groups: groups,
                range: MediaRange(
                    start: MediaTime(seconds: Double(groups.lowerBound)),
                    end: MediaTime(seconds: Double(groups.upperBound))))
        }
        let ranking = StretchRanking(index: index, stretches: stretches)
        #expect(ranking.ordinals.first == 1)
        #expect(ranking.ordinals.last == 3)
    }

    @Test("a thorough scan decodes all of them, a fast one the likeliest tenth, rounded up")
    func chosen() throws {
        let (ranking, stretches) = try ranking()
        #expect(ranking.chosen(for: .thorough) == Set(stretches.map(\.ordinal)))
        #expect(ranking.chosen(for: .fast) == Set(ranking.ordinals.prefix(1)))
    }
}
