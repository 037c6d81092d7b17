import Footage
import Foundation

/// The activity of one stretch in one minute of media time, as stored.
///
/// `activity.cells`: 72 bytes, bit *n* (lowest first) of byte *n* ÷ 8 says whether cell *n* of the
/// 32 × 18 grid had motion in any second. A search by place skips most rows on it alone.
///
/// `activity.seconds`:
///
///     version          1 byte, 1
///     then, for each second with motion, ascending:
///       second         1 byte, 0…59, of the minute
///       motion         number, the most motion of any frame, ppm
///       length         number, bytes of the grid
///       grid           runs until its end: cells to skip (number), cells that follow (number),
///                      one byte for each of these, the share of its pixels in motion, 1…255
///
/// `suppressed_seconds.packed`:
///
///     version          1 byte, 1
///     then, for each second in which anything was discarded, ascending:
///       second         1 byte
///       reasons        1 byte, how many
///       for each:      code of the suppressor (1 byte, `SuppressorCode`), pixels (number)
///
/// A number is LEB128.
struct ActivityMinute {
    static let version: UInt8 = 1
    static let cellBytes = ActivityGrid.columns * ActivityGrid.rows / 8

    /// Whole minutes of media time.
    let minute: Int
    private var seconds: [ActivityRecord]

    /// Cuts ascending seconds into minutes.
    static func minutes(of seconds: [ActivityRecord]) -> [ActivityMinute] {
        var minutes: [ActivityMinute] = []
        for second in seconds where second.second >= 0 {
            if minutes.last?.minute != second.second / 60 {
                minutes.append(ActivityMinute(minute: second.second / 60, seconds: []))
            }
            minutes[minutes.count - 1].seconds.append(second)
        }
        return minutes
    }

    var packedCells: Data {
        var union = ActivityGrid()
        for second in seconds { union.formMaximum(second.grid) }
        return Data(CellMask(union.cells.map { $0 > 0 }).bytes)
    }

    /// The most motion of any second.
    var peakPPM: Int { seconds.map(\.motionPPM).max() ?? 0 }

    var packedSeconds: Data {
        var writer = ByteWriter()
        writer.append(byte: Self.version)
        for second in seconds where second.motionPPM > 0 || !second.grid.isEmpty {
            writer.append(byte: UInt8(second.second % 60))
            writer.append(number: UInt64(max(0, second.motionPPM)))
            let grid = Self.pack(second.grid)
            writer.append(number: UInt64(grid.count))
            writer.append(bytes: grid)
        }
        return writer.data
    }

    /// `nil` if nothing was discarded.
    var packedSuppressed: Data? {
        var writer = ByteWriter()
        writer.append(byte: Self.version)
        for second in seconds {
            let counts = second.suppressed.nonZero
            guard !counts.isEmpty else { continue }
            writer.append(byte: UInt8(second.second % 60))
            writer.append(byte: UInt8(counts.count))
            for (suppressor, pixels) in counts {
                writer.append(byte: SuppressorCode.code(of: suppressor))
                writer.append(number: UInt64(pixels))
            }
        }
        return writer.data.count > 1 ? writer.data : nil
    }

    private static func pack(_ grid: ActivityGrid) -> Data {
        var writer = ByteWriter()
        var cell = 0
        var skipped = 0
        while cell < grid.cells.count {
            guard grid.cells[cell] > 0 else {
                cell += 1
                skipped += 1
                continue
            }
            let end = grid.cells[cell...].firstIndex(of: 0) ?? grid.cells.count
            writer.append(number: UInt64(skipped))
            writer.append(number: UInt64(end - cell))
            writer.append(bytes: grid.cells[cell..<end])
            cell = end
            skipped = 0
        }
        return writer.data
    }
}
