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
    /// By tile whether anything in it moves.
    private let movingTiles: [Bool]

    init(
        of pictures: [WorkingPicture], thresholds: [UInt8], kernels: KernelTable,
        cleaning: MaskCleaning
    ) {
        self.kernels = kernels
        self.pictures = pictures
        let lumas = pictures.map(\.luma)
        let changes = ChangeMarks(kernels: kernels, thresholds: thresholds)
        marks = lumas.indices.map { index in
            let difference = Plane(size: lumas[index].size)
            let one = Plane(size: difference.size)
            for other in [index - 1, index + 1] where lumas.indices.contains(other) {
                changes.mark(lumas[index], lumas[other], into: one)
                let (sum, added) = (difference.base, one.base)
                for i in 0..<difference.size.pixelCount { sum[i] |= added[i] }
            }
            let grown = Plane(size: difference.size)
            cleaning.dilate(difference, into: grown)
            return grown
        }
        movingTiles = Self.movingTiles(marks)
    }

    private static func movingTiles(_ marks: [Plane]) -> [Bool] {
        guard let first = marks.first else { return [] }
        let side = ModelLayout.tilePixels
        var tiles = [Bool](
            repeating: false, count: ModelLayout.tileCount(pixelCount: first.size.pixelCount))
        for plane in marks {
            for tile in tiles.indices where !tiles[tile] {
                // A plane has whole tiles of memory.
                let samples = UnsafeRawPointer(plane.base + tile * side)
                var any: UInt64 = 0
                for word in stride(from: 0, to: side, by: 8) {
                    any |= samples.loadUnaligned(fromByteOffset: word, as: UInt64.self)
                }
                tiles[tile] = any != 0
            }
        }
        return tiles
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
        // Where nothing moves each value would only be there three times.
        var first = 0
        while first < movingTiles.count {
            let isMoving = movingTiles[first]
            let rest = movingTiles[first...]
            let end = rest.firstIndex { $0 != isMoving } ?? movingTiles.count
            findMedian(of: isMoving ? all : planes, into: target, tiles: first..<end)
            first = end
        }
    }

    private func findMedian(of planes: [Plane], into target: Plane, tiles: Range<Int>) {
        let start = tiles.lowerBound * ModelLayout.tilePixels
        let addresses = planes.map { UnsafePointer($0.base + start) }
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 64) { counts in
            addresses.withUnsafeBufferPointer { list in
                guard let list = list.baseAddress, let counts = counts.baseAddress else { return }
                kernels.orderStatistic(
                    list, planes.count, (planes.count - 1) / 2, counts, target.base + start,
                    tiles.count)
            }
        }
        withExtendedLifetime(planes) {}
    }
}
