/// Why something was not delivered.
enum DeliveryTrouble: Error {
    /// It may go better later. `retryAfterSeconds`: when the other side said so.
    case failed(String, retryAfterSeconds: Double? = nil)
    /// It never will.
    case refused(String)
    /// The service is being stopped.
    case stopped

    var text: String {
        switch self {
        case .failed(let text, _), .refused(let text): text
        case .stopped: "stopped"
        }
    }
}
