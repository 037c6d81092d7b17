import Foundation
import VideoDecoding

/// Pictures in order, and masks that say what is foreground in some of them.
///
/// The layouts of CDnet (`input/`, `groundtruth/`, `ROI.bmp`, `temporalROI.txt`) and of Wallflower
/// (pictures or a video, and one hand-segmented mask whose name ends with its frame's number).
public struct LabelledSequence: Sendable {
    /// With the names of the folders above it, from the one that was asked for: `category/name`.
    public let name: String
    /// The folder above, if the sequence was found inside one; else `nil`.
    public let category: String?
    let source: RecordingSource
    /// Number of the frame at time zero.
    let firstNumber: Int
    let framesPerSecond: Double
    let truth: PixelTruth

    /// - Parameters:
    ///   - folder: of the sequence.
    ///   - framesPerSecond: of numbered pictures; a video has its own.
    init(
        folder: String, name: String, category: String?, framesPerSecond: Double
    ) throws(EvaluationError) {
        self.name = name
        self.category = category
        let masks = Self.masks(in: folder)
        guard !masks.isEmpty else { throw .noTruth(path: folder + "/groundtruth") }
        if let video = Self.video(in: folder) {
            source = .file(path: video)
            firstNumber = 0
            do {
                let index = try RecordingIndex.build(source)
                self.framesPerSecond =
                    Double(index.packetCount) / max(index.duration.seconds, 0.001)
            } catch {
                throw .unreadable(path: video, reason: "\(error)")
            }
        } else {
            guard let pictures = Self.pictures(in: folder) else {
                throw .noPictures(path: folder + "/input")
            }
            source = .imageSequence(
                pattern: pictures.pattern, firstNumber: pictures.first,
                framesPerSecond: framesPerSecond)
            firstNumber = pictures.first
            self.framesPerSecond = framesPerSecond
        }
        var truth = PixelTruth(masks: masks, numbers: nil, regionPath: nil)
        truth.regionPath = ["ROI.bmp", "ROI.png", "ROI.jpg"].map { folder + "/" + $0 }
            .first { FileManager.default.fileExists(atPath: $0) }
        truth.numbers = try Self.temporalRegion(folder + "/temporalROI.txt")
        self.truth = truth
    }

    /// Whether a folder looks like a sequence.
    static func isSequence(_ folder: String) -> Bool {
        isFolder(folder + "/groundtruth") || isFolder(folder + "/input")
            || !maskNames(folder).isEmpty
    }

    static func isFolder(_ path: String) -> Bool {
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
            && isFolder.boolValue
    }

    static func names(in folder: String) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
            .filter { !$0.hasPrefix(".") }
    }

    // MARK: Truth

    private static func masks(in folder: String) -> [Int: String] {
        let inside = folder + "/groundtruth"
        let (place, names) =
            isFolder(inside) ? (inside, names(in: inside)) : (folder, maskNames(folder))
        var masks: [Int: String] = [:]
        for name in names where isPicture(name) {
            if let number = number(of: name)?.value { masks[number] = place + "/" + name }
        }
        return masks
    }

    private static func maskNames(_ folder: String) -> [String] {
        names(in: folder).filter { $0.lowercased().hasPrefix("hand_segmented") && isPicture($0) }
    }

    private static func temporalRegion(
        _ path: String
    ) throws(EvaluationError) -> ClosedRange<Int>? {
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        let words = ((try? String(contentsOfFile: path, encoding: .utf8)) ?? "")
            .split(whereSeparator: \.isWhitespace).map { Int($0) }
        guard words.count >= 2, let first = words[0], let last = words[1], first <= last else {
            throw .badTemporalRegion(path: path)
        }
        return first...last
    }

    // MARK: Pictures

    private static let pictureTypes: Set<String> = [
        "bmp", "jpeg", "jpg", "pgm", "png", "pnm", "ppm", "tif", "tiff",
    ]
    private static let videoTypes: Set<String> = ["avi", "m4v", "mkv", "mov", "mp4", "mpg", "webm"]

    static func isVideo(_ name: String) -> Bool { videoTypes.contains(type(of: name)) }

    private static func isPicture(_ name: String) -> Bool {
        pictureTypes.contains(type(of: name))
    }

    private static func type(of name: String) -> String {
        NSString(string: name).pathExtension.lowercased()
    }

    private static func video(in folder: String) -> String? {
        guard !isFolder(folder + "/input") else { return nil }
        let videos = names(in: folder).filter(isVideo)
        return videos.count == 1 ? folder + "/" + videos[0] : nil
    }

    /// The last group of digits before the extension.
    private static func number(
        of name: String
    ) -> (value: Int, prefix: Substring, digits: Substring, suffix: Substring)? {
        guard let match = name.firstMatch(of: /^(.*?)([0-9]+)([^0-9]*\.[A-Za-z]+)$/),
            match.2.count <= 9, let value = Int(match.2)
        else { return nil }
        return (value, match.1, match.2, match.3)
    }

    /// The longest run of pictures whose names differ in their number alone.
    private static func pictures(in folder: String) -> (pattern: String, first: Int)? {
        let place = isFolder(folder + "/input") ? folder + "/input" : folder
        var runs: [String: (numbers: [Int], digits: Int)] = [:]
        for name in names(in: place)
        where isPicture(name) && !name.lowercased().hasPrefix("hand_segmented") {
            guard let found = number(of: name), !found.prefix.contains("%") else { continue }
            let isPadded = found.digits.first == "0" || found.digits.count > 1
            let place = isPadded ? "%0\(found.digits.count)d" : "%d"
            let pattern = "\(found.prefix)\(place)\(found.suffix)"
            runs[pattern, default: ([], found.digits.count)].numbers.append(found.value)
        }
        let longest = runs.max {
            ($0.value.numbers.count, $1.key) < ($1.value.numbers.count, $0.key)
        }
        guard let longest, let first = longest.value.numbers.min() else { return nil }
        return (place + "/" + longest.key, first)
    }
}
