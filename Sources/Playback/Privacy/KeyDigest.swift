import Footage

/// A number that changes with what is added to it (FNV-1a): part of the names of cached files. No
/// protection against intent.
struct KeyDigest {
    private(set) var value: UInt64 = 0xcbf2_9ce4_8422_2325

    mutating func add(_ number: Int64) {
        for shift in stride(from: 0, to: 64, by: 8) {
            let byte = UInt64(truncatingIfNeeded: number >> Int64(shift)) & 0xFF
            value = (value ^ byte) &* 0x100_0000_01b3
        }
    }

    mutating func add(_ number: Double) { add(Int64(bitPattern: number.bitPattern)) }

    mutating func add(_ region: Region) {
        for part in [region.x, region.y, region.width, region.height] { add(part) }
    }

    mutating func add(_ polygon: Polygon) {
        add(Int64(polygon.points.count))
        for point in polygon.points {
            add(point.x)
            add(point.y)
        }
    }

    mutating func add(_ text: String) {
        add(Int64(text.utf8.count))
        for byte in text.utf8 { value = (value ^ UInt64(byte)) &* 0x100_0000_01b3 }
    }

    var hexadecimal: String {
        let digits = String(value, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
