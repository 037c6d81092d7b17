extension ScalarReference {
    @Sendable static func addSurface(
        now: Bytes, before: Bytes, stride: Int, count: Int, thresholds: Bytes,
        scratch _: MutableBytes, sums: UnsafeMutablePointer<Int32>
    ) {
        for i in 0..<count {
            let (f, b) = (Int(now[i]), Int(before[i]))
            sums[0] += 1
            sums[3] += abs(Int(now[i + 1]) - Int(now[i - 1])) >= 64 ? 1 : 0
            sums[4] += abs(Int(before[i + 1]) - Int(before[i - 1])) >= 64 ? 1 : 0
            for step in [1, stride] {
                let slope = Int(now[i + step]) - Int(now[i - step])
                let slopeBefore = Int(before[i + step]) - Int(before[i - step])
                guard abs(slopeBefore) >= max(Int(thresholds[b]) * 3 / 4, 6) else { continue }
                sums[1] += 1
                let isKept = [(1, 1), (f + 1, b + 1)].contains { brightness, brightnessBefore in
                    let steep = abs(slope) * brightnessBefore
                    let expected = abs(slopeBefore) * brightness
                    return 2 * steep >= expected && steep <= 2 * expected
                }
                sums[2] += isKept && slope * slopeBefore > 0 ? 1 : 0
            }
            sums[5] += Int32(max(f - b, 0))
            sums[6] += Int32(max(b - f, 0))
        }
    }

    @Sendable static func measureCell(
        mask: Bytes, now: Bytes, before: Bytes, stride: Int, white: UInt8, scratch _: MutableBytes,
        sums: UnsafeMutablePointer<Int32>
    ) {
        var found = [Int](repeating: 0, count: 11)
        for y in 0..<8 {
            for x in 0..<8 where mask[y * stride + x] != 0 {
                let i = y * stride + x
                found[0] += 1
                found[2] += Int(now[i])
                found[3] += Int(before[i])
                let around = [i - 2, i + 2, i - 2 * stride, i + 2 * stride]
                guard around.allSatisfy({ mask[$0] != 0 }), now[i] < white else { continue }
                found[1] += 1
                for (index, step) in [1, stride].enumerated() {
                    let slope = Int(now[i + step]) - Int(now[i - step])
                    let slopeBefore = Int(before[i + step]) - Int(before[i - step])
                    found[4 + index] += slope
                    found[6 + index] += slopeBefore
                    found[8] += slope * slope
                    found[9] += slopeBefore * slopeBefore
                    found[10] += slope * slopeBefore
                }
            }
        }
        for (index, value) in found.enumerated() { sums[index] = Int32(value) }
    }
}
