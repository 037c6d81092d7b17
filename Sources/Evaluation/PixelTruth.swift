import Footage
import Foundation
import VideoDecoding

/// The true masks of a sequence: which frames have one, and where in the picture they count.
struct PixelTruth {
    /// Files by the number of the frame.
    var masks: [Int: String]
    /// Numbers of the frames that are scored; `nil`: all that have a mask.
    var numbers: ClosedRange<Int>?
    /// A picture that is bright where the truth counts; `nil`: everywhere.
    var regionPath: String?

    /// Whether the frame is scored.
    func scores(_ number: Int) -> Bool {
        masks[number] != nil && numbers?.contains(number) ?? true
    }

    /// Reads the region; cells are `true` where pixels count.
    ///
    /// - Parameter size: of the masks; a region of another size is scaled to it.
    func region(size: FrameSize) throws(EvaluationError) -> [Bool]? {
        guard let regionPath else { return nil }
        let plane = try Self.read(regionPath)
        return (0..<size.pixelCount).map { index in
            let x = index % size.width * plane.size.width / size.width
            let y = index / size.width * plane.size.height / size.height
            return plane[x, y] >= 128
        }
    }

    /// Labels of one frame, row-major.
    func labels(
        of number: Int, size: FrameSize
    ) throws(EvaluationError) -> Plane? {
        guard let path = masks[number] else { return nil }
        let plane = try Self.read(path)
        guard plane.size == size else {
            throw .sizesDiffer(path: path, size: plane.size, expected: size)
        }
        return plane
    }

    private static func read(_ path: String) throws(EvaluationError) -> Plane {
        do {
            return try GreyPicture.read(path)
        } catch {
            throw .unreadable(path: path, reason: "\(error)")
        }
    }
}
