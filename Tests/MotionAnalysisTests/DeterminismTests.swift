import Footage
import KernelDispatch
import Testing

@testable import MotionAnalysis

@Suite("The same pictures give the same metrics")
struct DeterminismTests {
    private static func metrics(_ level: KernelLevel) -> [MotionMetrics] {
        var run = SceneRun()
        run.kernels = .table(for: level)
        run.seconds = 2.4
        return run({ time, scene in
            if time > 1.6 { scene.gain = 1.2 }
            return SceneRun.walker(time, start: 0.2, speed: 60)
        }).metrics
    }

    private static let reference = metrics(.scalar)

    @Test("SSE2 agrees with the scalar reference, and runs agree with each other")
    func baseline() {
        #expect(Self.metrics(.sse2) == Self.reference)
        #expect(Self.metrics(.sse2) == Self.reference)
        #expect(Self.reference.contains { $0.motionPPM > 0 })
    }

    @Test(
        "AVX2 agrees with the scalar reference", .enabled(if: KernelLevel.supported >= .avx2))
    func wide() {
        #expect(Self.metrics(.avx2) == Self.reference)
    }
}
