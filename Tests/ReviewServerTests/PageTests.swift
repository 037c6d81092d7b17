import Foundation
import HummingbirdTesting
import Testing

@testable import ReviewServer

@Suite struct PageTests {
    static let packageRoot = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    static let webFolder = packageRoot.appendingPathComponent("Sources/ReviewPages/web")

    @Test func `Every file of the pages is embedded, and nothing else`() {
        #expect(AssetLibrary.embeddedNames == AssetLibrary.names(in: Self.webFolder))
    }

    @Test func `Embedded files are the files`() throws {
        let library = AssetLibrary()
        for name in AssetLibrary.embeddedNames.sorted() {
            let file = try Data(contentsOf: Self.webFolder.appendingPathComponent(name))
            let asset = try #require(library.asset(named: name))
            let isSame = asset.bytes == [UInt8](file)
            #expect(isSame, "\(name) was changed since it was built in")
            #expect(asset.contentType != "application/octet-stream", "\(name) has no content type")
        }
    }

    @Test func `All addresses of pages give the same shell, which loads only our own files`()
        async throws
    {
        try await Site().browse { browser async throws in
            for address in PageRoutes.addresses {
                let path = address.replacing("{event}", with: "1")
                let answer = try await browser.send(.get, path)
                #expect(answer.status == .ok, "\(path)")
                #expect(answer.headers[.contentType] == "text/html; charset=utf-8")
                let policy = try #require(answer.headers[.contentSecurityPolicy])
                #expect(policy.contains("default-src 'self'") && !policy.contains("unsafe"))
                #expect(answer.headers[.xContentTypeOptions] == "nosniff")
                let text = String(decoding: answer.bytes, as: UTF8.self)
                #expect(!text.contains("http://") && !text.contains("https://"))
            }
        }
    }

    @Test func `A browser that has a file is told so`() async throws {
        try await Site().browse { browser async throws in
            let first = try await browser.send(.get, "/web/app.js")
            #expect(first.status == .ok)
            let tag = try #require(first.headers[.eTag])
            let again = try await browser.send(
                .get, "/web/app.js", headers: [.ifNoneMatch: "W/\(tag), \"x\""])
            #expect(again.status == .notModified)
            #expect(again.bytes.isEmpty)
        }
    }

    @Test(arguments: [
        "/web/../pages.c", "/web/%2e%2e/pages.c", "/web/..%2fpages.c", "/web/%2e%2e%2fpages.c",
        "/web/....//pages.c", "/web//etc/passwd", "/web/core/../../pages.c", "/web/%00", "/web/",
        "/web/style", "/../etc/passwd", "/web/core%2fapi.js",
        "/web/..%c0%afpages.c", "/web/.%00./pages.c",
    ])
    func `No name leads out of the pages, embedded or in a folder`(path: String) async throws {
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("pantau-web-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let web = folder.appendingPathComponent("web")
        try FileManager.default.createDirectory(at: web, withIntermediateDirectories: true)
        try Data("secret".utf8).write(to: folder.appendingPathComponent("pages.c"))
        try Data("page".utf8).write(to: web.appendingPathComponent("index.html"))
        let site = try Site()
        for change in [{ (_: inout ReviewSettings) in }, { $0.webFolder = web }] {
            try await site.browse(change) { browser async throws in
                let answer = try await browser.send(.get, path)
                let text = String(decoding: answer.bytes, as: UTF8.self)
                #expect(!text.contains("secret") && !text.contains("root:"))
                #expect([400, 404].contains(answer.status.code), "\(path): \(answer.status)")
            }
        }
    }

    @Test func `The API's description is served`() async throws {
        try await Site().browse { browser async throws in
            let answer = try await browser.send(.get, "/api/openapi.yaml")
            #expect(answer.status == .ok)
            #expect(String(decoding: answer.bytes, as: UTF8.self).hasPrefix("openapi: 3.1.0"))
        }
    }
}
