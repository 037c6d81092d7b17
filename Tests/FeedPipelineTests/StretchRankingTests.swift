import Footage
import Testing
import VideoDecoding

@testable import FeedPipeline

@Suite("Stretches are ranked")
struct StretchRankingTests {
    private typealias Candidate = StretchRanking.Candidate

    private func candidate(
        _ recording: Int, _ ordinal: Int, rank: Double = 0.5, motion: Int64? = nil
    ) -> Candidate {
        Candidate(
            recording: recording, ordinal: ordinal,
            evidence: StretchEvidence(packetRank: rank, motion: motion))
    }

    @Test("by what key frames showed, and four times as many by packets, over all recordings")
    func turns() {
        let ranked = StretchRanking.likeliestFirst([
            candidate(0, 0, rank: 0.9, motion: 0), candidate(0, 1, rank: 0.1),
            candidate(0, 2, rank: 0.2, motion: 50), candidate(1, 0, rank: 0.95, motion: 900),
            candidate(1, 1, rank: 0.3, motion: 0), candidate(2, 0, rank: 0.4),
            candidate(2, 1, rank: 0.5),
            Candidate(recording: 1, ordinal: 2, evidence: nil),
        ])
        #expect(
            ranked.map { [$0.recording, $0.ordinal] }
                == [[1, 0], [0, 1], [1, 1], [2, 0], [2, 1], [0, 2], [0, 0], [1, 2]])
    }

    @Test("each exactly once, in tiers that keep a recording together, the rest in order of time")
    func tiers() {
        let candidates = (0..<4).flatMap { recording in
            (0..<50).map { ordinal in
                candidate(
                    recording, ordinal, rank: Double((ordinal * 37 + recording * 11) % 50) / 50)
            }
        }
        let order = StretchRanking.decodingOrder(candidates.reversed())
        func isBefore(_ left: Candidate, _ right: Candidate) -> Bool {
            (left.recording, left.ordinal) < (right.recording, right.ordinal)
        }
        #expect(order.sorted(by: isBefore) == candidates)
        let likeliest = Set(
            StretchRanking.likeliestFirst(candidates).prefix(20).map {
                [$0.recording, $0.ordinal]
            })
        #expect(Set(order.prefix(20).map { [$0.recording, $0.ordinal] }) == likeliest)
        // The first tier is four stretches; no recording comes twice within it.
        let first = order.prefix(4).map(\.recording)
        #expect(first == first.sorted())
        #expect(Array(order.dropFirst(80)) == order.dropFirst(80).sorted(by: isBefore))
    }

    @Test(
        "a fast scan decodes a tenth, rounded up, less what is decoded, and what cannot be ranked")
    func fastChoice() {
        func work(_ count: Int, decoded: Int = 0, isRanked: Bool = true) -> RecordingWork {
            var work = RecordingWork.nothing
            for ordinal in 0..<count {
                work.waiting[ordinal] = .init(
                    stretch: Stretch(
                        ordinal: ordinal, groups: 0..<1, range: MediaRange(start: .zero, end: .zero)
                    ),
                    evidence: isRanked ? StretchEvidence(packetRank: Double(ordinal)) : nil)
            }
            work.decoded = decoded
            return work
        }
        #expect(StretchRanking.fastChoice(in: work(12)) == [0, 1])
        #expect(StretchRanking.fastChoice(in: work(11, decoded: 1)) == [0])
        #expect(StretchRanking.fastChoice(in: work(10, decoded: 2)).isEmpty)
        #expect(StretchRanking.fastChoice(in: work(5, isRanked: false)).count == 5)
    }

    @Test("packets that are larger than those at the same place before tell of motion")
    func packets() throws {
        let folder = try TemporaryFolder()
        let index = try SmallVideo.index(
            path: folder.path + "/a.mp4", seconds: 60, noisySeconds: 33..<37)
        let stretches = StretchPlan.stretches(of: index)
        let evidence = StretchEvidence.ofPackets(index: index, stretches: stretches)
        let likeliest = try #require(
            evidence.indices.min { evidence[$0].packetRank < evidence[$1].packetRank })
        #expect(stretches[likeliest].range.contains(MediaTime(seconds: 33)))
        #expect(Set(evidence.map(\.packetRank)).count == stretches.count)
    }
}
