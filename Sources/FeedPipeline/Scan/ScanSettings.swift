public import EventScoring
public import EventStore
public import Footage
public import Foundation
public import KernelDispatch
public import MotionAnalysis

/// How recordings are analysed: everything that changes the result, and nothing else.
public struct RecordingSettings: Sendable {
    public var analysis: AnalysisParameters
    public var scoring: ScoringParameters
    /// Polygons in 0…1 of the displayed picture; motion counts only inside one of them. Empty:
    /// everywhere.
    public var zones: [Polygon]
    /// Polygons inside which motion is ignored.
    public var masks: [Polygon]
    /// The pixel loops to use. Results are the same with every one of them.
    public var kernels: KernelTable

    public init(
        analysis: AnalysisParameters = AnalysisParameters(),
        scoring: ScoringParameters = ScoringParameters(), zones: [Polygon] = [],
        masks: [Polygon] = [], kernels: KernelTable = .forThisMachine
    ) {
        self.analysis = analysis
        self.scoring = scoring
        self.zones = zones
        self.masks = masks
        self.kernels = kernels
    }
}

/// What is set for one feed.
public struct FeedSettings: Sendable {
    /// Zone of wall-clock times in file names, and for showing times; `nil`: the one that is
    /// stored for the feed, or this machine's for a new one.
    public var timeZone: TimeZone?
    public var site: String?
    public var recording: RecordingSettings
    /// What its incidents are; `nil`: what is stored for the feed. Changes no recording's result,
    /// so it is no part of the settings' digest.
    public var rules: RuleSet?

    /// Which troubles with its camera are told, and when. No part of the settings' digest.
    public var health = HealthParameters()

    /// Painted over before anything is shown; put among the feed's zones in the store. No part of
    /// the settings' digest.
    public var privacyMasks: [ZoneDraft] = []

    public init(
        timeZone: TimeZone? = nil, site: String? = nil,
        recording: RecordingSettings = RecordingSettings(), rules: RuleSet? = nil
    ) {
        self.timeZone = timeZone
        self.site = site
        self.recording = recording
        self.rules = rules
    }
}

/// How much of a recording is decoded.
public enum ScanMode: String, Sendable, CaseIterable {
    /// Ends when every frame was analysed.
    case thorough
    /// Ends after the key frames and the likeliest tenth of the stretches.
    case fast
}

/// When the key frames of a recording are looked at before its stretches are decoded.
enum SurveyRule: Sendable {
    case always
    /// Always by a fast scan, else where a first answer comes sooner by it.
    case whereItPays
}

/// One scan: which files, whose they are, and how they are worked through.
public struct ScanRequest: Sendable {
    public var candidates: [RecordingCandidate]
    /// Names the feed of every recording; `nil` names feeds from file names.
    public var feedName: String?
    /// Wall-clock start of the first recording of each feed; the next ones of the feed follow on.
    public var statedStart: WallTime?
    /// Of feeds that `feeds` does not name.
    public var defaults: FeedSettings
    public var feeds: [String: FeedSettings]
    public var mode: ScanMode
    /// Analyse again what an earlier scan finished.
    public var rescans: Bool
    /// Wall-clock seconds after which no new work is begun.
    public var budgetSeconds: Double?
    /// Threads that decode and analyse.
    public var workers: Int
    /// Recorded with every recording.
    public var productVersion: String
    /// In which order stretches are decoded; no result depends on it.
    var order = StretchOrder.likeliestFirst
    /// When key frames are looked at before stretches; no thorough result depends on it.
    var surveys = SurveyRule.whereItPays

    /// A scan of less than `manyRecordings` reads recordings shorter than this straight through.
    static let shortRecording = MediaTime(seconds: 180)
    static let manyRecordings = 10

    public init(
        candidates: [RecordingCandidate], feedName: String? = nil, statedStart: WallTime? = nil,
        defaults: FeedSettings = FeedSettings(), feeds: [String: FeedSettings] = [:],
        mode: ScanMode = .thorough, rescans: Bool = false, budgetSeconds: Double? = nil,
        workers: Int = ProcessInfo.processInfo.activeProcessorCount, productVersion: String
    ) {
        self.candidates = candidates
        self.feedName = feedName
        self.statedStart = statedStart
        self.defaults = defaults
        self.feeds = feeds
        self.mode = mode
        self.rescans = rescans
        self.budgetSeconds = budgetSeconds
        self.workers = max(1, workers)
        self.productVersion = productVersion
    }

    func settings(ofFeed name: String) -> FeedSettings { feeds[name] ?? defaults }
}
