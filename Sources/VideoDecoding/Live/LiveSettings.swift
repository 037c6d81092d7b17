/// How RTSP brings its packets.
public enum LiveTransport: String, Sendable, CaseIterable {
    /// Through the connection that also controls the session: nothing is lost, all firewalls pass.
    case tcp
    /// Beside it: what is lost stays lost, but a thin link stalls less.
    case udp
}

/// How patient a live stream is.
public struct LiveSettings: Hashable, Sendable {
    /// Of meaning for RTSP alone.
    public var transport: LiveTransport
    /// The longest wait for a camera to answer and show its first key picture's format.
    public var connectSeconds: Double
    /// The longest wait for a packet.
    public var stallSeconds: Double

    public init(
        transport: LiveTransport = .tcp, connectSeconds: Double = 10, stallSeconds: Double = 10
    ) {
        self.transport = transport
        self.connectSeconds = connectSeconds
        self.stallSeconds = stallSeconds
    }
}
