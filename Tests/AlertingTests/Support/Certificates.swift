import Foundation

/// Authorities and what they signed, made for one test.
struct Certificates {
    struct Pair {
        var certificate: String
        var key: String
    }

    let authority: String
    let otherAuthority: String
    let server: Pair
    let client: Pair

    init(
        _ folder: TemporaryFolder, serverNames: String = "IP:127.0.0.1,DNS:localhost"
    ) throws {
        func authority(_ name: String) throws -> Pair {
            let pair = Pair(
                certificate: folder.file("\(name).pem"), key: folder.file("\(name)-key.pem"))
            try Tool.run(
                "openssl",
                [
                    "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1",
                    "-nodes", "-days", "2", "-subj", "/CN=\(name)", "-keyout", pair.key, "-out",
                    pair.certificate,
                ])
            return pair
        }
        func signed(_ name: String, _ names: String, by issuer: Pair) throws -> Pair {
            let pair = Pair(
                certificate: folder.file("\(name).pem"), key: folder.file("\(name)-key.pem"))
            let request = folder.file("\(name).csr")
            try Tool.run(
                "openssl",
                [
                    "req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
                    "-subj", "/CN=\(name)", "-keyout", pair.key, "-out", request,
                ])
            let extensions = try folder.write("\(name).ext", "subjectAltName=\(names)\n")
            try Tool.run(
                "openssl",
                [
                    "x509", "-req", "-in", request, "-CA", issuer.certificate, "-CAkey",
                    issuer.key, "-CAcreateserial", "-days", "2", "-extfile", extensions, "-out",
                    pair.certificate,
                ])
            return pair
        }
        let first = try authority("authority")
        self.authority = first.certificate
        otherAuthority = try authority("other").certificate
        server = try signed("server", serverNames, by: first)
        client = try signed("client", "DNS:client", by: first)
    }
}
