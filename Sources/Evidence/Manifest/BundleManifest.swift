/// What a bundle says of itself: `manifest.json`. docs/evidence.md describes every key.
///
/// Names of members are the JSON keys. Members are only ever added; a change of meaning raises
/// `formatVersion`.
struct BundleManifest: Codable, Hashable, Sendable {
    /// The newest format that this version writes and reads.
    static let currentVersion = 1
    static let formatName = "pantau-evidence"

    var format: String = formatName
    var formatVersion: Int = currentVersion
    var bundle: Bundle
    var request: Request
    /// Every file of the bundle but the manifest and its signature, by path.
    var files: [File]
    var recordings: [Recording]
    var videos: [Video]
    var events: [Event]
    var auditHead: AuditHead
    var signer: Signer

    struct Bundle: Codable, Hashable, Sendable {
        var uuid: String
        var name: String
        var exportedUs: Int64
        /// The same instant, for people.
        var exportedAt: String
        var exportedBy: String
        var tool: String
        var toolVersion: String
    }

    struct Request: Codable, Hashable, Sendable {
        var purpose: String
        var requestNumber: String
        var language: String
        var contents: String
        var includesOriginal: Bool
        /// Why untouched pictures of a camera with privacy masks are handed over.
        var reason: String?
    }

    struct File: Codable, Hashable, Sendable {
        var path: String
        var bytes: Int64
        var sha256: String
    }

    /// One file of a camera from which something is in the bundle.
    struct Recording: Codable, Hashable, Sendable {
        var id: Int64
        var uuid: String
        var camera: String
        var site: String?
        var timeZone: String
        /// Name of the original file, without its folder.
        var fileName: String
        /// Size when it was scanned, and now.
        var scannedBytes: Int64
        var bytes: Int64?
        /// Digest by which the program recognises the file (not cryptographic).
        var fingerprint: String?
        /// SHA-256 of the whole original file; only if all of it is in the bundle.
        var sha256: String?
        var container: String?
        var codec: String?
        var width: Int?
        var height: Int?
        var durationUs: Int64?
        var startUs: Int64?
        var clockSource: String
        var clockStatement: String
        /// What was noticed about the file when it was scanned, a sentence each.
        var findings: [String]
    }

    /// One video file of the bundle.
    struct Video: Codable, Hashable, Sendable {
        var path: String
        var recording: Int64
        var events: [Int64]
        var kind: Kind
        /// What of the recording it holds; zero is the recording's first frame.
        var startMediaUs: Int64
        var endMediaUs: Int64
        var startUs: Int64?
        /// File with one line per packet, and how many there are; `null` if it was encoded again.
        var packetList: String?
        var packets: Int?
        /// What has to be known about it, a sentence each.
        var notes: [String]
        var coverage: [Coverage]

        enum Kind: String, Codable, Sendable {
            /// The original file, bit for bit.
            case wholeFile = "whole_file"
            /// Packets of the original, untouched, in a new container.
            case packets
            /// Packets of the original in another form of the same codec; `notes` says which.
            case converted
            /// Encoded again, with the privacy masks painted over.
            case masked
        }
    }

    /// One stretch of a video's time with one state of analysis.
    struct Coverage: Codable, Hashable, Sendable {
        var startMediaUs: Int64
        var endMediaUs: Int64
        var state: String
        var reason: String?
    }

    struct Event: Codable, Hashable, Sendable {
        var id: Int64
        var uuid: String
        var page: String
        var videos: [String]
        var stills: [String]
    }

    /// Where the site's audit log stood just before this export was entered in it.
    struct AuditHead: Codable, Hashable, Sendable {
        var entries: Int
        var hash: String
    }

    struct Signer: Codable, Hashable, Sendable {
        var algorithm: String
        var publicKey: String
        var fingerprint: String
    }
}
