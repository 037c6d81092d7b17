import Footage
import Foundation

/// The packed readings of one stretch (`health_readings.packed`).
///
///     version          1 byte, 1
///     then, for each reading until the end:
///       flags          1 byte: 1 there is a change, 2 the view is another than that before
///       time           number, µs since the time before (the first: since the media's zero)
///       length         number, µs
///       light          4 bytes: mean, low, middle, high
///       white, colour  numbers
///       colourful      1 byte: the strongest colour
///       sharpness, detail, aspect  numbers
///       change         numbers: mean, jumps, key frames
///       view           runs, see below, of the difference to the view before
///
/// A view is 784 bytes: 36 words of upright edges and 36 of level ones, low byte first, differing
/// by exclusive or; then luma and fingerprint, differing by subtraction. A run is a number of bytes
/// that are the same, a number of others, and those.
enum HealthCodec {
    private static let version: UInt8 = 1
    private static let edgeBytes = ViewSignature.rows * 16
    private static let viewBytes =
        edgeBytes + ViewSignature.blockColumns * ViewSignature.blockRows
        + ViewSignature.fingerprintCount

    static func pack(_ readings: [HealthReading]) -> Data {
        var writer = ByteWriter()
        writer.append(byte: version)
        var view = ViewSignature()
        var time: Int64 = 0
        for reading in readings {
            let isOther = reading.view != view
            writer.append(byte: (reading.change == nil ? 0 : 1) | (isOther ? 2 : 0))
            writer.append(number: UInt64(max(0, reading.time.microseconds - time)))
            time = max(time, reading.time.microseconds)
            writer.append(number: UInt64(max(0, (reading.end - reading.time).microseconds)))
            let light = reading.light
            writer.append(bytes: [light.mean, light.low, light.middle, light.high])
            writer.append(number: UInt64(max(0, light.whitePermille)))
            writer.append(number: UInt64(max(0, light.colour)))
            writer.append(byte: light.strongestColour)
            writer.append(number: UInt64(max(0, reading.sharpness)))
            writer.append(number: UInt64(max(0, reading.detail)))
            writer.append(number: UInt64(max(0, reading.aspectPermille)))
            if let change = reading.change {
                writer.append(number: UInt64(max(0, change.mean)))
                writer.append(number: UInt64(max(0, change.jumps)))
                writer.append(number: UInt64(max(0, change.keyFrames)))
            }
            if isOther { append(difference(bytes(view), bytes(reading.view)), to: &writer) }
            view = reading.view
        }
        return writer.data
    }

    private static func append(_ bytes: [UInt8], to writer: inout ByteWriter) {
        var position = 0
        while position < bytes.count {
            let start = position
            while position < bytes.count, bytes[position] == 0 { position += 1 }
            let other = position
            while position < bytes.count, bytes[position] != 0 { position += 1 }
            writer.append(number: UInt64(other - start))
            writer.append(number: UInt64(position - other))
            writer.append(bytes: bytes[other..<position])
        }
    }

    /// `nil` if the bytes are not a whole packing of a version that is known here.
    static func unpack(_ data: Data) -> [HealthReading]? {
        data.withUnsafeBytes { bytes in
            var reader = ByteReader(bytes)
            guard reader.byte() == version else { return nil }
            var readings: [HealthReading] = []
            var view = ViewSignature()
            var time = MediaTime.zero
            while !reader.isAtEnd {
                guard let flags = reader.byte(), flags < 4,
                    let reading = unpack(&reader, flags, after: time, view)
                else { return nil }
                readings.append(reading)
                (time, view) = (reading.time, reading.view)
            }
            return readings
        }
    }

    private static let longest = Int(Int32.max) * 1000

    private static func unpack(
        _ reader: inout ByteReader, _ flags: UInt8, after time: MediaTime, _ last: ViewSignature
    ) -> HealthReading? {
        guard let step = reader.count(upTo: longest), let length = reader.count(upTo: longest),
            let mean = reader.byte(), let low = reader.byte(), let middle = reader.byte(),
            let high = reader.byte(), let white = reader.count(upTo: 1000),
            let colour = reader.count(upTo: 1 << 16), let strongest = reader.byte(),
            let sharpness = reader.count(upTo: 1023), let detail = reader.count(upTo: 1 << 24),
            let aspect = reader.count(upTo: 1 << 30)
        else { return nil }
        var change: PictureChange?
        if flags & 1 != 0 {
            guard let mean = reader.count(upTo: 1 << 16), let jumps = reader.count(upTo: 1 << 32),
                let keyFrames = reader.count(upTo: 1 << 32)
            else { return nil }
            change = PictureChange(mean: mean, jumps: jumps, keyFrames: keyFrames)
        }
        var view = last
        if flags & 2 != 0 {
            guard let found = unpackView(&reader, last) else { return nil }
            view = found
        }
        let start = time + MediaTime(microseconds: Int64(step))
        return HealthReading(
            time: start, end: start + MediaTime(microseconds: Int64(length)),
            light: PictureLight(
                mean: mean, low: low, middle: middle, high: high, whitePermille: white,
                colour: colour, strongestColour: strongest),
            sharpness: sharpness, detail: detail, change: change, view: view, aspectPermille: aspect
        )
    }

    private static func unpackView(
        _ reader: inout ByteReader, _ last: ViewSignature
    ) -> ViewSignature? {
        var bytes = bytes(last)
        var position = 0
        while position < viewBytes {
            guard let same = reader.count(upTo: viewBytes - position) else { return nil }
            position += same
            guard let others = reader.count(upTo: viewBytes - position) else { return nil }
            for _ in 0..<others {
                guard let byte = reader.byte() else { return nil }
                bytes[position] =
                    position < edgeBytes ? bytes[position] ^ byte : bytes[position] &+ byte
                position += 1
            }
            if same == 0, others == 0 { return nil }
        }
        return view(bytes)
    }

    private static func difference(_ before: [UInt8], _ after: [UInt8]) -> [UInt8] {
        after.indices.map {
            $0 < edgeBytes ? after[$0] ^ before[$0] : after[$0] &- before[$0]
        }
    }

    private static func bytes(_ view: ViewSignature) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(viewBytes)
        for word in view.upright + view.level {
            for part in 0..<8 { bytes.append(UInt8(truncatingIfNeeded: word >> UInt64(8 * part))) }
        }
        return bytes + view.luma + view.fingerprint
    }

    private static func view(_ bytes: [UInt8]) -> ViewSignature {
        func words(from first: Int) -> [UInt64] {
            (0..<ViewSignature.rows).map { row in
                (0..<8).reduce(0) { word, part in
                    word | UInt64(bytes[first + 8 * row + part]) << UInt64(8 * part)
                }
            }
        }
        var view = ViewSignature()
        view.upright = words(from: 0)
        view.level = words(from: edgeBytes / 2)
        view.luma = Array(bytes[edgeBytes..<edgeBytes + view.luma.count])
        view.fingerprint = Array(bytes[(edgeBytes + view.luma.count)...])
        return view
    }
}
