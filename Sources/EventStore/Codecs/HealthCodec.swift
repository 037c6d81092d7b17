import Footage
import Foundation

/// The packed readings of one stretch (`health_readings.packed`).
///
///     version  1 byte, 2
///     count    number
///     readings by `ReadingCoding`, as bits by a `BitWriter`, each as what it differs in from the
///              one before
///
/// About fifty bytes for a reading of a busy scene, ten for one of a scene at rest.
enum HealthCodec {
    private static let version: UInt8 = 2
    /// One a second for a day and more is no stretch.
    private static let most = 100_000

    static func pack(_ readings: [HealthReading]) -> Data {
        var header = ByteWriter()
        header.append(byte: version)
        header.append(number: UInt64(readings.count))
        var coding = ReadingCoding()
        var writer = BitWriter()
        for reading in readings { _ = coding.code(reading, &writer) }
        return header.data + writer.finish()
    }

    /// `nil` if the bytes are not a whole packing of a version that is known here.
    static func unpack(_ data: Data) -> [HealthReading]? {
        data.withUnsafeBytes { bytes in
            var header = ByteReader(bytes)
            guard header.byte() == version, let count = header.count(upTo: most) else { return nil }
            var coding = ReadingCoding()
            var reader = BitReader(UnsafeRawBufferPointer(rebasing: bytes[header.position...]))
            var readings: [HealthReading] = []
            for _ in 0..<count {
                readings.append(coding.code(.empty, &reader))
                if reader.isDamaged { return nil }
            }
            return reader.isWhole ? readings : nil
        }
    }
}

/// Codes readings one after the other, both ways.
struct ReadingCoding {
    private var last = HealthReading.empty
    private var view = ViewCoding()
    private var numbers = Array(repeating: NumberCoding(), count: Field.allCases.count)
    private var hasChange = BitChance(percent: 90, seen: 2)
    private var isKept = BitChance()
    private var isOther = BitChance()

    private enum Field: Int, CaseIterable {
        case step, length, mean, low, middle, high, white, colour, strongest, sharpness
        case aspect, change, jumps, keyFrames
    }

    private mutating func code(
        _ field: Field, _ value: Int, upTo limit: Int, _ coder: inout some BitCoder
    ) -> Int {
        let found = numbers[field.rawValue].codeStep(value, &coder)
        guard (0...limit).contains(found) else {
            coder.isDamaged = true
            return 0
        }
        return found
    }

    private mutating func code(
        _ field: Field, _ value: UInt8, _ coder: inout some BitCoder
    ) -> UInt8 {
        UInt8(code(field, Int(value), upTo: 255, &coder))
    }

    private mutating func codeOrder(
        _ field: Field, _ value: Int, _ coder: inout some BitCoder
    ) -> Int {
        numbers[field.rawValue].codeOrder(min(max(0, value), 1 << 32), &coder)
    }

    private static let longest = 1 << 40

    /// - Returns: the reading; of a reader, the one that was written.
    mutating func code(_ reading: HealthReading, _ coder: inout some BitCoder) -> HealthReading {
        var found = reading
        let step = (reading.time - last.time).microseconds
        found.time =
            last.time
            + MediaTime(
                microseconds: Int64(code(.step, Int(step), upTo: Self.longest, &coder)))
        let length = max(0, (reading.end - reading.time).microseconds)
        found.end =
            found.time
            + MediaTime(
                microseconds: Int64(code(.length, Int(length), upTo: Self.longest, &coder)))
        codeLight(&found.light, &coder)
        found.sharpness = code(.sharpness, reading.sharpness, upTo: 1023, &coder)
        found.aspectPermille = code(.aspect, reading.aspectPermille, upTo: 1 << 30, &coder)
        codeChange(&found.change, &coder)
        found.isViewKept = coder.code(reading.isViewKept, &isKept)
        if found.isViewKept {
            found.view = last.view
        } else if coder.code(reading.view != last.view, &isOther) {
            found.view = view.code(reading.view, after: last.view, &coder)
        } else {
            found.view = last.view
        }
        last = found
        return found
    }

    private mutating func codeLight(_ light: inout PictureLight, _ coder: inout some BitCoder) {
        light.mean = code(.mean, light.mean, &coder)
        light.low = code(.low, light.low, &coder)
        light.middle = code(.middle, light.middle, &coder)
        light.high = code(.high, light.high, &coder)
        light.whitePermille = code(.white, light.whitePermille, upTo: 1000, &coder)
        light.colour = code(.colour, light.colour, upTo: 1 << 16, &coder)
        light.strongestColour = code(.strongest, light.strongestColour, &coder)
    }

    private mutating func codeChange(
        _ change: inout PictureChange?, _ coder: inout some BitCoder
    ) {
        guard coder.code(change != nil, &hasChange) else {
            change = nil
            return
        }
        var found = change ?? PictureChange(mean: 0, jumps: 0, keyFrames: 0)
        found.mean = codeOrder(.change, found.mean, &coder)
        found.jumps = codeOrder(.jumps, found.jumps, &coder)
        found.keyFrames = codeOrder(.keyFrames, found.keyFrames, &coder)
        change = found
    }
}

extension HealthReading {
    /// What stands before the first one.
    fileprivate static let empty = HealthReading(
        time: .zero, end: .zero,
        light: PictureLight(
            mean: 0, low: 0, middle: 0, high: 0, whitePermille: 0, colour: 0, strongestColour: 0),
        sharpness: 0, change: nil, view: ViewSignature(), aspectPermille: 1778)
}
