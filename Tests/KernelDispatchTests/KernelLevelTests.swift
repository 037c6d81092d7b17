import KernelDispatch
import Testing

@Suite("Choice of the CPU level")
struct KernelLevelTests {
    @Test("Without the variable the highest supported level is used")
    func highestByDefault() throws {
        #expect(try KernelLevel.selected(environment: [:]) == KernelLevel.supported)
        #expect(try KernelLevel.selected(environment: ["PANTAU_CPU": ""]) == .supported)
    }

    @Test("The variable lowers the level and never raises it", arguments: KernelLevel.allCases)
    func onlyLower(_ level: KernelLevel) throws {
        let selected = try KernelLevel.selected(environment: ["PANTAU_CPU": level.rawValue])
        #expect(selected == min(level, .supported))
    }

    @Test("An unknown value is an error that names the variable and the choices")
    func unknownValue() {
        let error = #expect(throws: KernelDispatchError.self) {
            try KernelLevel.selected(environment: ["PANTAU_CPU": "neon"])
        }
        let text = error?.description ?? ""
        #expect(text.contains("PANTAU_CPU=neon"))
        #expect(text.contains("scalar, sse2, avx2"))
    }

    @Test("The level is read from the flags of all processors")
    func processorInfo() {
        let both = "processor : 0\nflags\t\t: fpu sse2 avx2\n\nprocessor : 1\nflags\t: sse2 avx2\n"
        #expect(KernelLevel.highest(forProcessorInfo: both) == .avx2)
        let mixed = "flags : sse2 avx2\nflags : sse2 avx\n"
        #expect(KernelLevel.highest(forProcessorInfo: mixed) == .sse2)
        #expect(KernelLevel.highest(forProcessorInfo: "") == .sse2)
        #expect(KernelLevel.highest(forProcessorInfo: "flags : avx2x") == .sse2)
    }

    @Test("A table says which level it is", arguments: KernelLevel.allCases)
    func tableLevel(_ level: KernelLevel) {
        let runnable = min(level, .supported)
        #expect(KernelTable.table(for: runnable).level == runnable)
    }
}
