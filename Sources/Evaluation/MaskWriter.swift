import FeedPipeline
import Footage
import Foundation
import VideoDecoding

/// Writes masks as CDnet's tools want them: `bin000001.png`, at the size of the pictures.
struct MaskWriter {
    private let folder: String
    private var enlarged: Plane?

    init(folder: String) throws(EvaluationError) {
        self.folder = folder
        do {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true)
        } catch {
            throw .cannotWrite(path: folder, reason: error.localizedDescription)
        }
    }

    mutating func write(_ frame: AnalysedFrame, number: Int) throws(EvaluationError) {
        let (mask, geometry) = (frame.foreground, frame.geometry)
        let size = geometry.stored
        if enlarged?.size != size { enlarged = Plane(size: size) }
        guard let enlarged else { return }
        for y in 0..<size.height {
            let maskY = min(y / geometry.divisorY, mask.size.height - 1)
            for x in 0..<size.width {
                enlarged[x, y] = mask[min(x / geometry.divisorX, mask.size.width - 1), maskY]
            }
        }
        let digits = String(number)
        let padding = String(repeating: "0", count: max(0, 6 - digits.count))
        let path = "\(folder)/bin\(padding)\(digits).png"
        do {
            try Data(GreyPicture.png(enlarged)).write(to: URL(fileURLWithPath: path))
        } catch {
            throw .cannotWrite(path: path, reason: error.localizedDescription)
        }
    }
}
