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

    @Test("what others build on always is") func stretches() {
        #expect(Deblocking.ofStretches == .referencedOnly)
    }
}
