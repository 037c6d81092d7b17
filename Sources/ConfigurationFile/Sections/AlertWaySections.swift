import Footage

/// How destinations are reached.
enum AlertWaySections {
    private static let ports = 1...65535
    private static let timeouts = MediaTime(seconds: 1)...MediaTime(seconds: 120)
    private static let statistics = MediaTime(seconds: 1)...MediaTime(seconds: 86_400)

    static var mqtt: Section<MQTTDraft> {
        Section(
            name: "mqtt", summary: "A broker, and what is published there.",
            keys: connection + topics)
    }

    private static var connection: [Key<MQTTDraft>] {
        [
            Key(
                "host", .text, "Name or address of the broker.", example: "broker.lan",
                synonyms: ["server", "broker", "address"], isRequired: true
            ) { value, draft in draft.host = value.text() },
            Key(
                "port", .count(ports), standard: "1883, or 8883 with tls",
                "Where the broker listens.", example: "1883"
            ) { value, draft in
                if let port = value.count(ports) { draft.configuration.port = port }
            },
            Key(
                "tls", .either([.flag, .section("tls")]), standard: "off",
                "Whether the connection is protected; on: by the certificates that this machine "
                    + "trusts.", example: "{ca: /etc/pantau/ca.pem}", synonyms: ["ssl"]
            ) { value, draft in
                if let flag = value.node.flag {
                    draft.configuration.protection = flag ? .init() : nil
                } else if value.node.mapping != nil {
                    var protection = MQTTConfiguration.Protection()
                    tls.read(value.node, into: &protection, value.context)
                    draft.configuration.protection = protection
                } else {
                    value.refuseType()
                }
            },
            Key(
                "user", .secret, standard: "none", "Who logs in at the broker.",
                example: "pantau", synonyms: ["username", "login"]
            ) { value, draft in draft.configuration.user = value.secret(mayBePlain: true) },
            Key(
                "password", .secret, standard: "none", "Their password.",
                example: "\"${MQTT_PASSWORD}\"", synonyms: ["pass", "passwd", "sandi"]
            ) { value, draft in
                draft.configuration.password = value.secret()
                draft.passwordPosition = value.node.position
            },
            Key(
                "client_id", .text, standard: "pantau, this machine and the destination",
                "How this client is called at the broker; no two may be called the same.",
                example: "pantau-room", synonyms: ["client", "clientid"]
            ) { value, draft in draft.configuration.clientID = value.text() },
            timeout(\.configuration.timeout),
        ]
    }

    private static var topics: [Key<MQTTDraft>] {
        [
            Key(
                "prefix", .text, standard: "pantau", "With what all topics begin.",
                example: "harbour/pantau", synonyms: ["topic", "topic_prefix"]
            ) { value, draft in
                if let prefix = value.topicPrefix() { draft.configuration.prefix = prefix }
            },
            Key(
                "discovery", .either([.off, .text]), standard: "homeassistant",
                "With what the topics begin by which Home Assistant finds feeds; off: it is told "
                    + "nothing.", example: "off", synonyms: ["home_assistant", "hass"]
            ) { value, draft in
                if let flag = value.node.flag {
                    draft.configuration.discovery = flag ? nil : .off
                } else if let prefix = value.topicPrefix() {
                    draft.configuration.discovery = .prefix(prefix)
                }
            },
            Key(
                "stats_interval", .duration(statistics), standard: "1m",
                "How often statistics are published.", example: "1m",
                synonyms: ["stats", "statistics"]
            ) { value, draft in
                if let time = value.duration(statistics) {
                    draft.configuration.statisticsInterval = time
                }
            },
            Key(
                "picture_in", .choice(["topic", "message"]), standard: "topic",
                "Whether pictures go to a topic of their feed, or into the messages.",
                example: "message", synonyms: ["picture_to"]
            ) { value, draft in
                if let word = value.choice(["topic", "message"]) {
                    draft.configuration.isPictureInMessage = word == "message"
                }
            },
        ]
    }

    static var tls: Section<MQTTConfiguration.Protection> {
        Section(
            name: "tls", summary: "How a connection is protected.",
            keys: [
                path(
                    "ca", \.authority, standard: "those that this machine trusts",
                    "File of the certificates by which the broker is known.",
                    example: "/etc/pantau/ca.pem", synonyms: ["cafile", "authority"]),
                path(
                    "certificate", \.certificate, standard: "none",
                    "File of this client's certificate, for brokers that ask for one.",
                    example: "/etc/pantau/client.pem", synonyms: ["cert", "certfile"]),
                path(
                    "key", \.key, standard: "none", "File of the key of that certificate.",
                    example: "/etc/pantau/client-key.pem", synonyms: ["keyfile"]),
            ])
    }

    static var webhook: Section<WebhookDraft> {
        Section(
            name: "webhook", summary: "An address to which messages are posted.",
            keys: [
                Key(
                    "url", .secret, "The address. Of it, messages name no more than the host.",
                    example: "https://example.go.id/alerts", synonyms: ["address", "endpoint"],
                    isRequired: true
                ) { value, draft in
                    guard let address = value.secret(mayBePlain: true) else { return }
                    draft.address = Placed(value: address, position: value.node.position)
                    draft.configuration.address = address
                },
                Key(
                    "secret", .secret, standard: "messages are not signed",
                    "What messages are signed with, so that the receiver knows who sent them.",
                    example: "\"${ALERT_SECRET}\"", synonyms: ["key", "token", "kunci"]
                ) { value, draft in draft.configuration.secret = value.secret() },
                Key(
                    "headers", .named("header", .secret), standard: "none",
                    "Further header fields.", example: "{Authorization: \"Bearer ${TOKEN}\"}",
                    synonyms: ["header"]
                ) { value, draft in
                    if let headers = value.headers() { draft.configuration.headers = headers }
                },
                path(
                    "ca", \.configuration.authority, standard: "those that this machine trusts",
                    "File of the certificates by which the receiver is known.",
                    example: "/etc/pantau/ca.pem", synonyms: ["cafile", "authority"]),
                timeout(\.configuration.timeout),
            ])
    }

    private static func path<Target>(
        _ name: String, _ place: WritableKeyPath<Target, String?>, standard: String,
        _ summary: String, example: String, synonyms: [String]
    ) -> Key<Target> {
        Key(
            name, .path, standard: standard, summary, example: example, synonyms: synonyms
        ) { value, target in
            if let path = value.path() { target[keyPath: place] = path }
        }
    }

    private static func timeout<Target>(
        _ place: WritableKeyPath<Target, MediaTime?>
    ) -> Key<Target> {
        Key(
            "timeout", .duration(timeouts), standard: "10s",
            "How long an answer may take.", example: "10s", synonyms: ["wait"]
        ) { value, target in
            if let time = value.duration(timeouts) { target[keyPath: place] = time }
        }
    }
}
