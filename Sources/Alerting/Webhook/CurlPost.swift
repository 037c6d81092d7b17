import CCurl
import Footage
import Foundation

/// Posts to one address, over a connection that is kept. Used by one thread.
final class CurlPost {
    struct Answer {
        var status: Int
        /// By lower-case names.
        var headers: [String: String]
    }

    /// What the library's callbacks are given, on the same thread.
    private final class Exchange {
        let signal: WakeSignal
        var headers: [String: String] = [:]

        init(signal: WakeSignal) { self.signal = signal }
    }

    /// Once per process.
    private static let library: CURLcode = curl_global_init(Int(CURL_GLOBAL_ALL))

    private let settings: WebhookSettings
    private let signal: WakeSignal
    private let handle: UnsafeMutableRawPointer

    init(_ settings: WebhookSettings, userAgent: String, signal: WakeSignal) {
        self.settings = settings
        self.signal = signal
        guard Self.library == CURLE_OK, let handle = curl_easy_init() else {
            preconditionFailure("libcurl cannot be used: no memory")
        }
        self.handle = handle
        ccurl_set_text(handle, CURLOPT_URL, settings.address)
        ccurl_set_text(handle, CURLOPT_USERAGENT, userAgent)
        ccurl_set_number(handle, CURLOPT_POST, 1)
        // A redirection would carry headers with secrets to wherever it points.
        ccurl_set_number(handle, CURLOPT_FOLLOWLOCATION, 0)
        ccurl_set_text(handle, CURLOPT_PROTOCOLS_STR, "http,https")
        // Signals belong to the program.
        ccurl_set_number(handle, CURLOPT_NOSIGNAL, 1)
        let milliseconds = Int(settings.timeout.microseconds / 1000)
        ccurl_set_number(handle, CURLOPT_TIMEOUT_MS, milliseconds)
        ccurl_set_number(handle, CURLOPT_CONNECTTIMEOUT_MS, milliseconds)
        if let authority = settings.authority {
            ccurl_set_text(handle, CURLOPT_CAINFO, authority)
        }
        setCallbacks()
    }

    deinit { curl_easy_cleanup(handle) }

    func post(_ body: [UInt8], headers: [(String, String)]) throws(DeliveryTrouble) -> Answer {
        let exchange = Exchange(signal: signal)
        var list: UnsafeMutablePointer<curl_slist>?
        for (name, value) in headers { list = curl_slist_append(list, "\(name): \(value)") }
        defer { curl_slist_free_all(list) }
        ccurl_set_pointer(handle, CURLOPT_HTTPHEADER, list)
        let pointer = Unmanaged.passUnretained(exchange).toOpaque()
        ccurl_set_pointer(handle, CURLOPT_HEADERDATA, pointer)
        ccurl_set_pointer(handle, CURLOPT_XFERINFODATA, pointer)
        ccurl_set_number(handle, CURLOPT_POSTFIELDSIZE, body.count)
        var body = body
        let result = withExtendedLifetime(exchange) {
            body.withUnsafeMutableBytes { bytes in
                ccurl_set_pointer(handle, CURLOPT_POSTFIELDS, bytes.baseAddress)
                return curl_easy_perform(handle)
            }
        }
        ccurl_set_pointer(handle, CURLOPT_POSTFIELDS, nil)
        guard result == CURLE_OK else { throw trouble(result) }
        return Answer(status: ccurl_response_status(handle), headers: exchange.headers)
    }

    private func setCallbacks() {
        // What is answered beside the status is nobody's business.
        ccurl_set_write(handle, CURLOPT_WRITEFUNCTION) { _, size, count, _ in size * count }
        ccurl_set_write(handle, CURLOPT_HEADERFUNCTION) { bytes, size, count, pointer in
            guard let bytes, let pointer else { return size * count }
            let line = String(
                decoding: UnsafeRawBufferPointer(start: bytes, count: size * count),
                as: UTF8.self)
            let parts = line.split(separator: ":", maxSplits: 1)
            if parts.count == 2 {
                let exchange = Unmanaged<Exchange>.fromOpaque(pointer).takeUnretainedValue()
                exchange.headers[parts[0].lowercased()] =
                    parts[1].trimmingCharacters(in: .whitespacesAndNewlines)
            }
            return size * count
        }
        ccurl_set_number(handle, CURLOPT_NOPROGRESS, 0)
        ccurl_set_progress(handle) { pointer, _, _, _, _ in
            guard let pointer else { return 0 }
            let exchange = Unmanaged<Exchange>.fromOpaque(pointer).takeUnretainedValue()
            return exchange.signal.isStopping ? 1 : 0
        }
    }

    /// The library's own words never name more of the address than we do.
    private func trouble(_ result: CURLcode) -> DeliveryTrouble {
        let place = settings.place
        switch result {
        case CURLE_ABORTED_BY_CALLBACK: return .stopped
        case CURLE_COULDNT_RESOLVE_HOST: return .failed("the name of \(place) is not known")
        case CURLE_COULDNT_CONNECT:
            return .failed("\(place) cannot be reached: nobody answers there")
        case CURLE_OPERATION_TIMEDOUT:
            return .failed(
                "\(place) does not answer within \(Int(settings.timeout.seconds.rounded(.up))) s")
        case CURLE_PEER_FAILED_VERIFICATION:
            return .failed(
                "the certificate of \(place) is not trusted, or is not for it; state its authority "
                    + "under ca")
        case CURLE_SSL_CACERT_BADFILE:
            return .failed("\(settings.authority ?? "the file of authorities") cannot be read")
        case CURLE_GOT_NOTHING, CURLE_RECV_ERROR, CURLE_SEND_ERROR:
            return .failed("\(place) closed the connection without an answer")
        case CURLE_URL_MALFORMAT: return .refused("the address is none")
        default:
            return .failed("\(place): \(String(cString: curl_easy_strerror(result)))")
        }
    }
}
