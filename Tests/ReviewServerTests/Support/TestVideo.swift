import Foundation

/// A video made once for all tests: 20 s of 320×180, 10 frames and one key frame a second, full of
/// fine detail, so that pixelation shows.
enum TestVideo {
    private static let folder: Result<URL, any Error> = Result {
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent(
                "pantau-review-video-\(ProcessInfo.processInfo.processIdentifier)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let source = ["-f", "lavfi", "-i", "testsrc2=size=320x180:rate=10:duration=20"]
        try ffmpeg(
            source + ["-c:v", "libx264", "-g", "10", "-pix_fmt", "yuv420p"],
            folder.appendingPathComponent("video.mp4"))
        try ffmpeg(source + ["-frames:v", "1"], folder.appendingPathComponent("picture.jpg"))
        return folder
    }

    static func path() throws -> String {
        try folder.get().appendingPathComponent("video.mp4").path
    }

    static func picturePath() throws -> String {
        try folder.get().appendingPathComponent("picture.jpg").path
    }

    /// What `ffprobe` says of a file's first video stream, as `name=value` lines.
    static func probe(_ bytes: [UInt8], _ entries: String) throws -> String {
        let file = FileManager.default.temporaryDirectory
            .appendingPathComponent("probe-\(UUID().uuidString)")
        try Data(bytes).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let arguments = [
            "ffprobe", "-v", "error", "-select_streams", "v:0", "-show_entries", entries, "-of",
            "default=noprint_wrappers=1", file.path,
        ]
        return try run(arguments)
    }

    private static func ffmpeg(_ arguments: [String], _ output: URL) throws {
        _ = try run(["ffmpeg", "-v", "error", "-y"] + arguments + [output.path])
    }

    private static func run(_ arguments: [String]) throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = arguments
        let output = Pipe()
        process.standardOutput = output
        process.standardInput = FileHandle.nullDevice
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw Site.Unexpected(what: "\(arguments[0]) ended with \(process.terminationStatus)")
        }
        return String(decoding: data, as: UTF8.self)
    }
}
