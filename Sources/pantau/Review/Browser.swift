import Foundation

/// This machine's web browser, if there is one.
enum Browser {
    /// Opens an address; nothing happens where there is nothing to open it with.
    static func open(_ url: String) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["xdg-open", url]
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        do { try process.run() } catch {
            StandardError.line("pantau: no browser could be opened; open \(url) yourself")
        }
    }
}
