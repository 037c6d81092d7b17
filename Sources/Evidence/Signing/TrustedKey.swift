import Foundation

/// A signer's key as it was made known by another way than the bundle.
public struct TrustedKey: Sendable, Hashable {
    /// SHA-256 of the public key in DER: 64 lower-case hexadecimal digits.
    public let fingerprint: String

    /// - Parameter text: the path of a public key as PEM, or a fingerprint; blanks, colons and
    ///   capitals in it don't matter.
    public init(_ text: String) throws(EvidenceError) {
        let digits = text.filter { !$0.isWhitespace && $0 != ":" }.lowercased()
        if digits.utf8.count == 64, digits.allSatisfy(\.isHexDigit) {
            fingerprint = digits
            return
        }
        guard let file = try? RegularInput(path: text, followingLinks: true),
            let data = try? file.contents(limit: 64 * 1024),
            let key = PublicKey(pem: String(decoding: data, as: UTF8.self))
        else { throw .notAKey(text: text) }
        fingerprint = key.fingerprint
    }
}
