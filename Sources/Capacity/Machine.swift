import EventStore
import Foundation
public import KernelDispatch
import VideoDecoding

/// What a measurement was made on: figures mean nothing without it.
public struct Machine: Hashable, Sendable {
    /// The maker's name of the processor.
    public var processor: String
    /// Cores that this process may use.
    public var cores: Int
    public var memoryBytes: Int
    /// The pixel loops in use.
    public var kernelLevel: KernelLevel
    /// Version by name of the library.
    public var libraries: [String: String]

    /// This machine, with these pixel loops.
    public init(kernelLevel: KernelLevel) {
        self.kernelLevel = kernelLevel
        cores = ProcessInfo.processInfo.activeProcessorCount
        memoryBytes = SystemState.totalBytes()
        processor = Self.processorName(SystemState.text("/proc/cpuinfo"))
        libraries = LibraryVersions.all
        libraries["sqlite"] = EventStore.sqliteVersion
    }

    /// - Parameter text: the contents of `/proc/cpuinfo`.
    static func processorName(_ text: String) -> String {
        let line = text.split(separator: "\n").first { $0.hasPrefix("model name") }
        let name = line?.split(separator: ":", maxSplits: 1).last
            .map { $0.trimmingCharacters(in: .whitespaces) }
        return name.flatMap { $0.isEmpty ? nil : $0 } ?? "unknown processor"
    }
}
