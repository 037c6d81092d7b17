import Crypto
import CryptoExtras
import Foundation

/// Passwords as they are stored: scrypt (RFC 7914), with its costs and salt beside it.
///
/// The text is `$scrypt$ln=15,r=8,p=1$<salt>$<hash>`, both Base64 without padding: 32 MiB and about
/// a tenth of a second for each guess.
public struct PasswordHasher: Sendable {
    /// log₂ of the cost; the others are fixed.
    let logCost: Int
    private let salt: @Sendable () -> [UInt8]
    /// What an unknown user's password is compared with, so that it costs the same.
    private let decoy: String

    static let blockSize = 8
    static let parallelism = 1
    static let hashBytes = 32
    static let saltBytes = 16
    /// What is read back: never so cheap as to be guessed, never so dear as to stop the server.
    static let readableLogCosts = 14...18
    /// Passwords shorter than this are refused; longer ones than the upper bound too, because
    /// hashing them would cost too much.
    public static let passwordLength = 10...256

    /// - Parameter randomByte: bytes for salts; the system's generator unless a test says otherwise.
    public init(
        randomByte: @escaping @Sendable () -> UInt8 = { UInt8.random(in: .min ... .max) }
    ) {
        self.init(logCost: 15, randomByte: randomByte)
    }

    init(logCost: Int, randomByte: @escaping @Sendable () -> UInt8) {
        self.logCost = logCost
        salt = { (0..<Self.saltBytes).map { _ in randomByte() } }
        decoy = Self.text(logCost: logCost, salt: Array(repeating: 0, count: 16), hash: [])
    }

    /// The text to store for a password.
    public func hash(_ password: String) throws -> String {
        let salt = salt()
        let hash = try Self.derive(password, salt: salt, logCost: logCost)
        return Self.text(logCost: logCost, salt: salt, hash: hash)
    }

    /// Whether the password is the one that was stored; `nil` for a user that there is not, which
    /// takes as long and is always false.
    public func verify(_ password: String, against stored: String?) -> Bool {
        guard Self.passwordLength.upperBound >= password.utf8.count,
            let parts = Parts(stored ?? decoy),
            let hash = try? Self.derive(password, salt: parts.salt, logCost: parts.logCost)
        else { return false }
        let isEqual = ConstantTime.isEqual(hash, parts.hash)
        return isEqual && stored != nil
    }

    private static func derive(
        _ password: String, salt: [UInt8], logCost: Int
    ) throws -> [UInt8] {
        let normal = Array(password.precomposedStringWithCompatibilityMapping.utf8)
        let key = try KDF.Scrypt.deriveKey(
            from: normal, salt: salt, outputByteCount: hashBytes, rounds: 1 << logCost,
            blockSize: blockSize, parallelism: parallelism)
        return key.withUnsafeBytes { Array($0) }
    }

    private static func text(logCost: Int, salt: [UInt8], hash: [UInt8]) -> String {
        func base64(_ bytes: [UInt8]) -> String {
            Data(bytes).base64EncodedString().replacing("=", with: "")
        }
        return "$scrypt$ln=\(logCost),r=\(blockSize),p=\(parallelism)"
            + "$\(base64(salt))$\(base64(hash))"
    }

    private struct Parts {
        var logCost: Int
        var salt: [UInt8]
        var hash: [UInt8]

        init?(_ text: String) {
            let parts = text.split(separator: "$", omittingEmptySubsequences: false)
            guard parts.count == 5, parts[0].isEmpty, parts[1] == "scrypt",
                let logCost = PasswordHasher.readableLogCosts.first(where: {
                    parts[2] == "ln=\($0),r=\(blockSize),p=\(parallelism)"
                }), let salt = Self.bytes(parts[3]), let hash = Self.bytes(parts[4])
            else { return nil }
            self.logCost = logCost
            self.salt = salt
            self.hash = hash
        }

        private static func bytes(_ base64: Substring) -> [UInt8]? {
            let padding = String(repeating: "=", count: (4 - base64.count % 4) % 4)
            return Data(base64Encoded: base64 + padding).map { [UInt8]($0) }
        }
    }
}
