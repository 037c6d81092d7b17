import Footage
import KernelDispatch
import Testing

@testable import MotionAnalysis

@Suite("Shadows on ground without texture")
struct FlatShadowTests {
    private let size = FrameSize(width: 160, height: 96)
    private let ground: (luma: UInt8, cb: UInt8, cr: UInt8) = (130, 120, 134)

    private struct Part {
        var x: Range<Int>
        var y: Range<Int>
        var luma: UInt8
        var cb: UInt8 = 120
        var cr: UInt8 = 134
        /// By how much every second column differs.
        var stripes: UInt8 = 0
    }

    /// How many pixels of each part are left in the mask of all.
    private func left(of parts: [Part]) -> [Int] {
        let background = WorkingPicture(size: size)
        background.luma.fill(ground.luma)
        background.cb.fill(ground.cb)
        background.cr.fill(ground.cr)
        let parameters = AnalysisParameters()
        let model = BackgroundModel(
            size: size, parameters: parameters, kernels: .forThisMachine)
        model.restart(
            from: background, noise: NoiseFloor(parameters: parameters), at: MediaTime(seconds: 0))
        let frame = WorkingPicture(size: size)
        frame.copy(from: background)
        let mask = Plane(size: size)
        for part in parts {
            for y in part.y {
                for x in part.x {
                    frame.luma[x, y] = part.luma + (x / 2 % 2 == 0 ? part.stripes : 0)
                    (frame.cb[x, y], frame.cr[x, y]) = (part.cb, part.cr)
                    mask[x, y] = 255
                }
            }
        }
        var shadows = FlatShadows(size: size, parameters: parameters)
        let removed = shadows.remove(
            from: mask, rows: 0..<mask.size.height, frame: frame, model: model)
        let rest = mask.bytes.count { $0 != 0 }
        #expect(removed + rest == parts.reduce(0) { $0 + $1.x.count * $1.y.count })
        return parts.map { part in
            part.y.reduce(0) { sum, y in sum + part.x.count { mask[$0, y] != 0 } }
        }
    }

    @Test("Are taken from the mask, and what casts them is not")
    func castShadow() {
        let thing = Part(x: 60..<72, y: 20..<50, luma: 40, cb: 100, cr: 160, stripes: 60)
        let shadow = Part(x: 72..<110, y: 38..<50, luma: 75)
        let left = left(of: [thing, shadow])
        #expect(left[0] == 12 * 30)
        #expect(left[1] == 0)
    }

    @Test("Go with their soft edge")
    func penumbra() {
        let shadow = Part(x: 40..<90, y: 30..<60, luma: 75)
        let edge = Part(x: 90..<93, y: 30..<60, luma: 110)
        #expect(left(of: [shadow, edge]) == [0, 0])
    }

    @Test(
        "Are no things of another colour, or with texture, or as bright as the ground",
        arguments: [
            (75, 90, 160, 0), (75, 120, 134, 30), (125, 120, 134, 0), (20, 120, 134, 0),
        ])
    func things(_ luma: Int, _ cb: Int, _ cr: Int, _ stripes: Int) {
        let thing = Part(
            x: 40..<90, y: 30..<60, luma: UInt8(luma), cb: UInt8(cb), cr: UInt8(cr),
            stripes: UInt8(stripes))
        #expect(left(of: [thing]) == [50 * 30])
    }

    @Test("Are no even thing that stands")
    func uprightThing() {
        #expect(left(of: [Part(x: 60..<80, y: 20..<60, luma: 75)]) == [20 * 40])
    }

    @Test("Are not the even parts within a thing")
    func evenPart() {
        let frame = [
            Part(x: 40..<80, y: 20..<26, luma: 220), Part(x: 40..<80, y: 46..<52, luma: 30),
            Part(x: 40..<46, y: 26..<46, luma: 30), Part(x: 74..<80, y: 26..<46, luma: 30),
            Part(x: 46..<74, y: 26..<46, luma: 75),
        ]
        #expect(left(of: frame)[4] == 28 * 20)
    }
}
