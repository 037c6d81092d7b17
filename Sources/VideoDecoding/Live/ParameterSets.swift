import CFFmpeg

/// What coded pictures say of how they are coded: parameter sets of H.264 and H.265, the frame
/// header of JPEG. Only reads; damaged bytes give damaged answers, never a trap.
struct ParameterSets {
    /// Annex B, each behind a start code of four bytes, none twice.
    private(set) var bytes: [UInt8] = []
    /// There are some of every kind that a decoder needs.
    var isComplete: Bool { kinds.isSuperset(of: needed) }

    private var kinds: Set<UInt8> = []
    private let needed: Set<UInt8>

    /// The parameter sets before the slices of a key picture.
    init(of picture: UnsafeRawBufferPointer, codec: AVCodecID) {
        switch codec {
        case AV_CODEC_ID_H264:
            needed = [7, 8]
            collect(picture, kind: { $0 & 31 }, slices: 1...5)
        case AV_CODEC_ID_HEVC:
            needed = [32, 33, 34]
            collect(picture, kind: { $0 >> 1 & 63 }, slices: 0...31)
        default: needed = []
        }
    }

    /// What tells the format of a key picture from that of another; empty when it does not say.
    ///
    /// Of H.264 and H.265 all but the picture parameter sets, which some encoders vary from picture
    /// to picture.
    static func signature(of picture: UnsafeRawBufferPointer, codec: AVCodecID) -> [UInt8] {
        guard codec != AV_CODEC_ID_MJPEG else { return jpegFrameHeader(picture) }
        var sets = ParameterSets(of: picture, codec: codec)
        sets.dropLastKind()
        return sets.bytes
    }

    private var lengths: [(kind: UInt8, count: Int)] = []

    private mutating func dropLastKind() {
        guard let last = needed.max() else { return }
        var position = 0
        for (kind, count) in lengths {
            if kind == last {
                bytes.removeSubrange(position..<position + count)
            } else {
                position += count
            }
        }
    }

    private mutating func collect(
        _ picture: UnsafeRawBufferPointer, kind: (UInt8) -> UInt8, slices: ClosedRange<UInt8>
    ) {
        var position = Self.nextStart(picture, from: 0)
        while let start = position, start < picture.count {
            let found = kind(picture[start])
            // Slices are most of the bytes, and nothing of interest follows them.
            if slices.contains(found) { return }
            position = Self.nextStart(picture, from: start)
            guard needed.contains(found) else { continue }
            var end = position.map { $0 - 3 } ?? picture.count
            while end > start, picture[end - 1] == 0 { end -= 1 }
            add([0, 0, 0, 1] + picture[start..<end], kind: found)
        }
    }

    private mutating func add(_ unit: [UInt8], kind: UInt8) {
        var position = 0
        for (_, count) in lengths {
            if bytes[position..<position + count].elementsEqual(unit) { return }
            position += count
        }
        bytes += unit
        lengths.append((kind, unit.count))
        kinds.insert(kind)
    }

    /// The position behind the next 00 00 01.
    private static func nextStart(_ bytes: UnsafeRawBufferPointer, from: Int) -> Int? {
        var position = from
        while position + 2 < bytes.count {
            let third = bytes[position + 2]
            if third > 1 {
                position += 3
            } else if third == 1, bytes[position] == 0, bytes[position + 1] == 0 {
                return position + 3
            } else {
                position += 1
            }
        }
        return nil
    }

    /// Kind, precision, height, width and components of a JPEG picture.
    private static func jpegFrameHeader(_ bytes: UnsafeRawBufferPointer) -> [UInt8] {
        var position = 2
        while position + 9 < bytes.count {
            guard bytes[position] == 0xFF else { return [] }
            let marker = bytes[position + 1]
            if marker == 0xFF {
                position += 1
                continue
            }
            let length = Int(bytes[position + 2]) << 8 | Int(bytes[position + 3])
            if (0xC0...0xC2).contains(marker) {
                let end = min(bytes.count, position + 2 + max(8, min(length, 32)))
                return Array(bytes[position + 1..<end])
            }
            guard marker != 0xDA, length >= 2 else { return [] }
            position += 2 + length
        }
        return []
    }
}
