import EventStore
import Footage
import Foundation
import Testing

@testable import Alerting

/// Passwords and certificates, with a real broker that asks for them.
@Suite(.serialized, .enabled(if: Tool.hasMosquitto, "mosquitto is not installed"))
struct `Brokers that do not let everybody in` {
    private func outcome(_ destination: AlertDestination) -> AlertTest.Outcome {
        AlertTest(destination).run()
    }

    @Test func `are told user and password, and a wrong one is named but not shown`() throws {
        let folder = try TemporaryFolder()
        let file = folder.file("passwords")
        try Tool.run("mosquitto_passwd", ["-b", "-c", file, "pantau", "rahasia-benar"])
        let broker = try Broker(
            ["allow_anonymous false", "password_file \(file)"], folder: folder)
        let right = outcome(
            broker.destination {
                $0.user = "pantau"
                $0.password = "rahasia-benar"
            })
        #expect(right.trouble == nil && right.seconds > 0)
        let wrong = outcome(
            broker.destination {
                $0.user = "pantau"
                $0.password = "rahasia-salah"
            })
        let trouble = try #require(wrong.trouble)
        #expect(
            trouble == "127.0.0.1:\(broker.port) does not let this user in; check user, password "
                + "and its access list")
        #expect(outcome(broker.destination()).trouble == trouble)
    }

    @Test func `are trusted by their certificate, and shown that of the client`() throws {
        let folder = try TemporaryFolder()
        let keys = try Certificates(folder)
        let broker = try Broker(
            [
                "allow_anonymous true", "cafile \(keys.authority)",
                "certfile \(keys.server.certificate)", "keyfile \(keys.server.key)",
                "require_certificate true",
            ], folder: folder)
        func trouble(_ protection: MQTTSettings.Protection?) -> String? {
            outcome(broker.destination { $0.protection = protection }).trouble
        }
        #expect(
            trouble(
                .init(
                    authority: keys.authority, certificate: keys.client.certificate,
                    key: keys.client.key)) == nil)
        let stranger = try #require(
            trouble(
                .init(
                    authority: keys.otherAuthority, certificate: keys.client.certificate,
                    key: keys.client.key)))
        #expect(stranger.contains("its certificate is not trusted"))
        // The system does not know it either.
        #expect(trouble(.init())?.contains("its certificate is not trusted") == true)
        #expect(trouble(.init(authority: keys.authority)) != nil)
        #expect(trouble(nil) != nil)
        #expect(
            trouble(.init(authority: folder.file("absent.pem")))
                == "\(folder.file("absent.pem")) cannot be read: No such file or directory")
    }

    @Test func `are told from hosts of another name`() throws {
        let folder = try TemporaryFolder()
        let keys = try Certificates(folder, serverNames: "DNS:broker.example")
        let broker = try Broker(
            [
                "allow_anonymous true", "cafile \(keys.authority)",
                "certfile \(keys.server.certificate)", "keyfile \(keys.server.key)",
            ], folder: folder)
        let trouble = outcome(
            broker.destination { $0.protection = .init(authority: keys.authority) }
        ).trouble
        #expect(trouble?.contains("is not for 127.0.0.1") == true)
    }

    @Test func `are not reached where nobody listens, or nobody of that name is`() throws {
        let port = try Tool.freePort()
        func trouble(_ host: String) -> String? {
            outcome(
                AlertDestination(name: "room", way: .mqtt(MQTTSettings(host: host, port: port)))
            ).trouble
        }
        #expect(trouble("127.0.0.1") == "127.0.0.1:\(port) cannot be reached: Connection refused")
        #expect(
            trouble("no-such-host.invalid")
                == "no-such-host.invalid:\(port) cannot be reached: the name "
                + "no-such-host.invalid is not known")
    }
}
