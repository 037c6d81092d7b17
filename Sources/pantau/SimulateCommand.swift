import ArgumentParser
import Footage
import Foundation
import SceneSimulator
import VideoDecoding

struct SimulateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "simulate",
        abstract: "Make a synthetic CCTV scene as a video file, with its exact ground truth.",
        discussion: """
            The ground truth (objects, boxes over time, events, disturbances) goes beside the \
            video as FILE.json. The same scene and seed give the same pictures everywhere.

              pantau simulate harbour-night -o night.mp4 --seed 7
              pantau simulate --list
            """)

    @Argument(help: "The scene; --list names them.")
    var scene: String?

    @Option(name: .shortAndLong, help: "The video; its ending chooses the container.")
    var output: String?

    @Option(help: "Changes layout, timing, paths and contrast.")
    var seed: UInt64 = 1

    @Option(help: ArgumentHelp("Picture size.", valueName: "width×height"))
    var size = "640x360"

    @Option(help: "Frames per second.")
    var frameRate = 15

    @Option(help: "Length; default: the scene's own.", transform: TimeArguments.duration)
    var duration: MediaTime?

    @Option(help: "Encoder, as libavcodec names it.")
    var codec = "libx264"

    @Option(
        help: ArgumentHelp(
            "Encoder option, such as g=30 or crf=28; may be repeated.",
            valueName: "name=value"))
    var option: [String] = []

    @Flag(help: "List the scenes.")
    var list = false

    func validate() throws {
        if !(1...240).contains(frameRate) { throw ValidationError("--frame-rate takes 1 to 240") }
    }

    func run() throws {
        if list { return Self.printCatalogue() }
        guard let scene, let output else {
            throw CommandFailure(
                message: "name a scene and -o FILE; pantau simulate --list names the scenes",
                status: 2)
        }
        let renderer: SceneRenderer
        do {
            renderer = try SceneRenderer(
                SceneCatalogue.scene(named: scene).description(
                    seed: seed, size: frameSize(), frameRate: .init(frameRate),
                    durationSeconds: duration?.seconds))
        } catch let error as SceneError {
            throw CommandFailure(message: error.description, status: 2)
        }
        let truth = renderer.description.groundTruth()
        do {
            try encode(renderer, frames: truth.frameCount, to: output)
        } catch let error as VideoDecodingError {
            throw CommandFailure(message: error.description)
        }
        let truthFile = output + ".json"
        do {
            try truth.jsonData().write(to: URL(fileURLWithPath: truthFile), options: .atomic)
        } catch {
            throw CommandFailure(message: "\(truthFile): cannot be written; check the folder")
        }
        StandardOutput.line("\(output): \(truth.frameCount) frames; ground truth in \(truthFile)")
    }

    private func encode(_ renderer: SceneRenderer, frames: Int, to path: String) throws {
        let writer = try VideoWriter(
            path: path, size: renderer.size, framesPerSecond: Double(frameRate), codec: codec,
            options: try encoderOptions())
        let picture = PlanarPicture(size: renderer.size)
        for frame in 0..<frames {
            renderer.render(frame: frame, into: picture)
            let microseconds = Int64(frame) * 1_000_000 / Int64(frameRate)
            try writer.append(picture, at: MediaTime(microseconds: microseconds))
        }
        try writer.finish()
    }

    private func encoderOptions() throws -> [String: String] {
        var options: [String: String] = [:]
        for text in option {
            let parts = text.split(separator: "=", maxSplits: 1)
            guard parts.count == 2 else {
                throw CommandFailure(
                    message: "--option \(text): write it as name=value, such as crf=28", status: 2)
            }
            options[String(parts[0])] = String(parts[1])
        }
        return options
    }

    private func frameSize() throws -> FrameSize {
        let numbers = size.lowercased().split { $0 == "x" || $0 == "×" }.compactMap { Int($0) }
        guard numbers.count == 2, numbers.allSatisfy({ (16...8192).contains($0) }) else {
            throw CommandFailure(
                message: "--size \(size): write it as 1920x1080, each from 16 to 8192", status: 2)
        }
        return FrameSize(width: numbers[0], height: numbers[1])
    }

    private static func printCatalogue() {
        var table = TextTable(columns: [("SCENE", .left), ("EVENTS", .left), ("WHAT", .left)])
        for recipe in SceneCatalogue.all {
            table.add([recipe.name, recipe.isEmpty ? "none" : "yes", recipe.summary])
        }
        StandardOutput.line(table.text)
    }
}
