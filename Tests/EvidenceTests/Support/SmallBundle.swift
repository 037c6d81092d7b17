import Foundation
import Testing

@testable import Evidence

/// A bundle without a recording: a few files of known content, listed and signed as an export does.
struct SmallBundle {
    let folder: TemporaryFolder
    let path: String
    let key: SigningKey

    static let contents: [String: Data] = [
        "index.html": Data("<h1>cover</h1>".utf8),
        "events.json": Data("{}\n".utf8),
        "video/event-1.mp4": Data((0..<200_000).map { UInt8(truncatingIfNeeded: $0 &* 7) }),
        "video/event-2.mp4": Data((0..<200_000).map { UInt8(truncatingIfNeeded: $0 &* 11) }),
        "stills/event-1-peak.jpg": Data([0xFF, 0xD8, 0xFF]),
        "pages/event-1.html": Data("x".utf8),
    ]

    init(name: String = "bundle") throws {
        folder = try TemporaryFolder()
        path = folder(name)
        key = try SigningKey.openOrCreate(path: folder("key.pem"))
        let work = try BundleFolder(destination: path, token: 7)
        for name in ["video", "stills", "pages"] { try work.makeFolder(name) }
        for (name, data) in Self.contents { try work.add(name, data) }
        try work.add("signer.pem", Data(key.publicKeyPEM.utf8))
        let data = try #require(BundleJSON.data(Self.manifest(files: work.files, key: key)))
        try work.write("manifest.json", data)
        try work.write("manifest.sig", key.signature(for: data))
        try work.finish()
    }

    static func manifest(files: [BundleManifest.File], key: SigningKey) -> BundleManifest {
        BundleManifest(
            bundle: .init(
                uuid: "u", name: "bundle", exportedUs: 1_795_000_000_000_000, exportedAt: "then",
                exportedBy: "sari", tool: "pantau", toolVersion: "1"),
            request: .init(
                purpose: "theft", requestNumber: "B/1", language: "en", contents: "stretch",
                includesOriginal: false),
            files: files, recordings: [], videos: [], events: [],
            auditHead: .init(entries: 0, hash: String(repeating: "0", count: 64)),
            signer: .init(
                algorithm: "Ed25519", publicKey: key.publicKeyPEM, fingerprint: key.fingerprint))
    }

    func callAsFunction(_ name: String) -> String { "\(path)/\(name)" }

    /// Signs a changed manifest with any key.
    func sign(_ manifest: BundleManifest, with key: SigningKey) throws {
        let data = try #require(BundleJSON.data(manifest))
        try put(data, self("manifest.json"))
        try put(key.signature(for: data), self("manifest.sig"))
    }

    func manifest() throws -> BundleManifest {
        try BundleJSON.value(BundleManifest.self, from: bytes(self("manifest.json")))
    }
}
