import Footage
import Foundation

/// The packed boxes of one segment (`boxes.packed`).
///
///     version          1 byte, 1
///     then, for each moment until the end:
///       time           number, µs since the moment before (the first: since the segment's start)
///       boxes          number
///       for each box:
///         x, y         2 bytes each, low byte first, 1/65535 of the displayed picture
///         width, height  likewise
///         track        number; 0 is untracked
///
/// A number is LEB128. Moments are in order of time.
enum BoxCodec {
    private static let version: UInt8 = 1
    private static let scale = 65535.0

    static func pack(_ moments: [TimedBoxes], from start: MediaTime) -> Data {
        var writer = ByteWriter()
        writer.append(byte: version)
        var before = start.microseconds
        for moment in moments {
            writer.append(number: UInt64(max(0, moment.time.microseconds - before)))
            before = max(before, moment.time.microseconds)
            writer.append(number: UInt64(moment.boxes.count))
            for box in moment.boxes {
                for share in [box.region.x, box.region.y, box.region.width, box.region.height] {
                    writer.append(short: packed(share))
                }
                writer.append(number: UInt64(max(0, box.track)))
            }
        }
        return writer.data
    }

    private static func packed(_ share: Double) -> UInt16 {
        share.isNaN ? 0 : UInt16((min(max(share, 0), 1) * scale).rounded())
    }

    /// `nil` if the bytes are not a whole packing of a version that is known here.
    static func unpack(_ data: Data, from start: MediaTime) -> [TimedBoxes]? {
        data.withUnsafeBytes { bytes in
            var reader = ByteReader(bytes)
            guard reader.byte() == version else { return nil }
            var moments: [TimedBoxes] = []
            var time = start
            while !reader.isAtEnd {
                guard let step = reader.count(upTo: Int(Int32.max) * 1000),
                    let count = reader.count(upTo: data.count)
                else { return nil }
                time = time + MediaTime(microseconds: Int64(step))
                var boxes: [TimedBoxes.Box] = []
                for _ in 0..<count {
                    guard let box = unpackBox(&reader) else { return nil }
                    boxes.append(box)
                }
                moments.append(TimedBoxes(time: time, boxes: boxes))
            }
            return moments
        }
    }

    private static func unpackBox(_ reader: inout ByteReader) -> TimedBoxes.Box? {
        guard let x = reader.short(), let y = reader.short(), let width = reader.short(),
            let height = reader.short(), let track = reader.count(upTo: Int.max)
        else { return nil }
        return TimedBoxes.Box(
            region: Region(
                x: Double(x) / scale, y: Double(y) / scale, width: Double(width) / scale,
                height: Double(height) / scale), track: track)
    }
}
