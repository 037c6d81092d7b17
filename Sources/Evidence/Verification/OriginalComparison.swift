import Footage
import Foundation
import VideoDecoding

/// A bundle's video, compared with the original recording that it was taken from.
public struct OriginalComparison: Sendable, Hashable {
    /// Path of the original.
    public var original: String
    /// Path of the video in the bundle.
    public var video: String
    public var isSame: Bool
    /// One sentence for a person, beginning with the video's path.
    public var description: String

    /// Compares what the bundle's manifest says of its untouched videos with a file: packet by
    /// packet, or SHA-256 with SHA-256 for whole files. Whether the bundle itself is as it was
    /// signed is for `BundleVerifier` to say.
    ///
    /// - Parameters:
    ///   - bundle: a folder or a zip file.
    ///   - original: a recording; videos of recordings of its name are compared, or all videos if
    ///     no recording has its name.
    public static func compare(
        bundle: String, with original: String
    ) throws(EvidenceError) -> [OriginalComparison] {
        guard let manifest = try BundleVerifier().check(bundle).manifest else {
            throw .notABundle(path: bundle, reason: "its manifest cannot be read")
        }
        let name = (original as NSString).lastPathComponent
        let named = Set(manifest.recordings.filter { $0.fileName == name }.map(\.id))
        let untouched = manifest.videos.filter { video in
            (named.isEmpty || named.contains(video.recording))
                && (video.kind == .wholeFile || video.packetList != nil)
        }
        guard !untouched.isEmpty else {
            throw .invalid(
                what: "original",
                reason: "\(bundle) holds nothing untouched of \(name) that could be compared")
        }
        var comparisons: [OriginalComparison] = []
        for video in untouched {
            let difference =
                if let list = video.packetList {
                    try self.difference(
                        of: original, from: video,
                        list: BundleFile.contents(list, ofBundle: bundle))
                } else {
                    try self.difference(
                        of: original,
                        from: manifest.recordings.first { $0.id == video.recording })
                }
            comparisons.append(
                OriginalComparison(
                    original: original, video: video.path, isSame: difference == nil,
                    description: "\(video.path): "
                        + (difference ?? "agrees with \(original), bit for bit")))
        }
        return comparisons
    }

    private static func difference(
        of original: String, from recording: BundleManifest.Recording?
    ) throws(EvidenceError) -> String? {
        let digest = try digest(of: original)
        return digest == recording?.sha256
            ? nil : "\(original) has another SHA-256: \(digest)"
    }

    private static func digest(of original: String) throws(EvidenceError) -> String {
        let file = try RegularInput(path: original, followingLinks: true)
        var running = RunningDigest()
        try file.read { (block) throws(EvidenceError) in running.add(block) }
        return running.digest.sha256
    }

    /// What is different; `nil` if the packets of the list are those of the original.
    private static func difference(
        of original: String, from video: BundleManifest.Video, list: Data
    ) throws(EvidenceError) -> String? {
        guard let stated = PacketList.digests(in: list) else {
            return "its list of packets cannot be read"
        }
        var found = PacketList()
        do {
            let seeker = try RecordingSeeker(source: .file(path: original))
            // A little more is asked for: the clip's packets end where the list does.
            let range = MediaRange(
                start: MediaTime(microseconds: video.startMediaUs),
                end: MediaTime(microseconds: video.endMediaUs) + MediaTime(seconds: 1))
            try seeker.packets(in: range) { packet in
                found.add(packet)
                return found.count < stated.count
            }
        } catch let error as VideoDecodingError {
            if case .outOfRange = error { return "\(original) does not reach that far" }
            throw .cannotRead(path: original, reason: error.description)
        } catch {
            throw .cannotRead(path: original, reason: "\(error)")
        }
        let digests = found.digests
        if let first = zip(stated, digests).enumerated().first(where: { $1.0 != $1.1 })?.offset {
            return "packet \(first) of \(stated.count) is another one in \(original)"
        }
        return digests.count == stated.count
            ? nil : "\(original) has only \(digests.count) of its \(stated.count) packets"
    }
}

/// The content of one file of a bundle, in a folder or in a zip file.
enum BundleFile {
    private static let maximumBytes = 256 << 20

    static func contents(_ name: String, ofBundle path: String) throws(EvidenceError) -> Data {
        guard BundleLayout.isSafe(name) else {
            throw .notABundle(path: path, reason: "it names a file that leads out, \(name)")
        }
        var status = stat()
        if stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR {
            return try RegularInput(path: "\(path)/\(name)").contents(limit: maximumBytes)
        }
        let archive = try ArchiveInput(path: path)
        while let entry = try archive.next() {
            guard entry.kind == .file, entry.name == name || entry.name.hasSuffix("/" + name)
            else { continue }
            var data = Data()
            try archive.read { block in
                if data.count <= maximumBytes { data.append(contentsOf: block) }
            }
            guard data.count <= maximumBytes else { break }
            return data
        }
        throw .cannotRead(path: path, reason: "\(name) is missing in it, or too large")
    }
}
