import Footage
import KernelDispatch
import Testing

@testable import MotionAnalysis

@Suite("A start without samples")
struct ColdStartTests {
    @Test("What was still for a moment outweighs what passed for longer")
    func stillness() {
        let scene = SyntheticScene()
        let preparation = PicturePreparation(size: scene.size, kernels: .forThisMachine)
        func prepared(_ picture: PlanarPicture) -> WorkingPicture {
            let working = WorkingPicture(size: scene.size)
            preparation.prepare(picture, shift: .none, into: working)
            return working
        }
        // A pixel in the thing's way is covered in four of seven pictures.
        let pictures = (0..<7).map { index in
            prepared(
                scene.picture(
                    index, things: [.init(x: 40 + 5 * index, y: 30, width: 20, height: 30)]))
        }
        let empty = prepared(scene.picture(50))
        let thresholds = NoiseFloor(parameters: AnalysisParameters()).thresholds
        let found = WorkingPicture(size: scene.size)
        StillnessMedian(
            of: pictures, thresholds: thresholds, kernels: .forThisMachine,
            cleaning: MaskCleaning(size: scene.size, kernels: .forThisMachine)
        ).find(into: found)
        let (column, row) = (57, 45)
        let covered = pictures.count { abs(Int($0.luma[column, row]) - 210) < 15 }
        #expect(covered == 4)
        #expect(abs(Int(found.luma[column, row]) - Int(empty.luma[column, row])) < 12)
    }

    @Test("What moves from the first frame on leaves little behind", arguments: [5.0, 10, 25])
    func movingStart(_ framesPerSecond: Double) throws {
        var run = SceneRun()
        run.sampleCount = 0
        run.framesPerSecond = framesPerSecond
        let (width, height) = (24, 40)
        let share = Double(width * height) / Double(run.scene.size.pixelCount)
        func shares(without parts: DisabledComponents) -> [Double] {
            run.parameters.disabled = parts
            let result = run({ time, _ in
                [.init(x: 20 + Int(time * 8), y: 30, width: width, height: height)]
            })
            return result.foreground.map { $0 / share }
        }
        let found = shares(without: [])
        // The first frame alone shows the thing twice before its old place is told from it.
        let plain = shares(without: .coldStart)
        #expect(try #require(found.max()) < 1.7)
        #expect(try #require(plain.max()) > 1.9)
        #expect(try #require(found.last) > 0.8)
    }
}
