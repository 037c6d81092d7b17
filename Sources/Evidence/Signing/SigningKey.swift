import Crypto
import CryptoExtras
import Foundation

/// The Ed25519 key with which a site signs its bundles, kept as PKCS#8 PEM in a file that only its
/// owner can read.
public struct SigningKey: Sendable {
    public let path: String
    /// Whether this call made it.
    public let wasCreated: Bool
    private let key: Curve25519.Signing.PrivateKey

    private static let maximumBytes = 64 * 1024

    /// Where the key of a database is: beside it.
    public static func path(forDatabase path: String) -> String { path + ".signing-key.pem" }

    /// The key at `path`, made if there is none. Several processes may do so at once: one key wins.
    public static func openOrCreate(path: String) throws(EvidenceError) -> SigningKey {
        var status = stat()
        if lstat(path, &status) != 0, errno == ENOENT, try create(path: path) {
            return try open(path: path, wasCreated: true)
        }
        return try open(path: path)
    }

    /// The key at `path`.
    public static func open(path: String) throws(EvidenceError) -> SigningKey {
        try open(path: path, wasCreated: false)
    }

    private static func open(
        path: String, wasCreated: Bool
    ) throws(EvidenceError) -> SigningKey {
        var status = stat()
        guard stat(path, &status) == 0 else {
            if errno == ENOENT { throw .keyMissing(path: path) }
            throw .cannotRead(path: path, reason: SystemError.text)
        }
        let file = try RegularInput(path: path, followingLinks: true)
        guard status.st_mode & 0o077 == 0 else {
            throw .keyExposed(path: path, mode: String(status.st_mode & 0o777, radix: 8))
        }
        guard file.sizeBytes <= maximumBytes else {
            throw .keyDamaged(path: path, reason: "it is \(file.sizeBytes) bytes long")
        }
        let text = String(decoding: try file.contents(limit: maximumBytes), as: UTF8.self)
        do {
            let key = try Curve25519.Signing.PrivateKey(pemRepresentation: text)
            return SigningKey(path: path, wasCreated: wasCreated, key: key)
        } catch {
            let reason =
                text.contains("PUBLIC KEY")
                ? "it is a public key, the private one is needed" : "no PKCS#8 PEM of Ed25519"
            throw .keyDamaged(path: path, reason: reason)
        }
    }

    /// False if another process was faster.
    private static func create(path: String) throws(EvidenceError) -> Bool {
        let text = Curve25519.Signing.PrivateKey().pemRepresentation + "\n"
        let draft = path + ".\(UInt64.random(in: .min ... .max)).new"
        let file = try RegularOutput(path: draft)
        defer { unlink(draft) }
        try file.write(Data(text.utf8))
        try file.finish()
        // Unlike a rename, a link never takes the place of a key that is there.
        if link(draft, path) == 0 { return true }
        if errno == EEXIST { return false }
        throw .cannotWrite(path: path, reason: SystemError.text)
    }

    /// SubjectPublicKeyInfo as PEM, as `openssl pkey -pubin` reads it.
    public var publicKeyPEM: String { PublicKey(key.publicKey).pem }

    /// SHA-256 of the public key in DER: 64 lower-case hexadecimal digits.
    public var fingerprint: String { PublicKey(key.publicKey).fingerprint }

    /// The 64 bytes of the signature over exactly these bytes.
    func signature(for message: Data) throws(EvidenceError) -> Data {
        do {
            return try key.signature(for: message)
        } catch {
            throw .keyDamaged(path: path, reason: "it does not sign: \(error)")
        }
    }
}

/// The public half of a signing key.
struct PublicKey: Sendable {
    private let key: Curve25519.Signing.PublicKey

    init(_ key: Curve25519.Signing.PublicKey) { self.key = key }

    /// `nil` if the text is not an Ed25519 public key as PEM.
    init?(pem: String) {
        guard let key = try? Curve25519.Signing.PublicKey(pemRepresentation: pem) else {
            return nil
        }
        self.key = key
    }

    var pem: String { key.pemRepresentation + "\n" }

    var fingerprint: String { Hexadecimal.text(SHA256.hash(data: key.derRepresentation)) }

    func verifies(_ signature: Data, of message: Data) -> Bool {
        key.isValidSignature(signature, for: message)
    }
}
