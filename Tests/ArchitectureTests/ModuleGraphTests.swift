import Foundation
import Testing

@Suite struct `The module graph` {
    /// Modules of the toolchain and the system, open to all but the kernels.
    private static let system: Set<String> = [
        "Dispatch", "Foundation", "FoundationEssentials", "Glibc", "Swift", "Synchronization",
    ]
    /// Nothing may come between these and the compiler's code generation.
    private static let kernels: Set<String> = ["PixelKernels", "PixelKernelsAVX2"]

    @Test func `has no edge that the table does not have`() throws {
        let table = try ModuleTable()
        for target in try Repository.folders(in: "Sources") {
            let allowed = try #require(table.allowed[target], "\(target) has no row")
            let files = try Repository.files(in: "Sources/" + target, withExtension: "swift")
            for file in files {
                for statement in ImportStatement.all(in: try Repository.text(file)) {
                    let isSystem =
                        Self.system.contains(statement.module) && !Self.kernels.contains(target)
                    #expect(
                        isSystem || allowed.contains(statement.module),
                        "\(file) imports \(statement.module), which docs/architecture.md forbids")
                    #expect(!statement.isTestable, "\(file): @testable belongs in tests")
                }
            }
        }
    }

    @Test func `has a row for every folder and a folder for every row`() throws {
        let rows = try ModuleTable().allowed.keys.sorted()
        #expect(try Repository.folders(in: "Sources") == rows)
    }

    @Test func `has no circles`() throws {
        var allowed = try ModuleTable().allowed
        while let leaf = allowed.first(where: { $0.value.allSatisfy { allowed[$0] == nil } })?.key {
            allowed[leaf] = nil
        }
        #expect(allowed.isEmpty, "in a circle: \(allowed.keys.sorted())")
    }

    @Test(arguments: [
        ("GRDB", "EventStore"), ("CFFmpeg", "VideoDecoding"), ("Hummingbird", "ReviewServer"),
        ("Yams", "ConfigurationFile"), ("CMosquitto", "Alerting"), ("CCurl", "Alerting"),
    ])
    func `lets one target alone know each library`(library: String, owner: String) throws {
        let users = try ModuleTable().allowed.filter { $0.value.contains(library) }.map(\.key)
        #expect(users.allSatisfy { $0 == owner })
        for file in try Repository.files(in: "Sources", withExtension: "swift")
        where !file.hasPrefix("Sources/\(owner)/") {
            let modules = ImportStatement.all(in: try Repository.text(file)).map(\.module)
            #expect(!modules.contains(library), "\(file) imports \(library)")
        }
    }

    @Test func `has Footage at its root`() throws {
        #expect(try ModuleTable().allowed["Footage"] == [])
    }

    @Test func `builds the AVX2 kernels from the same source`() throws {
        let path = Repository.root + "/Sources/PixelKernelsAVX2"
        let target = try FileManager.default.destinationOfSymbolicLink(atPath: path)
        #expect(target == "PixelKernels")
    }
}

@Suite struct `Reading imports` {
    @Test(arguments: [
        ("import Footage", ["Footage"]), ("public import Footage", ["Footage"]),
        ("  internal  import   Footage", ["Footage"]), ("@testable import X", ["X"]),
        ("@preconcurrency public import X", ["X"]), ("@_spi(Test) import X", ["X"]),
        ("import struct CFFmpeg.AVPacket", ["CFFmpeg"]), ("import CFFmpeg.avcodec", ["CFFmpeg"]),
        ("import A; import B", ["A", "B"]), ("// import A", []), ("/* import A */", []),
        ("/*\nimport A\n*/ import B", ["B"]), ("import A // why", ["A"]),
        ("let text = \"\"\"\nimport A\n\"\"\"\nimport B", ["B"]), ("important(A)", []),
        ("/* /* */ import A */ import B", ["B"]), ("#if x\nimport A\n#endif", ["A"]),
    ])
    func `finds every form`(source: String, modules: [String]) {
        #expect(ImportStatement.all(in: source).map(\.module) == modules)
    }
}
