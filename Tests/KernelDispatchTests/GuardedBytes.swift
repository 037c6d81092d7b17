/// Memory for a kernel with guard bytes on both sides, at any misalignment.
final class GuardedBytes {
    static let guardCount = 96
    private static let guardByte: UInt8 = 0xA5

    let count: Int
    let base: UnsafeMutablePointer<UInt8>
    private let whole: UnsafeMutableRawBufferPointer
    private let lead: Int

    init(count: Int, misalignment: Int, _ fill: (Int) -> UInt8) {
        self.count = count
        lead = Self.guardCount + misalignment
        whole = .allocate(byteCount: lead + count + Self.guardCount, alignment: 64)
        _ = whole.initializeMemory(as: UInt8.self, repeating: Self.guardByte)
        let start = whole.baseAddress! + lead
        base = start.assumingMemoryBound(to: UInt8.self)
        for i in 0..<count { base[i] = fill(i) }
    }

    convenience init(copying bytes: [UInt8], misalignment: Int) {
        self.init(count: bytes.count, misalignment: misalignment) { bytes[$0] }
    }

    deinit { whole.deallocate() }

    var bytes: [UInt8] { (0..<count).map { base[$0] } }

    var guardsAreIntact: Bool {
        whole[..<lead].allSatisfy { $0 == Self.guardByte }
            && whole[(lead + count)...].allSatisfy { $0 == Self.guardByte }
    }
}
