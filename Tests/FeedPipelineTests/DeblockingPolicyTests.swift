import Footage
import MotionAnalysis
import Testing
import VideoDecoding

@testable import FeedPipeline

@Suite("What is filtered for the analysis")
struct DeblockingPolicyTests {
    @Test("lone key frames are not, where at least two pixels by two become one")
    func byDivisor() {
        func policy(_ width: Int, _ height: Int, _ aspect: (Int, Int) = (1, 1)) -> Deblocking {
            .ofLoneKeyFrames(
                AnalysisGeometry(
                    stored: FrameSize(width: width, height: height),
                    sampleAspectNumerator: aspect.0, sampleAspectDenominator: aspect.1))
        }
        #expect(policy(1920, 1080) == .none)
        #expect(policy(1280, 720) == .none)
        #expect(policy(640, 360) == .all)
        #expect(policy(352, 288) == .all)
        // Half of the lines of a field recording: averaged across alone.
        #expect(policy(1280, 360, (1, 2)) == .all)
    }

    @Test(
        "what others build on is, but where coarse averages and frequent key frames hide it",
        arguments: [
            ("h264", 50, 1920, 1080, Deblocking.none), ("h264", 60, 1920, 1080, .none),
            ("h264", 61, 1920, 1080, .referencedOnly), ("hevc", 50, 1920, 1080, .referencedOnly),
            ("h264", 50, 1280, 720, .referencedOnly), ("h264", 50, 640, 360, .referencedOnly),
        ])
    func stretches(
        codec: String, longestGroup: Int, width: Int, height: Int, expected: Deblocking
    ) {
        let geometry = AnalysisGeometry(stored: FrameSize(width: width, height: height))
        let policy = Deblocking.ofStretches(codec: codec, longestGroup: longestGroup, geometry)
        #expect(policy == expected)
    }

    @Test("the longest group counts, the last one too")
    func longestGroup() throws {
        let folder = try TemporaryFolder()
        let even = try SmallVideo.index(path: folder.path + "/even.mp4", seconds: 3)
        #expect(even.longestGroup == 10)
    }
}
