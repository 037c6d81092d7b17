import Foundation
import Testing

@testable import MotionAnalysis

@Suite("The file of parameters")
struct ModelFileTests {
    private static let path = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../models/standard.json")

    /// The standard file with another value for a key.
    private func with(_ key: String, _ value: String) throws -> Data {
        let text = try String(contentsOf: Self.path, encoding: .utf8)
        let entry = try Regex("\"\(key)\": [0-9.]+")
        try #require(text.contains(entry))
        return Data(
            text.replacing(entry, with: "\"\(key)\": \(value)", maxReplacements: 1).utf8)
    }

    /// The standard file as text, changed.
    private func changed(_ old: String, to new: String) throws -> Data {
        let text = try String(contentsOf: Self.path, encoding: .utf8)
        try #require(text.contains(old))
        return Data(text.replacing(old, with: new, maxReplacements: 1).utf8)
    }

    @Test("The program carries with it what is in the repository")
    func embedded() throws {
        let file = try ModelFile(json: Data(contentsOf: Self.path))
        #expect(file == ModelFile.standard)
        #expect(file.parameters == AnalysisParameters())
    }

    @Test("A value in the file is the value that is used")
    func value() throws {
        let json = try with("sensitivity", "0.25")
        #expect(try ModelFile(json: json).parameters.sensitivity == 0.25)
    }

    @Test("A key that is not known is refused by its name")
    func unknownKey() throws {
        let json = try changed("\"mask\": {", to: "\"mask\": { \"vote_shares\": 1,")
        #expect(throws: ModelFileError.unknownKey("parameters.mask.vote_shares")) {
            try ModelFile(json: json)
        }
    }

    @Test("A key that is missing is named")
    func missingKey() throws {
        let json = try with("sensitivity", "0.5, \"x\": 1")
        let lacking = Data(
            String(decoding: json, as: UTF8.self).replacing(
                "\"sensitivity\": 0.5, \"x\"", with: "\"x\""
            ).utf8)
        let error = #expect(throws: ModelFileError.self) { try ModelFile(json: lacking) }
        #expect(error?.description.contains("lacks parameters.sensitivity") == true)
    }

    @Test("A text in the place of a number is refused by its key")
    func wrongType() throws {
        let json = try with("sensitivity", "\"high\"")
        #expect(throws: ModelFileError.wrongType(key: "parameters.sensitivity")) {
            try ModelFile(json: json)
        }
    }

    @Test(
        "A value that makes no sense is refused by its key",
        arguments: [
            ("vote_share", "3", "mask.vote_share", 2),
            ("blink_seconds", "-1", "model.blink_seconds", 3600),
            ("noise_multiple", "1e300", "model.noise_multiple", 255),
        ])
    func outOfRange(_ name: String, _ value: String, _ key: String, _ largest: Int) throws {
        let json = try with(name, value)
        #expect(throws: ModelFileError.outOfRange(key: "parameters.\(key)", largest: largest)) {
            try ModelFile(json: json)
        }
    }

    @Test("What is not JSON, and another format, are refused")
    func malformed() throws {
        for text in ["", "{", "[]", "null", "7"] {
            #expect(throws: ModelFileError.self, "\(text)") {
                try ModelFile(json: Data(text.utf8))
            }
        }
        let json = try with("format", "2")
        #expect(throws: ModelFileError.otherFormat(2)) { try ModelFile(json: json) }
    }
}
