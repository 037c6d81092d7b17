/// Why a live stream cannot be had, or is over: one line for a person, with the address (never
/// with credentials), what is wrong, and what to do.
public enum LiveError: Error, Hashable, Sendable {
    /// The host's name is not known.
    case cannotResolve(address: String)
    case cannotConnect(address: String, reason: String)
    /// 401 and 403.
    case wrongPassword(address: String, wasGiven: Bool)
    /// 404, or a file that is not there.
    case notFound(address: String)
    case noVideo(address: String, found: String)
    case codecNotSupported(address: String, codec: String)
    /// No packet for so long.
    case stalled(address: String, seconds: Double)
    /// Closed by the other side, or the end of a file.
    case ended(address: String)
    /// What comes is not what was agreed on.
    case garbage(address: String, reason: String)
    /// `cancel()` was called.
    case cancelled(address: String)
    case outOfMemory(address: String)

    /// Whether it may be over soon without anybody doing anything.
    public var mayPassByItself: Bool {
        switch self {
        case .cannotResolve, .cannotConnect, .stalled, .ended, .garbage, .outOfMemory: true
        case .wrongPassword, .notFound, .noVideo, .codecNotSupported, .cancelled: false
        }
    }
}

extension LiveError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .cannotResolve(let address):
            "\(address): the host's name is not known. Check its spelling, and the name server."
        case .cannotConnect(let address, let reason):
            "\(address): does not answer (\(reason)). Check that the camera is on, and the network."
        case .wrongPassword(let address, true):
            "\(address): user or password are refused. Set the right ones for this feed."
        case .wrongPassword(let address, false):
            "\(address): asks for a password. Set user and password for this feed."
        case .notFound(let address):
            "\(address): there is no such stream. Check the path after the host."
        case .noVideo(let address, let found):
            "\(address): has no video (\(found)). Name the stream with pictures."
        case .codecNotSupported(let address, let codec):
            "\(address): its codec \(codec) cannot be decoded. Set the camera to H.264."
        case .stalled(let address, let seconds):
            "\(address): sent no picture for \(Self.text(seconds)) s. Check the camera and its link."
        case .ended(let address):
            "\(address): the other side closed the stream. Check the camera if it stays away."
        case .garbage(let address, let reason):
            "\(address): sends what cannot be understood (\(reason)). Restart the camera."
        case .cancelled(let address): "\(address): was given up on request."
        case .outOfMemory(let address): "\(address): not enough memory. Watch fewer feeds."
        }
    }

    static func text(_ seconds: Double) -> String {
        seconds == seconds.rounded() ? String(Int(seconds)) : String(seconds)
    }
}
