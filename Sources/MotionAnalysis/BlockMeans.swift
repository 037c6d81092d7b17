import Footage
import KernelDispatch

/// Mean luma of square blocks: the coarse picture on which light and whole-picture changes are
/// judged.
struct BlockMeans {
    /// Blocks of 16 pixels, or of 8 in small pictures, so that there are some hundreds.
    static func side(for size: FrameSize) -> Int { size.pixelCount >= 100_000 ? 16 : 8 }

    let side: Int
    let columns: Int
    let rows: Int
    /// Row-major, `columns × rows`.
    private(set) var values: [UInt8]
    private var totals: [Int]
    private var line: [UInt8]
    private var sums: [UInt16]

    init(size: FrameSize) {
        side = Self.side(for: size)
        columns = size.width / side
        rows = size.height / side
        values = Array(repeating: 0, count: columns * rows)
        totals = Array(repeating: 0, count: columns)
        line = Array(repeating: 0, count: 2 * columns + 64)
        sums = Array(repeating: 0, count: size.width + 64)
    }

    var count: Int { values.count }

    mutating func measure(_ plane: Plane, kernels: KernelTable) {
        guard count > 0 else { return }
        // The kernel averages 8 × 8; a larger block is the mean of its parts.
        let parts = side / 8
        for row in 0..<rows {
            if parts == 1 {
                averageRow(plane.row(row * side), plane.size.width, parts, kernels)
                values.replaceSubrange(
                    row * columns..<(row + 1) * columns, with: line[..<columns])
                continue
            }
            for column in 0..<columns { totals[column] = 0 }
            for part in 0..<parts {
                averageRow(plane.row(row * side + part * 8), plane.size.width, parts, kernels)
                addLine(parts)
            }
            let area = parts * parts
            for column in 0..<columns {
                values[row * columns + column] = UInt8((totals[column] + area / 2) / area)
            }
        }
    }

    private mutating func addLine(_ parts: Int) {
        totals.withUnsafeMutableBufferPointer { totals in
            line.withUnsafeBufferPointer { line in
                var next = 0
                for column in totals.indices {
                    for _ in 0..<parts {
                        totals[column] &+= Int(line[next])
                        next &+= 1
                    }
                }
            }
        }
    }

    private mutating func averageRow(
        _ source: UnsafePointer<UInt8>, _ strideBytes: Int, _ parts: Int, _ kernels: KernelTable
    ) {
        let width = columns * parts
        line.withUnsafeMutableBufferPointer { output in
            sums.withUnsafeMutableBufferPointer { scratch in
                guard let output = output.baseAddress, let scratch = scratch.baseAddress else {
                    return
                }
                kernels.reduceRow(source, strideBytes, 8, 8, scratch, output, width)
            }
        }
    }
}
