public import Footage

/// A broker, and what is published there.
public struct MQTTSettings: Sendable, Hashable {
    /// How the connection is protected.
    public struct Protection: Sendable, Hashable {
        /// File of the certificates that are trusted; `nil`: those of the system.
        public var authority: String?
        /// Files of this client's certificate and its key.
        public var certificate: String?
        public var key: String?

        public init(authority: String? = nil, certificate: String? = nil, key: String? = nil) {
            self.authority = authority
            self.certificate = certificate
            self.key = key
        }
    }

    public var host: String
    public var port: Int
    /// `nil`: none.
    public var protection: Protection?
    public var user: String?
    public var password: String?
    /// Unique at the broker: a second client of that name throws the first one out.
    public var clientID: String
    /// First levels of all topics.
    public var prefix: String
    /// First level of Home Assistant's discovery topics; `nil`: nothing is told there.
    public var discoveryPrefix: String?
    public var statisticsInterval: MediaTime
    /// Pictures go into the messages instead of to a topic of their own.
    public var isPictureInMessage: Bool
    /// How long a connection, or an acknowledgement, may take.
    public var timeout: MediaTime

    public init(
        host: String, port: Int? = nil, protection: Protection? = nil, user: String? = nil,
        password: String? = nil, clientID: String = "pantau", prefix: String = "pantau",
        discoveryPrefix: String? = "homeassistant",
        statisticsInterval: MediaTime = MediaTime(seconds: 60), isPictureInMessage: Bool = false,
        timeout: MediaTime = MediaTime(seconds: 10)
    ) {
        self.host = host
        self.port = port ?? (protection == nil ? 1883 : 8883)
        self.protection = protection
        self.user = user
        self.password = password
        self.clientID = clientID
        self.prefix = prefix
        self.discoveryPrefix = discoveryPrefix
        self.statisticsInterval = statisticsInterval
        self.isPictureInMessage = isPictureInMessage
        self.timeout = timeout
    }

    /// For messages: never with user or password.
    var place: String { "\(host):\(port)" }
}

/// Never with the password, whoever prints it.
extension MQTTSettings: CustomStringConvertible, CustomReflectable {
    public var description: String { place }
    public var customMirror: Mirror { Mirror(self, children: ["place": place]) }
}
