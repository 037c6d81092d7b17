public import Foundation

extension KernelLevel {
    /// The environment variable that may lower the level.
    public static let environmentVariable = "PANTAU_CPU"

    /// The highest level that this machine's processor can run, read once.
    public static let supported = highest(forProcessorInfo: readProcessorInfo())

    /// The level to use: the highest supported one, or a lower one that the environment asks for.
    ///
    /// - Throws: `KernelDispatchError.unknownLevel` if the variable is not the name of a level.
    public static func selected(
        environment: [String: String] = ProcessInfo.processInfo.environment
    ) throws(KernelDispatchError) -> KernelLevel {
        guard let value = environment[environmentVariable], !value.isEmpty else {
            return supported
        }
        guard let wanted = KernelLevel(rawValue: value) else {
            throw .unknownLevel(variable: environmentVariable, value: value)
        }
        return min(wanted, supported)
    }

    /// The highest level whose instructions every listed processor has.
    ///
    /// - Parameter text: the contents of `/proc/cpuinfo`; anything else gives the baseline.
    public static func highest(forProcessorInfo text: String) -> KernelLevel {
        let flagSets = text.split(separator: "\n").compactMap { line -> Set<Substring>? in
            let parts = line.split(separator: ":", maxSplits: 1)
            guard parts.count == 2, parts[0].trimmingCharacters(in: .whitespaces) == "flags" else {
                return nil
            }
            return Set(parts[1].split(separator: " "))
        }
        let hasAVX2 = !flagSets.isEmpty && flagSets.allSatisfy { $0.contains("avx2") }
        return hasAVX2 ? .avx2 : .sse2
    }

    private static func readProcessorInfo() -> String {
        let contents = FileManager.default.contents(atPath: "/proc/cpuinfo")
        return contents.map { String(decoding: $0, as: UTF8.self) } ?? ""
    }
}
