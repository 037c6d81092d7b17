import Footage
import Testing

@testable import MotionAnalysis

@Suite("Reduction from the decoder's planes")
struct FrameReducerTests {
    /// One decoded plane with gaps between its rows.
    private final class Decoded {
        let size: FrameSize
        let stride: Int
        let base: UnsafeMutablePointer<UInt8>

        init(_ width: Int, _ height: Int, seed: UInt64) {
            size = FrameSize(width: width, height: height)
            stride = width + 13
            base = .allocate(capacity: max(1, stride * height))
            var noise = SplitMix(state: seed)
            for i in 0..<max(1, stride * height) {
                base[i] = UInt8(truncatingIfNeeded: noise.next())
            }
        }

        deinit { base.deallocate() }

        var samples: PictureView.Samples { .init(base: base, strideBytes: stride, size: size) }

        /// Mean over what is there of a block, rounded half up.
        func mean(_ x: Int, _ y: Int, _ factorX: Int, _ factorY: Int) -> UInt8? {
            var (sum, count) = (0, 0)
            for j in y * factorY..<min((y + 1) * factorY, size.height) {
                for i in x * factorX..<min((x + 1) * factorX, size.width) {
                    sum += Int(base[j * stride + i])
                    count += 1
                }
            }
            let isWhole = count == factorX * factorY
            return isWhole ? UInt8((sum + count / 2) / count) : nil
        }
    }

    @Test(
        "Every subsampling of chroma gives the area average",
        arguments: [(0, 0), (1, 0), (1, 1), (2, 0), (2, 2)], [(1280, 720), (1921, 1083), (37, 23)])
    func subsampling(_ shifts: (Int, Int), _ size: (Int, Int)) throws {
        let (shiftX, shiftY) = shifts
        let stored = FrameSize(width: size.0, height: size.1)
        let geometry = AnalysisGeometry(stored: stored)
        let luma = Decoded(size.0, size.1, seed: 1)
        let chromaWidth = (size.0 + (1 << shiftX) - 1) >> shiftX
        let chromaHeight = (size.1 + (1 << shiftY) - 1) >> shiftY
        let cb = Decoded(chromaWidth, chromaHeight, seed: 2)
        let cr = Decoded(chromaWidth, chromaHeight, seed: 3)
        let target = PlanarPicture(size: geometry.size)
        FrameReducer(geometry: geometry).reduce(
            PictureView(
                luma: luma.samples, cb: cb.samples, cr: cr.samples, chromaShiftX: shiftX,
                chromaShiftY: shiftY), into: target)
        let (divisorX, divisorY) = (geometry.divisorX, geometry.divisorY)
        for y in 0..<geometry.size.height {
            for x in 0..<geometry.size.width {
                #expect(target.luma[x, y] == luma.mean(x, y, divisorX, divisorY))
            }
        }
        let (factorX, factorY) = (2 * divisorX >> shiftX, 2 * divisorY >> shiftY)
        guard factorX << shiftX == 2 * divisorX, factorY << shiftY == 2 * divisorY else { return }
        let targetCb = try #require(target.cb)
        for y in 0..<targetCb.size.height {
            for x in 0..<targetCb.size.width {
                guard let expected = cb.mean(x, y, factorX, factorY) else { continue }
                #expect(targetCb[x, y] == expected)
            }
        }
    }

    @Test("Without chroma the target is neutral")
    func grey() throws {
        let geometry = AnalysisGeometry(stored: FrameSize(width: 1280, height: 720))
        let luma = Decoded(1280, 720, seed: 4)
        let target = PlanarPicture(size: geometry.size)
        try #require(target.cb).bytes.update(repeating: 7)
        FrameReducer(geometry: geometry).reduce(PictureView(luma: luma.samples), into: target)
        #expect(try #require(target.cb).bytes.allSatisfy { $0 == 128 })
        #expect(try #require(target.cr).bytes.allSatisfy { $0 == 128 })
    }

    @Test("The smallest pictures are reduced too", arguments: [(1, 1), (2, 1), (1, 3), (3, 3)])
    func tiny(_ width: Int, _ height: Int) {
        let geometry = AnalysisGeometry(stored: FrameSize(width: width, height: height))
        let luma = Decoded(width, height, seed: 5)
        let cb = Decoded((width + 1) / 2, (height + 1) / 2, seed: 6)
        let target = PlanarPicture(size: geometry.size)
        FrameReducer(geometry: geometry).reduce(
            PictureView(luma: luma.samples, cb: cb.samples, cr: cb.samples), into: target)
        #expect(target.luma[0, 0] == luma.base[0])
        #expect(target.cb?[0, 0] == cb.base[0])
    }
}
