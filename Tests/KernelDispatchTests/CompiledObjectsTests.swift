import Foundation
import Testing

/// The AVX2 kernels must be compiled for AVX2, and nothing of them may leak into baseline code.
@Suite("Compiled kernel objects")
struct CompiledObjectsTests {
    private static let tools = ["/usr/bin/objdump", "/usr/bin/nm"]
    private static let hasTools = tools.allSatisfy(FileManager.default.isExecutableFile)

    @Test("AVX2 objects use ymm registers", .enabled(if: hasTools))
    func wideRegistersAreUsed() throws {
        let objects = try Self.objects(of: "PixelKernelsAVX2")
        let code = try Self.run(Self.tools[0], ["-d"] + objects)
        #expect(code.contains("%ymm"))
    }

    @Test("Baseline objects do not", .enabled(if: hasTools))
    func baselineStaysBaseline() throws {
        for target in ["PixelKernels", "KernelDispatch"] {
            let code = try Self.run(Self.tools[0], ["-d"] + Self.objects(of: target))
            #expect(!code.contains("%ymm"), "\(target) needs AVX2")
        }
    }

    /// The linker keeps one copy of a weak function for the whole program: an AVX2 copy would be
    /// run on processors without AVX2.
    @Test("AVX2 objects share no function with others", .enabled(if: hasTools))
    func nothingIsShared() throws {
        let symbols = try Self.run(Self.tools[1], Self.objects(of: "PixelKernelsAVX2"))
        let weak = symbols.split(separator: "\n").filter { $0.contains(" W ") }
        #expect(weak.isEmpty, "weak functions: \(weak.joined(separator: ", "))")
    }

    private struct MissingObjects: Error { var folder: String }

    /// Object files beside the running test program, where the build puts them.
    private static func objects(of target: String) throws -> [String] {
        let program = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        let folder = program.deletingLastPathComponent().appendingPathComponent("\(target).build")
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
            .filter { $0.hasSuffix(".o") }.sorted()
        guard !files.isEmpty else { throw MissingObjects(folder: folder.path) }
        return files.map { folder.appendingPathComponent($0).path }
    }

    private static func run(_ tool: String, _ arguments: [String]) throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: tool)
        process.arguments = arguments
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return String(decoding: data, as: UTF8.self)
    }
}
