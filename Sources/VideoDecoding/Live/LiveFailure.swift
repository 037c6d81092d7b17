import CFFmpeg

/// Turns the library's error codes and log lines into `LiveError`.
struct LiveFailure {
    private let address: LiveAddress
    /// The time that was allowed.
    private let seconds: Double
    private let cause: LiveGuard.Cause?

    init(_ address: LiveAddress, _ liveGuard: LiveGuard) {
        self.address = address
        seconds = liveGuard.allowedSeconds
        cause = liveGuard.cause
    }

    private var name: String { address.description }

    private func reason(_ code: Int32) -> String {
        address.withoutSecrets(LibraryLog.reason(of: code))
    }

    /// The error of a connection that did not come about.
    func opening(_ code: Int32) -> LiveError {
        if let refusal = refusal(code) { return refusal }
        switch cause {
        case .cancelled: return .cancelled(address: name)
        case .late:
            return .cannotConnect(
                address: name, reason: "no answer within \(LiveError.text(seconds)) s")
        case nil: break
        }
        let reason = reason(code)
        if reason.hasPrefix("Failed to resolve hostname") { return .cannotResolve(address: name) }
        switch code {
        case cff_error_no_memory: return .outOfMemory(address: name)
        case cff_error_invalid_data: return .garbage(address: name, reason: reason)
        case cff_error_end_of_file:
            return .cannotConnect(address: name, reason: "it closed the connection at once")
        default: return .cannotConnect(address: name, reason: LibraryLog.describe(code))
        }
    }

    /// The error of a stream that was there.
    func reading(_ code: Int32) -> LiveError {
        switch cause {
        case .cancelled: return .cancelled(address: name)
        case .late: return .stalled(address: name, seconds: seconds)
        case nil: break
        }
        if let refusal = refusal(code) { return refusal }
        switch code {
        case -ETIMEDOUT: return .stalled(address: name, seconds: seconds)
        case cff_error_no_memory: return .outOfMemory(address: name)
        case cff_error_invalid_data, cff_error_again:
            return .garbage(address: name, reason: reason(code))
        default: return .ended(address: name)
        }
    }

    /// What the other side answered instead of pictures.
    private func refusal(_ code: Int32) -> LiveError? {
        switch code {
        case cff_error_unauthorized, cff_error_forbidden:
            .wrongPassword(address: name, wasGiven: address.hasCredentials)
        case cff_error_not_found: .notFound(address: name)
        case cff_error_bad_request, cff_error_other_refusal:
            .cannotConnect(address: name, reason: "it refuses the request")
        case cff_error_server:
            .cannotConnect(address: name, reason: "it reports an error of its own")
        default: nil
        }
    }
}
