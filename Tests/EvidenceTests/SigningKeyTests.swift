import Foundation
import Testing

@testable import Evidence

@Suite struct `A signing key` {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test func `is made once and found again`() throws {
        let first = try SigningKey.openOrCreate(path: folder("key.pem"))
        let second = try SigningKey.openOrCreate(path: folder("key.pem"))
        #expect(first.wasCreated)
        #expect(!second.wasCreated)
        #expect(first.fingerprint == second.fingerprint)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["key.pem"])
    }

    @Test func `can be read by its owner alone`() throws {
        _ = try SigningKey.openOrCreate(path: folder("key.pem"))
        let attributes = try FileManager.default.attributesOfItem(atPath: folder("key.pem"))
        #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o600)
    }

    @Test func `is one key however many make it at once`() async throws {
        let path = folder("key.pem")
        let fingerprints = try await withThrowingTaskGroup(of: String.self) { group in
            for _ in 0..<8 {
                group.addTask { try SigningKey.openOrCreate(path: path).fingerprint }
            }
            return try await group.reduce(into: Set<String>()) { $0.insert($1) }
        }
        #expect(fingerprints.count == 1)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["key.pem"])
    }

    @Test(arguments: [0o640, 0o604, 0o660, 0o644])
    func `that others can read is refused`(mode: Int) throws {
        let path = folder("key.pem")
        _ = try SigningKey.openOrCreate(path: path)
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
        #expect(throws: EvidenceError.keyExposed(path: path, mode: String(mode, radix: 8))) {
            try SigningKey.openOrCreate(path: path)
        }
    }

    @Test func `that is damaged is refused and left as it is`() throws {
        let path = folder("key.pem")
        _ = try SigningKey.openOrCreate(path: path)
        let whole = try String(decoding: bytes(path), as: UTF8.self)
        for damaged in [
            "", "not a key", String(whole.dropLast(40)), whole.replacing("M", with: "!"),
        ] {
            try put(Data(damaged.utf8), path)
            #expect {
                try SigningKey.openOrCreate(path: path)
            } throws: { error in
                guard case .keyDamaged(path, _)? = error as? EvidenceError else { return false }
                return true
            }
            #expect(try bytes(path) == Data(damaged.utf8))
        }
    }

    @Test func `is not its public half`() throws {
        let key = try SigningKey.openOrCreate(path: folder("key.pem"))
        try put(Data(key.publicKeyPEM.utf8), folder("public.pem"))
        chmod(folder("public.pem"), 0o600)
        #expect(
            throws: EvidenceError.keyDamaged(
                path: folder("public.pem"),
                reason: "it is a public key, the private one is needed")
        ) {
            try SigningKey.open(path: folder("public.pem"))
        }
    }

    @Test func `is not made where it was asked for by name`() throws {
        #expect(throws: EvidenceError.keyMissing(path: folder("no.pem"))) {
            try SigningKey.open(path: folder("no.pem"))
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
    }

    @Test func `is understood by OpenSSL, and signs as OpenSSL does`() throws {
        let key = try SigningKey.openOrCreate(path: folder("key.pem"))
        try put(Data(key.publicKeyPEM.utf8), folder("public.pem"))
        let derived = try Tool("openssl", ["pkey", "-in", folder("key.pem"), "-pubout"])
        #expect(derived.output == key.publicKeyPEM)

        let message = Data("the exact bytes".utf8)
        try put(message, folder("message"))
        try put(key.signature(for: message), folder("signature"))
        let check = [
            "pkeyutl", "-verify", "-pubin", "-inkey", folder("public.pem"), "-rawin", "-in",
            folder("message"), "-sigfile", folder("signature"),
        ]
        #expect(try Tool("openssl", check).status == 0)
        try put(Data("the exact byte".utf8), folder("message"))
        #expect(try Tool("openssl", check).status != 0)
    }

    @Test func `made by OpenSSL can be used`() throws {
        let path = folder("key.pem")
        try Tool("openssl", ["genpkey", "-algorithm", "ed25519", "-out", path])
        chmod(path, 0o600)
        let key = try SigningKey.open(path: path)
        #expect(try Tool("openssl", ["pkey", "-in", path, "-pubout"]).output == key.publicKeyPEM)
    }

    @Test func `has the fingerprint that OpenSSL and sha256sum give`() throws {
        let key = try SigningKey.openOrCreate(path: folder("key.pem"))
        try put(Data(key.publicKeyPEM.utf8), folder("public.pem"))
        try Tool(
            "openssl",
            [
                "pkey", "-pubin", "-in", folder("public.pem"), "-outform", "DER", "-out",
                folder("public.der"),
            ])
        let sum = try Tool("sha256sum", [folder("public.der")])
        #expect(sum.output.hasPrefix(key.fingerprint + " "))
    }

    @Test func `is trusted by its file or by its fingerprint, however that is written`() throws {
        let key = try SigningKey.openOrCreate(path: folder("key.pem"))
        try put(Data(key.publicKeyPEM.utf8), folder("public.pem"))
        let colons = key.fingerprint.uppercased().enumerated().map { index, digit in
            index > 0 && index % 2 == 0 ? ":\(digit)" : "\(digit)"
        }.joined()
        for text in [
            folder("public.pem"), key.fingerprint, colons, Hexadecimal.grouped(key.fingerprint),
        ] {
            #expect(try TrustedKey(text).fingerprint == key.fingerprint)
        }
        for text in ["", "abc", folder("no.pem"), String(key.fingerprint.dropLast())] {
            #expect(throws: EvidenceError.notAKey(text: text)) { try TrustedKey(text) }
        }
    }
}
