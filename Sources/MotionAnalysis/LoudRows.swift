import Footage
import KernelDispatch

/// The rows of a picture in which the last classification found something that does not fit.
///
/// On most frames few rows have any, and the steps that clean the mask leave the others out.
struct LoudRows {
    private var isLoud: [Bool]
    private let width: Int

    init(size: FrameSize) {
        isLoud = Array(repeating: true, count: size.height)
        width = size.width
    }

    subscript(row: Int) -> Bool { isLoud[row] }

    /// - Parameter notes: of the model's tiles.
    mutating func read(_ notes: UnsafePointer<UInt8>, tileCount: Int) {
        for row in isLoud.indices { isLoud[row] = false }
        guard width > 0 else { return }
        for tile in 0..<tileCount where notes[tile] & ModelLayout.loudNote != 0 {
            let start = tile * ModelLayout.tilePixels
            let last = (start + ModelLayout.tilePixels - 1) / width
            for row in start / width...min(last, isLoud.count - 1) { isLoud[row] = true }
        }
    }
}
