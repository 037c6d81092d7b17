import ConfigurationFile
import Foundation
import Testing

@Suite struct `A file that is no configuration` {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func told(_ path: String) -> [String] {
        let read = ConfigurationReader.read(path)
        #expect(read.configuration == nil)
        return read.problems.map(\.description)
    }

    @Test func `may be missing`() {
        let path = folder.url.appending(path: "none.yaml").path
        #expect(
            told(path) == [
                "\(path): there is no such file; check the path, or begin with "
                    + "samples/pantau.yaml"
            ])
    }

    @Test func `may be a folder`() {
        let path = folder.url.path
        #expect(
            told(path) == ["\(path): is a folder; name the file in it, such as \(path)/pantau.yaml"]
        )
    }

    @Test func `may be a device that never ends`() {
        #expect(
            told("/dev/zero") == ["/dev/zero: is no regular file; name a YAML file"])
    }

    // Its permissions allow reading it, and reading it fails: so does root.
    @Test func `may be unreadable`() {
        #expect(
            told("/proc/self/mem") == [
                "/proc/self/mem: cannot be read: Input/output error; check its permissions"
            ])
    }

    @Test(.enabled(if: getuid() != 0, "root may read everything"))
    func `may be forbidden to read`() throws {
        let path = try folder.file("secret.yaml", Data("defaults:\n".utf8))
        try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: path)
        #expect(told(path) == ["\(path): cannot be read: Permission denied; check its permissions"])
    }

    @Test(.timeLimit(.minutes(1)))
    func `may have ten megabytes`() throws {
        let line = Data("x-note: aaaaaaaaaaaaaaaaaaaaaaaa\n".utf8)
        var data = Data()
        while data.count < 10_000_000 { data.append(line) }
        let path = try folder.file("large.yaml", data)
        #expect(
            told(path) == [
                "\(path): has \(data.count) bytes; a configuration has at most 1048576; is this "
                    + "the right file?"
            ])
    }

    @Test func `may be a picture`() throws {
        let path = try folder.file("a.yaml", Data([0xFF, 0xD8, 0xFF, 0xE0, 0x00, 0x10]))
        #expect(
            told(path) == ["\(path):1:1: is not UTF-8 text: byte 0xFF; save it as UTF-8"])
    }

    @Test func `may be written in Latin-1`() throws {
        let latin = Data("defaults:\n  site: Caf".utf8) + Data([0xE9]) + Data("\n".utf8)
        let path = try folder.file("a.yaml", latin)
        #expect(
            told(path) == ["\(path):2:12: is not UTF-8 text: byte 0xE9; save it as UTF-8"])
    }

    @Test func `may be written in UTF-16`() throws {
        let data = try #require("defaults:\n".data(using: .utf16))
        let path = try folder.file("a.yaml", data)
        #expect(told(path) == ["\(path):1:1: is written in UTF-16; save it as UTF-8"])
    }

    @Test func `may hold control characters`() throws {
        let path = try folder.file("a.yaml", Data("defaults:\n  site: a\u{7}b\n".utf8))
        #expect(
            told(path) == [
                "\(path):2:10: a character that cannot be printed (U+0007); remove it; is this the "
                    + "right file?"
            ])
    }
}
