import Footage
import Foundation

/// Reads the packed columns that `ActivityMinute` writes.
enum ActivityReader {
    /// One second with motion; its grid is read only if asked for.
    struct Second {
        let second: Int
        let motionPPM: Int
        fileprivate let grid: UnsafeRawBufferPointer
    }

    /// Calls `body` for each second with motion. False if the bytes are damaged.
    static func forEachSecond(
        in packed: UnsafeRawBufferPointer, minute: Int, _ body: (Second) -> Bool
    ) -> Bool {
        var reader = ByteReader(packed)
        guard reader.byte() == ActivityMinute.version else { return false }
        while !reader.isAtEnd {
            guard let second = reader.byte(), second < 60, let ppm = reader.count(upTo: 1_000_000),
                let length = reader.count(upTo: packed.count), let grid = reader.peek(length),
                reader.skip(length)
            else { return false }
            guard body(Second(second: minute * 60 + Int(second), motionPPM: ppm, grid: grid))
            else { return false }
        }
        return true
    }

    /// The most motion of any second; `nil` if the bytes are damaged.
    static func peakPPM(in packed: Data) -> Int? {
        var peak = 0
        let isWhole = packed.withUnsafeBytes { bytes in
            forEachSecond(in: bytes, minute: 0) { second in
                peak = max(peak, second.motionPPM)
                return true
            }
        }
        return isWhole ? peak : nil
    }

    /// Calls `body` for each run of cells with motion: the first cell, and the shares. False if
    /// the bytes are damaged.
    private static func forEachRun(
        of second: Second, _ body: (Int, UnsafeRawBufferPointer) -> Void
    ) -> Bool {
        let cells = ActivityGrid.columns * ActivityGrid.rows
        var reader = ByteReader(second.grid)
        var cell = 0
        while !reader.isAtEnd {
            guard let skipped = reader.count(upTo: cells - cell) else { return false }
            cell += skipped
            guard let count = reader.count(upTo: cells - cell), let shares = reader.peek(count),
                reader.skip(count)
            else { return false }
            body(cell, shares)
            cell += count
        }
        return true
    }

    /// The largest share of any cell of the mask; `nil` if the bytes are damaged.
    static func share(of second: Second, within mask: CellMask) -> UInt8? {
        var largest: UInt8 = 0
        let isWhole = mask.bytes.withUnsafeBufferPointer { bits in
            forEachRun(of: second) { first, shares in
                for index in 0..<shares.count {
                    let cell = first + index
                    if bits[cell >> 3] & (1 << UInt8(cell & 7)) != 0 {
                        largest = max(largest, shares[index])
                    }
                }
            }
        }
        return isWhole ? largest : nil
    }

    /// `nil` if the bytes are damaged.
    static func grid(of second: Second) -> ActivityGrid? {
        var grid = ActivityGrid()
        let isWhole = forEachRun(of: second) { first, shares in
            for index in 0..<shares.count { grid.cells[first + index] = shares[index] }
        }
        return isWhole ? grid : nil
    }

    /// Discarded pixels by second; `nil` if the bytes are damaged. Suppressors that are not known
    /// here are left out.
    static func suppressed(in packed: Data, minute: Int) -> [(second: Int, SuppressorCounts)]? {
        packed.withUnsafeBytes { bytes in
            var reader = ByteReader(bytes)
            guard reader.byte() == ActivityMinute.version else { return nil }
            var seconds: [(second: Int, SuppressorCounts)] = []
            while !reader.isAtEnd {
                guard let second = reader.byte(), second < 60, let reasons = reader.byte() else {
                    return nil
                }
                var counts = SuppressorCounts()
                for _ in 0..<reasons {
                    guard let code = reader.byte(), let pixels = reader.count(upTo: Int.max) else {
                        return nil
                    }
                    if let suppressor = SuppressorCode.suppressor(of: code) {
                        counts[suppressor] += Int64(pixels)
                    }
                }
                seconds.append((minute * 60 + Int(second), counts))
            }
            return seconds
        }
    }
}
