import Crypto
import Foundation

/// Proves to a receiver who sent a message, when, and that nothing in it was changed.
///
/// `Pantau-Signature: t=1700000000,v1=5257a8…`: HMAC-SHA256 (RFC 2104), under the secret that both
/// know, of the seconds, a full stop and the body. The time is signed so that a message that
/// somebody recorded cannot be sent again much later.
public enum WebhookSignature {
    public static let headerName = "Pantau-Signature"

    public static func header(secret: String, seconds: Int64, body: [UInt8]) -> String {
        "t=\(seconds),v1=\(hexadecimal(secret: secret, seconds: seconds, body: body))"
    }

    static func hexadecimal(secret: String, seconds: Int64, body: [UInt8]) -> String {
        var code = HMAC<SHA256>(key: SymmetricKey(data: Data(secret.utf8)))
        code.update(data: Data("\(seconds).".utf8))
        code.update(data: Data(body))
        let digits = Array("0123456789abcdef")
        return String(code.finalize().flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
    }
}
