import Footage
import KernelDispatch

/// The median of pictures in which what stands still counts more than what moves.
///
/// A picture's pixel moves if there, or within two pixels, the pictures before or after differ. It
/// counts once, a still one three times: where it is never still (leaves, dense traffic) the plain
/// median remains.
struct StillnessMedian {
    let kernels: KernelTable
    /// In the order of time.
    let pictures: [WorkingPicture]
    private let marks: [Plane]

    init(
        of pictures: [WorkingPicture], thresholds: [UInt8], kernels: KernelTable,
        cleaning: MaskCleaning
    ) {
        self.kernels = kernels
        self.pictures = pictures
        let lumas = pictures.map(\.luma)
        marks = lumas.indices.map { index in
            let difference = Plane(size: lumas[index].size)
            for other in [index - 1, index + 1] where lumas.indices.contains(other) {
                Self.mark(lumas[index], lumas[other], thresholds, into: difference)
            }
            let grown = Plane(size: difference.size)
            cleaning.dilate(difference, into: grown) { _ in false }
            return grown
        }
    }

    private static func mark(
        _ picture: Plane, _ other: Plane, _ thresholds: [UInt8], into difference: Plane
    ) {
        let (now, then, marks) = (picture.base, other.base, difference.base)
        thresholds.withUnsafeBufferPointer { thresholds in
            for i in 0..<picture.size.pixelCount {
                let (a, b) = (now[i], then[i])
                let distance = a > b ? a &- b : b &- a
                if distance > thresholds[Int(a)] { marks[i] = 255 }
            }
        }
        withExtendedLifetime((picture, other, difference)) {}
    }

    func find(into target: WorkingPicture) {
        for plane in [\WorkingPicture.luma, \.cb, \.cr] {
            find(pictures.map { $0[keyPath: plane] }, into: target[keyPath: plane])
        }
    }

    private func find(_ planes: [Plane], into target: Plane) {
        let count = target.size.pixelCount
        // A moving pixel stands as itself, the lowest and the highest value: two of the three
        // cancel each other.
        let lowest = planes.indices.map { index in
            let plane = Plane(size: target.size)
            let (value, mark, low) = (planes[index].base, marks[index].base, plane.base)
            for i in 0..<count { low[i] = value[i] & ~mark[i] }
            return plane
        }
        let highest = planes.indices.map { index in
            let plane = Plane(size: target.size)
            let (value, mark, high) = (planes[index].base, marks[index].base, plane.base)
            for i in 0..<count { high[i] = value[i] | mark[i] }
            return plane
        }
        let all = planes + lowest + highest
        let tiles = ModelLayout.tileCount(pixelCount: count)
        let addresses = all.map { UnsafePointer($0.base) }
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 64) { counts in
            addresses.withUnsafeBufferPointer { list in
                guard let list = list.baseAddress, let counts = counts.baseAddress else { return }
                kernels.orderStatistic(
                    list, all.count, (all.count - 1) / 2, counts, target.base, tiles)
            }
        }
        withExtendedLifetime(all) {}
    }
}
