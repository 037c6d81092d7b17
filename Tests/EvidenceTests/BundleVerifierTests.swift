import Foundation
import Testing

@testable import Evidence

@Suite struct `The verification of a bundle` {
    private let bundle: SmallBundle

    init() throws { bundle = try SmallBundle() }

    private func findings(trusting key: TrustedKey? = nil) throws -> [VerificationFinding] {
        try BundleVerifier(trusting: key).verify(bundle.path).findings
    }

    private func named(_ path: String) throws -> [VerificationFinding.Problem] {
        try findings().filter { $0.path == path }.map(\.problem)
    }

    @Test func `finds nothing wrong with one that was not touched`() throws {
        let report = try BundleVerifier().verify(bundle.path)
        #expect(report.findings.isEmpty)
        #expect(report.isGood)
        #expect(report.keyTrust == .notCompared)
        #expect(report.keyFingerprint == bundle.key.fingerprint)
        #expect(report.files == SmallBundle.contents.count + 3)
        #expect(report.claims?.requestNumber == "B/1")
        #expect(
            report.manifestSHA256 == FileDigest(of: try bytes(bundle("manifest.json"))).sha256)
    }

    @Test func `names each file in which any byte was flipped`() throws {
        for name in try files(in: bundle.path) {
            let whole = try bytes(bundle(name))
            for position in Set([0, whole.count / 3, whole.count / 2, whole.count - 1]).sorted() {
                var changed = whole
                changed[position] ^= 1
                try put(changed, bundle(name))
                let findings = try findings()
                #expect(findings.contains { $0.path == name }, "\(name), byte \(position)")
                let innocent = findings.filter { finding in
                    finding.path != name && !finding.path.hasPrefix("manifest.")
                }
                #expect(innocent.isEmpty, "\(name), byte \(position)")
            }
            try put(whole, bundle(name))
        }
        #expect(try findings().isEmpty)
    }

    @Test func `names every single byte of the manifest and of its signature`() throws {
        for name in ["manifest.json", "manifest.sig"] {
            let whole = try bytes(bundle(name))
            for position in stride(from: 0, to: whole.count, by: name.hasSuffix("sig") ? 1 : 37) {
                var changed = whole
                changed[position] ^= 0x20
                try put(changed, bundle(name))
                #expect(try !named(name).isEmpty, "\(name), byte \(position)")
            }
            try put(whole, bundle(name))
        }
    }

    @Test func `names what was deleted, added, cut, or lengthened`() throws {
        for name in try files(in: bundle.path) {
            let whole = try bytes(bundle(name))
            try FileManager.default.removeItem(atPath: bundle(name))
            #expect(try named(name) == [.missing], "\(name)")
            if !name.hasPrefix("manifest.") {
                try put(whole + [0], bundle(name))
                #expect(try named(name) == [.lengthened], "\(name)")
                try put(whole.dropLast(), bundle(name))
                #expect(try named(name) == [.shortened], "\(name)")
            }
            try put(whole, bundle(name))
        }
        try put(Data("new".utf8), bundle("pages/event-2.html"))
        try put(Data(), bundle(".hidden"))
        #expect(try named("pages/event-2.html") == [.extra])
        #expect(try named(".hidden") == [.extra])
    }

    @Test func `says what was renamed or swapped`() throws {
        let (first, second) = ("video/event-1.mp4", "video/event-2.mp4")
        try FileManager.default.moveItem(
            atPath: bundle(first), toPath: bundle("video/event-9.mp4"))
        #expect(try named(first) == [.renamed])
        #expect(try named("video/event-9.mp4") == [.renamed])
        #expect(try findings().count == 2)

        try FileManager.default.moveItem(atPath: bundle(second), toPath: bundle(first))
        try FileManager.default.moveItem(
            atPath: bundle("video/event-9.mp4"), toPath: bundle(second))
        #expect(try named(first) == [.swapped])
        #expect(try named(second) == [.swapped])
        #expect(try findings().count == 2)
    }

    @Test func `follows no link and opens no pipe`() throws {
        let name = "stills/event-1-peak.jpg"
        let outside = bundle.folder("outside.jpg")
        try FileManager.default.moveItem(atPath: bundle(name), toPath: outside)
        try FileManager.default.createSymbolicLink(
            atPath: bundle(name), withDestinationPath: outside)
        try FileManager.default.createSymbolicLink(
            atPath: bundle("more"), withDestinationPath: "/etc")
        #expect(mkfifo(bundle("pipe"), 0o600) == 0)
        let found = try findings()
        #expect(found.map(\.path) == ["more", "pipe", name])
        #expect(found.map(\.problem) == [.link, .special, .link])
    }

    @Test func `does not overlook a name that is no text`() throws {
        let strange = Array(bundle("video").utf8) + [UInt8(ascii: "/"), 0xFF, 0xFE, 0]
        let descriptor = strange.withUnsafeBufferPointer { name in
            name.withMemoryRebound(to: CChar.self) {
                $0.baseAddress.map { open($0, O_WRONLY | O_CREAT, 0o600) } ?? -1
            }
        }
        try #require(descriptor >= 0)
        close(descriptor)
        #expect(try !findings().isEmpty)
    }

    @Test func `believes no manifest that somebody else signed when the key is known`() throws {
        let known = try TrustedKey(bundle.key.fingerprint)
        #expect(try BundleVerifier(trusting: known).verify(bundle.path).keyTrust == .confirmed)

        // Everything is made to fit, but with the forger's own key.
        let forger = try SigningKey.openOrCreate(path: bundle.folder("forger.pem"))
        try put(Data("forged".utf8), bundle("events.json"))
        try put(Data(forger.publicKeyPEM.utf8), bundle("signer.pem"))
        var manifest = try bundle.manifest()
        for (index, file) in manifest.files.enumerated() {
            let digest = try FileDigest(ofFileAt: bundle(file.path))
            manifest.files[index].bytes = digest.bytes
            manifest.files[index].sha256 = digest.sha256
        }
        manifest.signer.publicKey = forger.publicKeyPEM
        manifest.signer.fingerprint = forger.fingerprint
        try bundle.sign(manifest, with: forger)

        let blind = try BundleVerifier().verify(bundle.path)
        #expect(blind.isGood)
        #expect(blind.keyTrust == .notCompared)
        #expect(blind.keyFingerprint == forger.fingerprint)
        let report = try BundleVerifier(trusting: known).verify(bundle.path)
        #expect(report.keyTrust == .different)
        #expect(report.findings.map(\.problem) == [.key])
        #expect(!report.isGood)
    }

    @Test func `finds a manifest that states a fingerprint other than its key's`() throws {
        var manifest = try bundle.manifest()
        manifest.signer.fingerprint = String(repeating: "a", count: 64)
        try bundle.sign(manifest, with: bundle.key)
        #expect(try named("manifest.json") == [.key])
    }

    @Test func `finds a manifest that leads out, names twice, or comes from the future`() throws {
        let whole = try bundle.manifest()
        var manifest = whole
        manifest.files[0].path = "../outside"
        try bundle.sign(manifest, with: bundle.key)
        #expect(try named("../outside").contains(.unsafeName))

        manifest = whole
        manifest.files.append(whole.files[0])
        try bundle.sign(manifest, with: bundle.key)
        #expect(try named("manifest.json") == [.format])

        manifest = whole
        manifest.formatVersion = 2
        try bundle.sign(manifest, with: bundle.key)
        #expect(try named("manifest.json") == [.format])
    }

    @Test func `refuses what is no bundle at all`() throws {
        let empty = bundle.folder("empty")
        try FileManager.default.createDirectory(
            atPath: empty, withIntermediateDirectories: false)
        try put(Data("text".utf8), bundle.folder("text.zip"))
        for path in [empty, bundle.folder("text.zip"), bundle.folder("nothing"), "/dev/null"] {
            #expect {
                try BundleVerifier().verify(path)
            } throws: { error in
                guard case .notABundle(path, _)? = error as? EvidenceError else { return false }
                return true
            }
        }
    }

    @Test func `agrees with OpenSSL`() throws {
        let check = [
            "pkeyutl", "-verify", "-pubin", "-inkey", "signer.pem", "-rawin", "-in",
            "manifest.json", "-sigfile", "manifest.sig",
        ]
        #expect(try Tool("openssl", check, folder: bundle.path).status == 0)
        var manifest = try bytes(bundle("manifest.json"))
        manifest[manifest.count / 2] ^= 1
        try put(manifest, bundle("manifest.json"))
        #expect(try Tool("openssl", check, folder: bundle.path).status != 0)
    }
}
