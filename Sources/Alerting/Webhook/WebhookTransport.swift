import EventStore
import Footage
import Foundation

/// Posts messages to an address.
final class WebhookTransport: AlertTransport {
    private let settings: WebhookSettings
    private let post: CurlPost
    private let signal: WakeSignal
    private let now: @Sendable () -> WallTime

    init(
        _ settings: WebhookSettings, version: String, signal: WakeSignal,
        now: @escaping @Sendable () -> WallTime
    ) {
        self.settings = settings
        self.signal = signal
        self.now = now
        post = CurlPost(settings, userAgent: "pantau/\(version)", signal: signal)
    }

    func prepare() throws(DeliveryTrouble) {
        if signal.isStopping { throw .stopped }
    }

    func deliver(_ message: AlertMessage) throws(DeliveryTrouble) {
        let body = message.textWithPicture
        let answer = try post.post(body, headers: headers(of: message, body))
        switch answer.status {
        case 200..<300: return
        case 408, 425, 429, 500...:
            throw .failed(
                "\(settings.place) answers \(answer.status) (\(Self.words(answer.status)))",
                retryAfterSeconds: answer.headers["retry-after"].flatMap(retryAfter))
        case 300..<400:
            let target = answer.headers["location"].flatMap { URLComponents(string: $0)?.host }
            throw .failed(
                "\(settings.place) points elsewhere (\(answer.status)"
                    + (target.map { ", to \($0)" } ?? "") + "), which is not followed; write the "
                    + "address that it points to into url")
        default:
            throw .refused(
                "\(settings.place) answers \(answer.status) (\(Self.words(answer.status)))")
        }
    }

    func idle(seconds: Double) { signal.wait(seconds: seconds) }

    func close() {}

    private func headers(of message: AlertMessage, _ body: [UInt8]) -> [(String, String)] {
        var headers = [
            ("Content-Type", "application/json"), ("Pantau-Id", message.entry.uuid),
            ("Pantau-Type", message.entry.type.rawValue),
            // The library would wait for leave to send anything longer than a kilobyte.
            ("Expect", ""),
        ]
        if let secret = settings.secret {
            let seconds = now().microsecondsUTC / 1_000_000
            headers.append(
                (
                    WebhookSignature.headerName,
                    WebhookSignature.header(secret: secret, seconds: seconds, body: body)
                ))
        }
        for (name, value) in settings.headers.sorted(by: { $0.key < $1.key }) {
            headers.append((name, value))
        }
        return headers
    }

    /// Seconds, or a date.
    private func retryAfter(_ text: String) -> Double? {
        if let seconds = Double(text) { return max(0, seconds) }
        let format = DateFormatter()
        format.locale = Locale(identifier: "en_US_POSIX")
        format.timeZone = .gmt
        format.dateFormat = "EEE, dd MMM yyyy HH:mm:ss zzz"
        return format.date(from: text).map {
            max(0, $0.timeIntervalSince1970 - Double(now().microsecondsUTC) / 1_000_000)
        }
    }

    private static func words(_ status: Int) -> String {
        switch status {
        case 400: "bad request"
        case 401: "unauthorized"
        case 403: "forbidden"
        case 404: "not found"
        case 405: "method not allowed"
        case 408: "request timeout"
        case 410: "gone"
        case 413: "too large"
        case 415: "unsupported media type"
        case 429: "too many requests"
        case 500: "internal server error"
        case 502: "bad gateway"
        case 503: "service unavailable"
        case 504: "gateway timeout"
        default: status < 500 ? "refused" : "server error"
        }
    }
}
