import Footage
import KernelDispatch

/// Marks the pixels by which two pictures differ beyond noise.
struct ChangeMarks {
    let kernels: KernelTable
    /// Smallest difference that counts is one more, by luma of the first picture.
    let thresholds: [UInt8]
    /// Below, by all that they have in common: 8 samples are looked at together.
    private let least: UInt8

    init(kernels: KernelTable, thresholds: [UInt8]) {
        self.kernels = kernels
        self.thresholds = thresholds
        least = min(thresholds.min() ?? 0, 127)
    }

    /// - Parameter marks: receives 255 where they differ, else 0.
    func mark(_ now: Plane, _ then: Plane, into marks: Plane) {
        let count = now.size.pixelCount
        let (luma, output) = (now.base, marks.base)
        kernels.absoluteDifference(luma, then.base, output, count)
        thresholds.withUnsafeBufferPointer { thresholds in
            for start in stride(from: 0, to: count, by: 8) {
                // A plane can be read and written beyond its end by more than that.
                let word = UnsafeMutableRawPointer(output + start)
                let differences = word.loadUnaligned(as: UInt64.self)
                guard mayExceed(differences) else {
                    word.storeBytes(of: 0, as: UInt64.self)
                    continue
                }
                for i in start..<min(start &+ 8, count) {
                    output[i] = output[i] > thresholds[Int(luma[i])] ? 255 : 0
                }
            }
        }
        withExtendedLifetime((now, then, marks)) {}
    }

    /// Whether any of 8 bytes is above the least threshold.
    private func mayExceed(_ bytes: UInt64) -> Bool {
        let low: UInt64 = 0x7F7F_7F7F_7F7F_7F7F
        let each: UInt64 = 0x0101_0101_0101_0101
        // The top bit of a byte is set where its low seven are more than the threshold.
        let sums = (bytes & low) &+ UInt64(127 &- least) &* each
        return (sums | bytes) & ~low != 0
    }
}
