public import ArgumentParser
import ConfigurationFile
import EventScoring
import EventStore
import FeedPipeline
import Footage
import Foundation
import KernelDispatch
import MotionAnalysis

struct ScanCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "scan",
        abstract: "Analyse recordings: files, folders and globs in, events in the database out.",
        discussion: """
            A scan may be stopped at any moment and run again: what is finished stays and is not \
            done again, nothing is lost or doubled. One bad file never stops the others; each ends \
            as analysed, partly analysed or refused, with one line that says why.

            The feed (camera) and the wall-clock start of a recording are read from its file \
            name; docs/file-names.md lists the patterns. --feed and --start state them.

            A polygon is written as corners x,y in 0…1 of the picture as it is shown, from the \
            top left: --zone "0.5,0.7 0.7,0.7 0.7,0.9 0.5,0.9".

            Times: 90, 1.5s, 5m, 00:01:30.5, or ISO 8601 such as 2026-11-20T18:00:00+08:00.
            """)

    @Argument(help: "Recordings: files, folders (searched to any depth), or globs.")
    var paths: [String]

    @OptionGroup var database: DatabaseOption

    @Option(help: "The feed (camera) that all the recordings belong to.")
    var feed: String?

    @Option(
        help: ArgumentHelp(
            "thorough: every frame. fast: the key frames and the likeliest tenth.",
            valueName: "thorough|fast"))
    var mode: ScanMode = .thorough

    @Option(help: "Begin no new work after this long.", transform: TimeArguments.duration)
    var budget: MediaTime?

    @Option(help: "When the first recording began, on the wall clock; the next ones follow on.")
    var start: String?

    @Option(
        help: "IANA time zone, such as Asia/Makassar; default: the feed's, else this machine's.")
    var timezone: String?

    @Option(
        help: ArgumentHelp(
            "YAML with defaults and settings per feed; docs/configuration.md.",
            valueName: "file"))
    var config: String?

    @Option(
        help: ArgumentHelp(
            "File of the parameters of the analysis; default: built in.", valueName: "file"))
    var model: String?

    @OptionGroup(title: "Detection") var detection: DetectionOptions

    @Flag(help: "Analyse again what an earlier scan finished.")
    var rescan = false

    @Option(help: "Frames per second of folders of numbered pictures.")
    var imageRate = 25.0

    @Option(help: "Threads that decode and analyse; default: one per core.")
    var workers: Int?

    @Flag(help: "Print one JSON object per recording, and a last one with the summary.")
    var json = false

    @Flag(help: "Print nothing but what went wrong.")
    var quiet = false

    func validate() throws {
        if let workers, !(1...256).contains(workers) {
            throw ValidationError("--workers takes 1 to 256")
        }
        if !(imageRate > 0 && imageRate <= 1000) {
            throw ValidationError("--image-rate takes a rate above 0, up to 1000")
        }
    }

    func run() throws {
        let zone = try TimeArguments.zone(timezone)
        let configuration =
            try config.map { try ConfigurationLoading.load($0, quiet: quiet) }
            ?? PantauConfiguration()
        let level = try LevelOption.selected()
        func settings(_ feed: FeedConfiguration) throws -> FeedSettings {
            let merged = detection.over(feed)
            let parameters = try ModelOption.parameters(model, configured: merged.model)
            var settings = FeedSettings(
                timeZone: timezone == nil ? merged.timeZone : zone, site: merged.site,
                recording: RecordingSettings(merged, parameters: parameters, level: level),
                rules: merged.rules)
            settings.health = HealthParameters(merged.health)
            settings.privacyMasks = merged.privacyMaskDrafts
            return settings
        }
        let defaults = try settings(configuration.defaults)
        let feeds = try configuration.feeds.mapValues(settings)
        let configured = feed.map(configuration.feed(named:)) ?? configuration.defaults
        let startZone = timezone == nil ? configured.timeZone ?? zone : zone
        let statedStart = try start.map { try TimeArguments.moment($0, zone: startZone) }
        let discovery = RecordingDiscovery.find(paths, imagesPerSecond: imageRate)
        let report = ScanReport(format: json ? .json : quiet ? .quiet : .lines)
        for problem in discovery.problems { report.problem(problem) }
        report.ignored(discovery.ignoredByExtension)
        if discovery.recordings.isEmpty {
            throw CommandFailure(
                message: discovery.problems.isEmpty
                    ? "no recordings in \(paths.joined(separator: ", ")); name video files, or a "
                        + "folder that holds some" : "nothing to scan")
        }
        var request = ScanRequest(
            candidates: discovery.recordings, feedName: feed,
            statedStart: statedStart,
            defaults: defaults, feeds: feeds, mode: mode, rescans: rescan,
            budgetSeconds: budget?.seconds, productVersion: ProductVersion.current)
        if let workers { request.workers = workers }

        let found = EventCounter()
        let store = try database.open(.readWrite) { found.count($0) }
        let scan = Scan(
            request: request, store: store, eventsSoFar: { found.events },
            onOutcome: { report.ended($0) })
        let interrupt = InterruptHandler { scan.interrupt() }
        let summary = report.whileShowingProgress(of: scan) { scan.run() }
        interrupt.cancel()
        report.summary(summary, database: database.db)
        if summary.failure != nil || !summary.isComplete || !discovery.problems.isEmpty {
            throw ExitCode(1)
        }
    }
}

extension RecordingSettings {
    /// The defaults, where the configuration says nothing.
    init(
        _ configuration: FeedConfiguration, parameters: AnalysisParameters, level: KernelLevel
    ) {
        let scoring = ScoringParameters()
        var analysis = parameters
        if let sensitivity = configuration.sensitivity { analysis.sensitivity = sensitivity }
        self.init(
            analysis: analysis,
            scoring: ScoringParameters(
                minimumEventLength: configuration.minimumEventLength
                    ?? scoring.minimumEventLength,
                eventGap: configuration.eventGap ?? scoring.eventGap,
                preRoll: configuration.preRoll ?? scoring.preRoll,
                postRoll: configuration.postRoll ?? scoring.postRoll),
            zones: configuration.watched, masks: configuration.masks.map(\.polygon),
            kernels: .table(for: level))
    }
}

extension ScanMode: ExpressibleByArgument {}
