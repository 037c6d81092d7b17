import Foundation
import Glibc

/// What this process has used so far.
enum ProcessorTime {
    /// Processor time of the calling thread, in nanoseconds.
    static func threadNanoseconds() -> UInt64 { nanoseconds(CLOCK_THREAD_CPUTIME_ID) }

    /// Processor time of all threads of this process, in seconds.
    static func processSeconds() -> Double { Double(nanoseconds(CLOCK_PROCESS_CPUTIME_ID)) / 1e9 }

    /// A clock that only goes forward, in nanoseconds.
    static func monotonicNanoseconds() -> UInt64 { nanoseconds(CLOCK_MONOTONIC) }

    private static func nanoseconds(_ clock: clockid_t) -> UInt64 {
        var time = timespec()
        clock_gettime(clock, &time)
        return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
    }

    /// Processor time that `body` takes on this thread, in seconds.
    static func ofThread<Value>(_ body: () throws -> Value) rethrows -> (Value, seconds: Double) {
        let begin = threadNanoseconds()
        let value = try body()
        return (value, Double(threadNanoseconds() - begin) / 1e9)
    }
}

/// What the kernel says of memory and of the whole machine's load.
enum SystemState {
    /// Resident memory of this process; 0 where the kernel does not tell.
    static func residentBytes() -> Int {
        let fields = text("/proc/self/statm").split(separator: " ")
        guard fields.count > 1, let pages = Int(fields[1]) else { return 0 }
        return pages * Int(sysconf(Int32(_SC_PAGESIZE)))
    }

    /// Gives back to the kernel what was freed, where the C library knows how.
    static func giveBackFreeMemory() {
        // Glibc's module has no malloc.h; other C libraries have no such function.
        guard let symbol = dlsym(nil, "malloc_trim") else { return }
        typealias Trim = @convention(c) (Int) -> Int32
        _ = unsafeBitCast(symbol, to: Trim.self)(0)
    }

    /// The most that was resident at any time; 0 where the kernel does not tell.
    static func peakResidentBytes() -> Int { kilobytes("VmHWM:", in: "/proc/self/status") * 1024 }

    /// What can be had without swapping; `nil` where the kernel does not tell.
    static func availableBytes() -> Int? {
        let found = kilobytes("MemAvailable:", in: "/proc/meminfo")
        return found > 0 ? found * 1024 : nil
    }

    static func totalBytes() -> Int { kilobytes("MemTotal:", in: "/proc/meminfo") * 1024 }

    /// Processor time of everything on the machine since it started, in seconds, all cores; `nil`
    /// where the kernel does not tell.
    static func machineBusySeconds() -> Double? {
        guard let line = text("/proc/stat").split(separator: "\n").first else { return nil }
        let ticks = line.split(separator: " ").dropFirst().compactMap { Double($0) }
        guard ticks.count >= 8 else { return nil }
        // All but idle and waiting for a disk; guests are counted in the first two already.
        let busy = ticks[0] + ticks[1] + ticks[2] + ticks[5] + ticks[6] + ticks[7]
        return busy / Double(max(1, sysconf(Int32(_SC_CLK_TCK))))
    }

    private static func kilobytes(_ key: String, in path: String) -> Int {
        let line = text(path).split(separator: "\n").first { $0.hasPrefix(key) }
        return line?.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
    }

    static func text(_ path: String) -> String {
        FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) }
            ?? ""
    }
}
