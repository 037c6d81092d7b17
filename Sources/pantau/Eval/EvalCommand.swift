public import ArgumentParser
import Evaluation
import EventScoring
public import FeedPipeline
import Footage
import Foundation
import KernelDispatch
import MotionAnalysis

struct EvalCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "eval",
        abstract: "Measure accuracy against ground truth: masks of pixels, and events.",
        discussion: """
            A folder is searched to any depth for what has a truth:

              CDnet       input/in000001.jpg …, groundtruth/gt000001.png …, ROI, temporalROI.txt
              Wallflower  one video or numbered pictures, and one hand_segmented_00247 mask
              events      a video with its events in video.mp4.json, as `pantau simulate` writes

            Masks are compared by the CDnet protocol: shadows are background; what is unknown or \
            outside the region does not count.
            """)

    @Argument(help: "Sequences, folders of sequences, or videos with their truth beside them.")
    var paths: [String] = []

    @Option(
        name: .customLong("as"),
        help: ArgumentHelp(
            "live: each mask from the past alone. recording: as a scan, from samples of past and "
                + "future.", valueName: "live|recording"))
    var manner: RecordingAnalysis.Manner = .live

    @Option(help: ArgumentHelp("Write masks here, a folder per sequence.", valueName: "folder"))
    var masks: String?

    @Option(help: "Frames per second of numbered pictures.")
    var fps = 25.0

    @Option(
        help: ArgumentHelp(
            "Parts to switch off, by name, with commas between them.", valueName: "parts"))
    var without: String?

    @Flag(help: "List the parts that --without knows.")
    var listComponents = false

    @Option(help: ArgumentHelp("File of parameters; default: built in.", valueName: "file"))
    var model: String?

    @Option(help: "How little counts as motion, 0 to 1.")
    var sensitivity: Double?

    @Option(help: "Sequences analysed at a time; default: one per core.")
    var workers: Int?

    @Flag(help: "Print one JSON object per sequence, and a last one with the summary.")
    var json = false

    func validate() throws {
        if !(fps > 0 && fps <= 1000) {
            throw ValidationError("--fps takes a rate above 0, up to 1000")
        }
        if let workers, !(1...256).contains(workers) {
            throw ValidationError("--workers takes 1 to 256")
        }
        if let sensitivity, !(0...1).contains(sensitivity) {
            throw ValidationError("--sensitivity takes a number from 0 (least) to 1 (most)")
        }
        if paths.isEmpty, !listComponents {
            throw ValidationError("name a sequence, or a folder of sequences")
        }
    }

    func run() throws {
        if listComponents {
            for (name, _) in DisabledComponents.byName { StandardOutput.line(name) }
            return
        }
        let settings = try settings()
        let report = EvalReport(isJSON: json)
        var inputs: [EvaluationInput] = []
        for path in paths {
            do {
                inputs += try EvaluationInput.find(path)
            } catch {
                report.problem(error)
            }
        }
        let run = EvalRun(
            settings: settings, manner: manner, framesPerSecond: fps, maskFolder: masks,
            workers: workers ?? ProcessInfo.processInfo.activeProcessorCount)
        run.measure(inputs, report: report)
        report.summary()
        if report.hasProblems { throw ExitCode(1) }
    }

    private func settings() throws -> RecordingSettings {
        var parameters = try ModelOption.parameters(model)
        if let sensitivity { parameters.sensitivity = sensitivity }
        for name in without?.split(separator: ",") ?? [] {
            guard let part = DisabledComponents.byName.first(where: { $0.name == name }) else {
                throw CommandFailure(
                    message: "--without: there is no part \(name); "
                        + "see pantau eval --list-components", status: 2)
            }
            parameters.disabled.formUnion(part.component)
        }
        do {
            return RecordingSettings(
                analysis: parameters, kernels: .table(for: try KernelLevel.selected()))
        } catch {
            throw CommandFailure(message: error.description, status: 2)
        }
    }
}

extension RecordingAnalysis.Manner: ExpressibleByArgument {}
