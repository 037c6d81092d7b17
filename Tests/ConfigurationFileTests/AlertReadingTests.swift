import ConfigurationFile
import Footage
import Testing

@Suite struct `Alerts in a configuration` {
    @Test func `are read with all that may be stated`() throws {
        let alerts = try Reading.sound(
            """
            feeds: {jetty: {site: Ilir}, gate: {}}
            schedules: {closed: 18:00–06:00}
            alerts:
              review: https://pantau.example.go.id/
              longest_wait: 2d
              most_waiting: 500
              key_frames: on
              destinations:
                room:
                  mqtt:
                    host: broker.lan
                    tls: {ca: ca.pem, certificate: /etc/client.pem, key: /etc/key.pem}
                    user: pantau
                    password: "${MQTT_PASSWORD}"
                    client_id: room-1
                    prefix: harbour/pantau
                    discovery: off
                    stats_interval: 5m
                    picture_in: message
                    timeout: 5s
                  feeds: jetty
                  kinds: [intrusion, covered]
                  severity: alert
                  schedule: closed
                  updates: off
                  picture: pixelated
                office:
                  webhook:
                    url: https://example.go.id/alerts/${HOOK}
                    secret: ${ALERT_SECRET}
                    headers: {Authorization: "Bearer ${TOKEN}"}
                  updates: 30s
            """
        ).alerts
        #expect(alerts.reviewAddress == "https://pantau.example.go.id")
        #expect(alerts.longestWait == MediaTime(seconds: 172_800) && alerts.mostWaiting == 500)
        #expect(alerts.tellsKeyFrames && alerts.destinations.map(\.name) == ["room", "office"])
        let room = alerts.destinations[0]
        guard case .mqtt(let mqtt) = room.way, case .webhook(let hook) = alerts.destinations[1].way
        else {
            Issue.record("the ways are others")
            return
        }
        #expect(mqtt.host == "broker.lan" && mqtt.port == nil && mqtt.clientID == "room-1")
        // Relative paths begin where the file lies.
        #expect(mqtt.protection?.authority?.hasSuffix("/ca.pem") == true)
        #expect(mqtt.protection?.certificate == "/etc/client.pem")
        #expect(mqtt.discovery == .off && mqtt.prefix == "harbour/pantau")
        #expect(mqtt.statisticsInterval == MediaTime(seconds: 300) && mqtt.isPictureInMessage)
        #expect(room.feeds == ["jetty"] && room.kinds == [.intrusion, .covered])
        #expect(room.severity == .alert && room.schedule?.name == "closed")
        #expect(room.updates == AlertDestinationConfiguration.Updates.none)
        #expect(room.picture == "pixelated")
        #expect(alerts.destinations[1].updates == .every(MediaTime(seconds: 30)))
        let environment = ["HOOK": "h", "ALERT_SECRET": "s", "TOKEN": "t", "MQTT_PASSWORD": "p"]
        #expect(try hook.address.resolved(in: environment) == "https://example.go.id/alerts/h")
        #expect(try hook.secret?.resolved(in: environment) == "s")
        #expect(try hook.headers["Authorization"]?.resolved(in: environment) == "Bearer t")
        #expect(try mqtt.password?.resolved(in: environment) == "p")
    }

    @Test func `need nothing, and then nobody is told`() throws {
        #expect(try Reading.sound("feeds: {jetty: {}}").alerts == AlertConfiguration())
        let plain = try Reading.sound(
            "alerts: {destinations: {a: {mqtt: {host: localhost, tls: on}, updates: 0s}}}"
        ).alerts
        guard case .mqtt(let mqtt) = plain.destinations.first?.way else {
            Issue.record("the way is another")
            return
        }
        #expect(mqtt.protection == .init() && mqtt.discovery == nil)
        #expect(plain.destinations.first?.severity == nil)
        #expect(plain.destinations.first?.updates == .every(.zero))
    }

    @Test func `use schedules that no rule does`() {
        let messages = Reading.messages(
            """
            schedules: {closed: 18:00–06:00}
            alerts: {destinations: {a: {mqtt: {host: localhost}, schedule: closed}}}
            """)
        #expect(messages == [])
    }
}

@Suite struct `A secret` {
    @Test func `takes what the environment holds`() throws {
        let text = SecretText("a${X}b${Y_2}${X}")
        #expect(text.variables == ["X", "Y_2", "X"])
        #expect(try text.resolved(in: ["X": "1", "Y_2": "${X}"]) == "a1b${X}1")
        #expect(throws: SecretText.MissingVariable.self) { try text.resolved(in: ["X": "1"]) }
        #expect(throws: SecretText.MissingVariable.self) {
            try text.resolved(in: ["X": "1", "Y_2": ""])
        }
    }

    @Test func `is never printed`() {
        #expect("\(SecretText("rahasia"))" == "•••")
        #expect("\(SecretText("Bearer ${X}"))" == "•••")
        #expect("\(SecretText("${MQTT_PASSWORD}"))" == "${MQTT_PASSWORD}")
        let mqtt = MQTTConfiguration(host: "h")
        var stated = mqtt
        stated.password = SecretText("rahasia")
        #expect(!"\(stated)".contains("rahasia") && !String(reflecting: stated).contains("rahasia"))
        var dumped = ""
        dump(stated, to: &dumped)
        #expect(!dumped.contains("rahasia"))
    }
}
