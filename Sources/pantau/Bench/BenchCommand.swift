import ArgumentParser
import Capacity
import FeedPipeline
import Footage
import Foundation
import KernelDispatch
import VideoDecoding

struct BenchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench",
        abstract: "Measure how many of your cameras this machine carries, and where the time goes.",
        discussion: """
            Name recordings of your own cameras, a minute or more of each kind. For each, the work \
            of a scan is done on parts of it and weighed stage by stage; then as many copies of the \
            camera as its cost promises are run at its own frame rate, and the number that keeps up \
            is told. What else runs on the machine takes part: leave it idle, or as busy as it will \
            be. docs/how-to/measure-your-machine.md explains the figures.
            """)

    @Argument(help: "Recordings of the cameras: files, folders, or globs.")
    var paths: [String]

    @Option(
        help: "How much of each recording is measured (default: 60s).",
        transform: TimeArguments.duration)
    var seconds: MediaTime?

    @Option(
        help: "How long the copies of a camera are run (default: 12s).",
        transform: TimeArguments.duration)
    var live: MediaTime?

    @Option(help: "Share of the cores that is to stay free, 0 to 0.9.")
    var headroom = 0.25

    @Option(help: "Cameras that are run at a time at most.")
    var mostCameras = 512

    @Option(help: "What this machine costs, in any currency: tells the cost per camera.")
    var machinePrice: Double?

    @Option(help: "Threads that scan recordings; default: one per core.")
    var workers: Int?

    @Option(help: "Frames per second of folders of numbered pictures.")
    var imageRate = 25.0

    @Option(
        help: ArgumentHelp(
            "File of the parameters of the analysis; default: built in.", valueName: "file"))
    var model: String?

    @Flag(help: "Print one JSON object per recording, and a last one with the summary.")
    var json = false

    func validate() throws {
        if paths.isEmpty { throw ValidationError("name a recording of a camera") }
        if !(0...0.9).contains(headroom) {
            throw ValidationError("--headroom takes a share from 0 to 0.9")
        }
        if let live, !(2...600).contains(live.seconds) {
            throw ValidationError("--live takes 2 s to 10 min")
        }
        if let seconds, seconds.seconds < 1 {
            throw ValidationError("--seconds takes one second or more")
        }
        if !(1...4096).contains(mostCameras) {
            throw ValidationError("--most-cameras takes 1 to 4096")
        }
        if let machinePrice, !(machinePrice > 0 && machinePrice.isFinite) {
            throw ValidationError("--machine-price takes a price above 0")
        }
        if let workers, !(1...256).contains(workers) {
            throw ValidationError("--workers takes 1 to 256")
        }
        if !(imageRate > 0 && imageRate <= 1000) {
            throw ValidationError("--image-rate takes a rate above 0, up to 1000")
        }
    }

    func run() throws {
        let settings = try settings()
        let machine = Machine(kernelLevel: settings.kernels.level)
        let report = BenchReport(
            isJSON: json, machine: machine, headroom: headroom, price: machinePrice)
        var search = LiveSearch(
            settings: settings, headroom: headroom, seconds: live?.seconds ?? 12,
            cores: machine.cores)
        search.most = mostCameras
        search.onTrial = { report.trial(cameras: $0) }
        let bench = CapacityBench(
            settings: settings, seconds: seconds?.seconds ?? 60,
            workers: workers ?? machine.cores, live: search)
        var measured: [CapacityBench.Measured] = []
        for source in sources(report) {
            report.begins(source.path)
            do {
                let stream = try bench.measure(source)
                measured.append(stream)
                report.add(stream.measurement)
            } catch {
                report.problem(path: source.path, "\(error)")
            }
        }
        if measured.count > 1 {
            report.begins("all together")
            do {
                report.mix = try bench.measureMix(measured)
            } catch {
                report.problem(path: "", "\(error)")
            }
        }
        report.finish()
        if report.hasProblems { throw ExitCode(1) }
    }

    /// What was named, as far as it can be measured; the rest is reported.
    private func sources(_ report: BenchReport) -> [RecordingSource] {
        var files: [String] = []
        for path in paths {
            switch StreamSource(path) {
            case .file(let path): files.append(path)
            case .address(let address):
                report.problem(
                    path: address, "\(CapacityError.liveStream(address: address))")
            }
        }
        guard !files.isEmpty else { return [] }
        let discovery = RecordingDiscovery.find(files, imagesPerSecond: imageRate)
        for problem in discovery.problems { report.problem(path: problem.path, "\(problem)") }
        return discovery.recordings.map(MeasuredRecording.source)
    }

    private func settings() throws -> RecordingSettings {
        do {
            return RecordingSettings(
                analysis: try ModelOption.parameters(model),
                kernels: .table(for: try KernelLevel.selected()))
        } catch let error as KernelDispatchError {
            throw CommandFailure(message: error.description, status: 2)
        }
    }
}
