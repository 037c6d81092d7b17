import Footage
import KernelDispatch
import Testing

@testable import MotionAnalysis

@Suite("Places too bright for the sensor")
struct ClippedWhiteTests {
    private let size = FrameSize(width: 64, height: 64)
    /// By how much less light the frame has.
    private let dimmed = LightFit(
        reference: (0..<16).map { 60 + 12 * $0 }, picture: (0..<16).map { 40 + 8 * $0 },
        tolerance: 4)

    /// A grey wall with a bright board on its right half.
    private func picture(wall: UInt8, board: UInt8) -> WorkingPicture {
        let picture = WorkingPicture(size: size)
        picture.luma.fill(wall)
        for y in 0..<size.height {
            (picture.luma.row(y) + 32).update(repeating: board, count: 32)
        }
        return picture
    }

    @Test("Have in darker light the shade that a sample in such light shows")
    func samples() {
        let frame = picture(wall: 100, board: 30)
        let lit = LitSamples(kernels: .forThisMachine, frame: frame).pictures(of: [
            (picture(wall: 150, board: 255), dimmed), (picture(wall: 100, board: 210), .identity),
        ])
        #expect(lit[0].luma[10, 10] == 100)
        // By the light alone it would be 170.
        #expect(lit[0].luma[50, 10] == 210)
    }

    @Test("Have the frame's shade where no sample tells it, unless something hides them")
    func frame() {
        func lit(_ board: UInt8) -> UInt8 {
            let kernels = KernelTable.forThisMachine
            return LitSamples(kernels: kernels, frame: picture(wall: 100, board: board)).pictures(
                of: [(picture(wall: 150, board: 255), dimmed)])[0].luma[50, 10]
        }
        #expect(lit(205) == 205)
        #expect(lit(30) == 170)
    }

    @Test("Are known again after the light went down for good", arguments: [9, 0])
    func lastingLight(_ sampleCount: Int) {
        var run = SceneRun()
        run.scene.gain = 1.9
        run.sampleCount = sampleCount
        run.framesPerSecond = 10
        run.seconds = 8
        let result = run { time, scene in
            scene.gain = time < 4 ? 1.9 : 1.3
            return []
        }
        #expect(result.foreground.suffix(20).allSatisfy { $0 < 0.005 })
    }
}
