import Footage

/// Turns a working picture into bytes, adding the sensor's grain.
///
/// The noise of a pixel is a hash of frame and place, summed from four bytes so that it is close to
/// normal. Its deviation grows with the brightness under it, as photon noise does.
struct GrainLayer {
    /// Deviation at mid grey, in luma steps.
    var sigma: Double
    var blotchShare: Double
    var key: UInt64

    /// Deviation of the sum of four bytes, each even in 0…255.
    private static let rawSigma = 147.8

    func develop(_ work: WorkingPicture, grey: Bool, into picture: PlanarPicture) {
        developLuma(work, into: picture.luma)
        guard let cb = picture.cb, let cr = picture.cr else { return }
        if grey {
            cb.bytes.update(repeating: 128)
            cr.bytes.update(repeating: 128)
        } else {
            developChroma(work.cb, salt: 0x51, into: cb)
            developChroma(work.cr, salt: 0xA7, into: cr)
        }
    }

    private func developLuma(_ work: WorkingPicture, into plane: Plane) {
        let width = work.size.width
        // σ(luma) = σ · (0.6 + 0.4 · luma ÷ 128), in 2⁻¹⁶ of a sixteenth per raw step.
        let scale = sigma * 16 / Self.rawSigma * 65_536
        let own = Int32(scale * (1 - blotchShare * blotchShare).squareRoot())
        let shared = Int32(scale * blotchShare)
        let key = UInt32(truncatingIfNeeded: self.key)
        let blotchKey = UInt32(truncatingIfNeeded: self.key &>> 32)
        var blotches = [Int32](repeating: 0, count: (width + 1) / 2)
        work.luma.withUnsafeBufferPointer { luma in
            blotches.withUnsafeMutableBufferPointer { blotches in
                for y in 0..<work.size.height {
                    if y & 1 == 0 {
                        let start = blotchKey &+ UInt32(truncatingIfNeeded: y) &* 0x9E37_79B1
                        for x in 0..<blotches.count {
                            let h = Self.hash(start &+ UInt32(truncatingIfNeeded: x))
                            blotches[x] = Self.bell(h) &* shared
                        }
                    }
                    let row = y * width
                    let start = key &+ UInt32(truncatingIfNeeded: y) &* 0x9E37_79B1
                    let out = plane.bytes
                    for x in 0..<width {
                        let h = Self.hash(start &+ UInt32(truncatingIfNeeded: x))
                        let value = Int32(luma[row + x])
                        let noise = (Self.bell(h) &* own &+ blotches[x &>> 1]) &>> 10
                        // 0.6 + 0.4 · value ÷ 2048, in 1⁄64: 38 + value ÷ 80.
                        let weight = 38 &+ ((value &* 51) &>> 12)
                        let grained = value &+ ((noise &* weight) &>> 12) &+ 8
                        out[row + x] = Self.byte(grained &>> 4)
                    }
                }
            }
        }
    }

    private func developChroma(_ work: [Int16], salt: UInt32, into plane: Plane) {
        let width = plane.size.width
        let scale = Int32(sigma * 0.5 * 16 / Self.rawSigma * 65_536)
        let key = UInt32(truncatingIfNeeded: self.key) ^ (salt &* 0x0101_0101)
        work.withUnsafeBufferPointer { work in
            for y in 0..<plane.size.height {
                let row = y * width
                let start = key &+ UInt32(truncatingIfNeeded: y) &* 0x9E37_79B1
                let out = plane.bytes
                for x in 0..<width {
                    let h = Self.hash(start &+ UInt32(truncatingIfNeeded: x))
                    let noise = (Self.bell(h) &* scale) &>> 16
                    out[row + x] = Self.byte(((Int32(work[row + x]) &+ noise &+ 8) &>> 4) &+ 128)
                }
            }
        }
    }

    @inline(__always)
    private static func byte(_ value: Int32) -> UInt8 {
        UInt8(truncatingIfNeeded: max(0, min(255, value)))
    }

    /// Mixes 32 bits (two rounds of multiply and shift, after Wellons' "lowbias32").
    @inline(__always)
    private static func hash(_ value: UInt32) -> UInt32 {
        var h = value
        h = (h ^ (h &>> 16)) &* 0x7FEB_352D
        h = (h ^ (h &>> 15)) &* 0x846C_A68B
        return h ^ (h &>> 16)
    }

    /// −510…510, close to normal.
    @inline(__always)
    private static func bell(_ h: UInt32) -> Int32 {
        let low = h & 0x00FF_00FF
        let high = (h &>> 8) & 0x00FF_00FF
        let pairs = low &+ high
        return Int32(truncatingIfNeeded: (pairs & 0xFFFF) &+ (pairs &>> 16)) &- 510
    }
}
