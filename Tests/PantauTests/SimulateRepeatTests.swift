import Foundation
import Testing

@Suite("pantau simulate, run twice")
struct SimulateRepeatTests {
    @Test("writes the same file and truth for the same seed, and others for another")
    func repeated() throws {
        let folder = try ScratchFolder()
        func simulate(_ name: String, seed: String) throws -> [Data] {
            let path = folder.path(name)
            let result = try PantauProcess.run([
                "simulate", "yard-day", "-o", path, "--seed", seed, "--size", "160x90",
                "--duration", "3",
            ])
            #expect(result.status == 0, "\(result.errors)")
            return try [path, path + ".json"].map {
                try Data(contentsOf: URL(fileURLWithPath: $0))
            }
        }
        let first = try simulate("first.mp4", seed: "7")
        #expect(try simulate("again.mp4", seed: "7") == first)
        #expect(try simulate("other.mp4", seed: "8") != first)
    }
}
