import KernelDispatch

/// Memory for kernels to work on: two inputs of seeded noise, an output, scratch.
final class KernelBytes {
    let first: KernelTable.MutableBytes
    let second: KernelTable.MutableBytes
    let output: KernelTable.MutableBytes
    /// Zeroed; as long as the inputs.
    let scratch: KernelTable.MutableBytes
    let sums: UnsafeMutablePointer<UInt16>

    init(count: Int) {
        // Room behind the last sample, as the pipeline's planes have.
        let capacity = count + 64
        func allocated() -> KernelTable.MutableBytes {
            let bytes = KernelTable.MutableBytes.allocate(capacity: capacity)
            bytes.initialize(repeating: 0, count: capacity)
            return bytes
        }
        first = allocated()
        second = allocated()
        output = allocated()
        scratch = allocated()
        sums = .allocate(capacity: 8192)
        sums.initialize(repeating: 0, count: 8192)
        var state: UInt32 = 1
        for index in 0..<count {
            state = state &* 1_664_525 &+ 1_013_904_223
            first[index] = UInt8(truncatingIfNeeded: state >> 24)
            second[index] = UInt8(truncatingIfNeeded: state >> 16)
        }
    }

    deinit {
        first.deallocate()
        second.deallocate()
        output.deallocate()
        scratch.deallocate()
        sums.deallocate()
    }
}
