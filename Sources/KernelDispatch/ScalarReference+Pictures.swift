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
}
