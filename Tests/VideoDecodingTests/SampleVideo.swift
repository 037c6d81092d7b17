import Footage
import Foundation

@testable import VideoDecoding

/// Small real videos, made by the `ffmpeg` command line in a temporary folder.
enum SampleVideo {
    /// One folder per test process; left to the system's cleaning of temporary files.
    static let folder: String = {
        let path = NSTemporaryDirectory() + "video-decoding-tests-\(getpid())/"
        try? FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: true)
        return path
    }()

    /// A new path in the temporary folder.
    static func path(_ name: String) -> String { folder + UUID().uuidString.prefix(8) + "-" + name }

    /// Eighty frames of 96×64 with moving shapes, 10 a second, encoded with `arguments`.
    static func make(
        _ name: String, _ arguments: String, input: String = "testsrc2=s=96x64:r=10:d=8"
    ) throws -> String {
        let target = path(name)
        let words = arguments.split(separator: " ").map(String.init)
        try ffmpeg(["-f", "lavfi", "-i", input] + words + [target])
        return target
    }

    struct CommandFailed: Error { var command: String }

    static func ffmpeg(_ arguments: [String]) throws {
        try run(["ffmpeg", "-nostdin", "-v", "error", "-y"] + arguments)
    }

    /// Standard output of a command that must succeed.
    @discardableResult
    static func run(_ command: [String]) throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = command
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw CommandFailed(command: command.joined(separator: " "))
        }
        return String(decoding: data, as: UTF8.self)
    }

    /// Every frame as the `ffmpeg` command decodes it, planes one after the other.
    static func referenceFrames(of path: String, bytesPerFrame: Int) throws -> [[UInt8]] {
        let target = path + ".raw"
        try ffmpeg([
            "-noautorotate", "-i", path, "-map", "0:v:0", "-vsync", "passthrough", "-f",
            "rawvideo", target,
        ])
        let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: target)))
        return stride(from: 0, to: bytes.count, by: bytesPerFrame).map {
            Array(bytes[$0..<min($0 + bytesPerFrame, bytes.count)])
        }
    }

    /// Time stamps of the video frames in seconds, from zero, as `ffprobe` reports them; `nil`
    /// where it knows none.
    static func referenceTimes(of path: String) throws -> [Double?] {
        let text = try run([
            "ffprobe", "-v", "error", "-select_streams", "v:0", "-show_entries",
            "frame=best_effort_timestamp_time", "-of", "csv=p=0", path,
        ])
        let times = text.split(separator: "\n").map {
            Double($0.split(separator: ",").first ?? "")
        }
        let first = times.lazy.compactMap { $0 }.first ?? 0
        return times.map { time in time.map { $0 - first } }
    }
}

/// One frame, reduced to what a comparison needs.
struct SeenFrame: Hashable {
    var time: MediaTime
    var bytes: [UInt8]
}

/// What decoding delivered.
struct Seen: Equatable {
    var frames: [SeenFrame] = []
    var undecodable: [MediaTime] = []
    var damaged = 0

    var times: [MediaTime] { frames.map(\.time) }
}

extension PictureReader {
    func see(_ groups: Range<Int>, limit: Int = .max) throws -> Seen {
        var seen = Seen()
        try decode(groups: groups) { step in
            switch step {
            case .frame(let frame):
                seen.frames.append(SeenFrame(time: frame.time, bytes: frame.view.packedBytes))
                if frame.isDamaged { seen.damaged += 1 }
            case .undecodable(let time, _): seen.undecodable.append(time)
            }
            return seen.frames.count + seen.undecodable.count < limit
        }
        return seen
    }

    func seeEverything() throws -> Seen { try see(0..<index.groups.count) }
}

extension PictureView {
    /// All planes one after the other, without padding.
    var packedBytes: [UInt8] {
        var bytes: [UInt8] = []
        for plane in [luma, cb, cr].compactMap({ $0 }) {
            for row in 0..<plane.size.height {
                let start = plane.base + row * plane.strideBytes
                bytes += UnsafeBufferPointer(start: start, count: plane.size.width)
            }
        }
        return bytes
    }
}
