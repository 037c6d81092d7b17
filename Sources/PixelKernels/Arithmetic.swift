// 8-bit arithmetic in the shapes that the compiler turns into single vector instructions.
// Everything wraps or saturates: a trapping operator would keep the loop scalar.

@inline(__always)
func distance(_ a: UInt8, _ b: UInt8) -> UInt8 { a > b ? a &- b : b &- a }

@inline(__always)
func saturatingSum(_ a: UInt8, _ b: UInt8) -> UInt8 {
    // A comparison of the sum would be made a branch, and the loop around it stay scalar.
    smaller(a, ~b) &+ b
}

@inline(__always)
func saturatingDifference(_ a: UInt8, _ b: UInt8) -> UInt8 { a > b ? a &- b : 0 }

@inline(__always)
func smaller(_ a: UInt8, _ b: UInt8) -> UInt8 { a < b ? a : b }

@inline(__always)
func larger(_ a: UInt8, _ b: UInt8) -> UInt8 { a > b ? a : b }

/// 255 for true, 0 for false.
@inline(__always)
func mask(_ condition: Bool) -> UInt8 { condition ? 255 : 0 }

/// `yes` where the mask is 255, `no` where it is 0.
@inline(__always)
func choose(_ mask: UInt8, _ yes: UInt8, _ no: UInt8) -> UInt8 { (yes & mask) | (no & ~mask) }

/// Whether 64 samples are all zero.
@inline(__always)
func isZero(_ samples: UnsafePointer<UInt8>) -> Bool {
    let bytes = UnsafeRawPointer(samples)
    var any: UInt64 = 0
    for word in 0..<8 {
        any |= bytes.loadUnaligned(fromByteOffset: word &* 8, as: UInt64.self)
    }
    return any == 0
}
