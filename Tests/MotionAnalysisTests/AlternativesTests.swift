import Footage
import Testing

@testable import MotionAnalysis

@Suite("What samples show in turn with the background")
struct AlternativesTests {
    /// One pixel's luma in the order of time, without colour.
    private func values(_ luma: [UInt8]) -> SampleValues {
        var values = SampleValues(count: luma.count)
        for (index, value) in luma.enumerated() {
            values.values[index] = PixelValue(luma: value, cb: 128, cr: 128)
        }
        values.group(
            luma.map { value in
                luma.enumerated().reduce(into: 0) { bits, other in
                    if abs(Int(value) - Int(other.element)) <= 10 { bits |= 1 << other.offset }
                }
            })
        return values
    }

    @Test("Is a leaf that comes and goes before the sky")
    func leaf() throws {
        let values = values([200, 60, 200, 60, 60, 200, 200, 60, 200, 60, 200])
        let sky = try #require(values.background)
        #expect(values.mean(of: sky).luma == 200)
        let leaf = try #require(values.alternative(to: sky))
        #expect(values.mean(of: leaf).luma == 60)
    }

    @Test("Is nobody who shifts from foot to foot between coming and going")
    func visitor() throws {
        let values = values([110, 110, 110, 113, 48, 48, 61, 48, 42, 43, 110])
        let wall = try #require(values.background)
        #expect(values.mean(of: wall).luma == 111)
        #expect(values.alternative(to: wall) == nil)
    }

    /// The pixels kept of a square of 6×6 whose pixels have the samples that `group` tells.
    private func kept(_ group: (_ x: Int, _ y: Int) -> UInt32) -> Int {
        var alternatives = Alternatives(size: FrameSize(width: 16, height: 16))
        for y in 4..<10 {
            for x in 4..<10 {
                alternatives.cover(16 * y + x, in: group(x, y))
                alternatives.add(
                    .init(
                        pixel: 16 * y + x, samples: group(x, y),
                        background: .init(luma: 200, cb: 128, cr: 128),
                        value: .init(luma: 60, cb: 128, cr: 128), spread: 3))
            }
        }
        return alternatives.independent.count
    }

    @Test("Is no thing that all of its pixels show in the same samples")
    func thing() {
        // Its corners have three neighbours of their own kind: too few to be sure.
        #expect(kept { _, _ in 0b0110_0110 } == 4)
    }

    @Test("Is no thing although each of its pixels misses it once where it stands out least")
    func raggedThing() {
        #expect(kept { x, _ in x % 2 == 0 ? 0b0110_0110 : 0b0110_0010 } == 4)
    }

    @Test("Is kept where each pixel has samples of its own")
    func leaves() {
        #expect(kept { x, y in 1 << UInt32((5 * x + 3 * y) % 16) | 0b1_0000_0000_0000_0000 } == 36)
    }
}
