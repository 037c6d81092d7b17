public import Footage

/// Something in a bundle that is not as it was signed.
public struct VerificationFinding: Sendable, Hashable {
    /// What is wrong. Raw values are the names in `--json`.
    public enum Problem: String, Sendable, CaseIterable {
        /// Same size, other content.
        case changed
        case shortened
        case lengthened
        case missing
        /// Not in the manifest.
        case extra
        /// Under another name than in the manifest.
        case renamed
        /// Content of another file of the bundle.
        case swapped
        /// A symbolic link, device or pipe in the place of a file, or beside them.
        case link
        case special
        /// A name that leads out of the bundle or means something else on other systems.
        case unsafeName = "unsafe_name"
        /// Twice in an archive.
        case duplicate
        case unreadable
        case signature
        case key
        case format
    }

    /// Relative to the bundle.
    public var path: String
    public var problem: Problem
    /// One sentence for a person, beginning with the path.
    public var description: String

    init(_ path: String, _ problem: Problem, _ sentence: String) {
        self.path = path
        self.problem = problem
        description = "\(path): \(sentence)"
    }
}

/// What a check of a bundle found.
public struct VerificationReport: Sendable, Hashable {
    /// Whether the signer's key is the one that was made known by another way.
    public enum KeyTrust: String, Sendable {
        case confirmed
        /// No key was given to compare with: the bundle is whole in itself, but whose it is
        /// remains to be seen.
        case notCompared = "not_compared"
        case different
    }

    public var path: String
    /// Whether the signature holds and every file is as it was signed.
    public var isGood: Bool { findings.isEmpty }
    public var keyTrust: KeyTrust = .notCompared
    /// SHA-256 of the signer's public key in DER; `nil` if it could not be read.
    public var keyFingerprint: String?
    /// SHA-256 of `manifest.json` as it is now.
    public var manifestSHA256: String?
    /// Files and bytes that were read and compared.
    public var files = 0
    public var bytes: Int64 = 0
    /// By path; empty if all is well.
    public var findings: [VerificationFinding] = []
    /// What the manifest says; believe it only if `isGood`.
    public var claims: BundleClaims?
}

/// What a bundle says of itself.
public struct BundleClaims: Sendable, Hashable {
    public var name: String
    public var exported: WallTime
    public var exportedBy: String
    public var purpose: String
    public var requestNumber: String
    public var toolVersion: String
    public var cameras: [String]
    /// Where the site's audit log stood just before the export was entered in it.
    public var auditHead: String
}

extension BundleClaims {
    init(_ manifest: BundleManifest) {
        var cameras: [String] = []
        for recording in manifest.recordings where !cameras.contains(recording.camera) {
            cameras.append(recording.camera)
        }
        self.init(
            name: manifest.bundle.name,
            exported: WallTime(microsecondsUTC: manifest.bundle.exportedUs),
            exportedBy: manifest.bundle.exportedBy, purpose: manifest.request.purpose,
            requestNumber: manifest.request.requestNumber,
            toolVersion: manifest.bundle.toolVersion, cameras: cameras,
            auditHead: manifest.auditHead.hash)
    }
}
