import Testing

@testable import VideoDecoding

/// Addresses are understood as people write them, and never tell what they must not.
struct LiveAddressTests {
    @Test(
        "credentials are taken out, and put in again in a form that every server reads",
        arguments: [
            ("rtsp://op:secret@cam/s", "rtsp://op:secret@cam/s", "rtsp://cam/s"),
            (
                "rtsp://op:p%40ss%2F1@cam:554/s", "rtsp://op:p%40ss%2F1@cam:554/s",
                "rtsp://cam:554/s"
            ),
            (
                "rtsp://op:p@ss/w#d?@cam:554/s", "rtsp://op:p%40ss%2Fw%23d%3F@cam:554/s",
                "rtsp://cam:554/s"
            ),
            ("rtsp://op:/w#d?@1.2.3.4/s", "rtsp://op:%2Fw%23d%3F@1.2.3.4/s", "rtsp://1.2.3.4/s"),
            ("rtsp://op:pw@1.2.3.4/a@b", "rtsp://op:pw@1.2.3.4/a@b", "rtsp://1.2.3.4/a@b"),
            ("RTSPS://op@cam/s", "rtsps://op@cam/s", "rtsps://cam/s"),
            ("http://op:@[fe80::1]:80/s", "http://op:@[fe80::1]:80/s", "http://[fe80::1]:80/s"),
            ("rtsp://cam/user@home", "rtsp://cam/user@home", "rtsp://cam/user@home"),
            ("http://cam/a b", "http://cam/a%20b", "http://cam/a%20b"),
        ])
    func credentials(_ text: String, _ opened: String, _ shown: String) throws {
        let address = try LiveAddress(text)
        #expect(address.opened == opened)
        #expect("\(address)" == shown)
    }

    @Test("credentials that are given apart win over those in the address")
    func givenApart() throws {
        let address = try LiveAddress("rtsp://a:b@cam/s", user: "ö p", password: "x:y@z")
        #expect(address.opened == "rtsp://%C3%B6%20p:x%3Ay%40z@cam/s")
        #expect(try LiveAddress("rtsp://a:b@cam/s", password: "n").opened == "rtsp://a:n@cam/s")
    }

    @Test("no text that an address gives holds a secret, nor one of its query")
    func secrets() throws {
        let text =
            "http://admin:Xk9%21pw@cam/cgi?user=operator&password=q7%20Zz&chan=1&pin_key=77&t0k3nvalue"
        let address = try LiveAddress(text)
        let secrets = ["admin", "Xk9", "operator", "q7", "t0k3nvalue"]
        var told = ""
        dump(address, to: &told)
        let messages = [
            "\(address)", String(reflecting: address), told, "\([address])",
            address.withoutSecrets("failed: \(address.opened)"),
            address.withoutSecrets("user admin, password Xk9!pw, q7 Zz or q7%20Zz, t0k3nvalue"),
            "\(LiveError.cannotConnect(address: address.description, reason: "x"))",
        ]
        for message in messages {
            for secret in secrets {
                #expect(!message.contains(secret), "\(secret) in \(message)")
            }
        }
        #expect(address.description == "http://cam/cgi?user=…&password=…&chan=1&pin_key=…&…")
        #expect(address.hasCredentials)
    }

    @Test("a path is a file, with or without scheme")
    func files() throws {
        #expect(try LiveAddress("a/b c.mp4").kind == .file)
        #expect(try LiveAddress("file:///a/b%20c.mp4").opened == "/a/b c.mp4")
        #expect(try LiveAddress("/a/b@c.mp4", repeats: true).repeats)
    }

    @Test(
        "what is no address is refused without being repeated",
        arguments: [
            ("", LiveAddressError.empty), ("ftp://op:geheim@cam/", .unknownScheme("ftp")),
            ("rtsp://", .noHost), ("rtsp://op:geheim@", .noHost), ("rtsp://cam:0/", .badPort),
            ("rtsp://op:geheim@cam:99999/", .badPort), ("rtsp://:554/", .noHost),
            ("file://", .noPath),
        ])
    func refused(_ text: String, _ error: LiveAddressError) {
        #expect(throws: error) { try LiveAddress(text) }
        #expect(!error.description.contains("geheim"))
    }
}
