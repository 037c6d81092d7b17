public import Footage
public import KernelDispatch

/// Finds motion in a sequence of analysis pictures.
///
/// One analyser sees one unbroken stretch of frames in the order of their times; it is used by one
/// thread at a time. The same pictures and samples give the same metrics on every CPU level.
public final class MotionAnalyser {
    public let size: FrameSize
    /// The last frame's motion mask after all suppressors: 255 foreground, 0 background. Unlike
    /// `MotionMetrics.blobs` it also has what is too young to be confirmed and what stands still.
    public let foreground: Plane

    let parameters: AnalysisParameters
    let watched: WatchedArea
    let kernels: KernelTable
    let preparation: PicturePreparation
    let cleaning: MaskCleaning
    let model: BackgroundModel
    let shake: ShakeEstimator
    let working: WorkingPicture
    /// Told of each step, if there is one.
    public var clock: StageClock?
    /// 0 fits, 1 does not, 2 by far not.
    let level: Plane
    /// Difference from the background where it does not fit, else 0.
    let misfit: Plane
    let mask: Plane
    /// Where the last frame showed an object, grown by two pixels.
    let protected: Plane
    /// Rows of it that are all zero.
    var unprotectedRows: [Bool]
    /// Rows of the last mask that hold anything.
    var paintedRows = 0..<0
    var loud: LoudRows
    var resting: RestingFrames

    var bank = SampleBank()
    /// While little more than the first frame is known.
    var coldStart: ColdStart?
    var restless: RestlessGround
    var noise: NoiseFloor
    var blocks: BlockMeans
    var rawBlocks: BlockMeans
    var lastBlocks: BlockMeans
    var modelBlocks: BlockMeans
    var change: SceneChange
    var lasting = LastingLight()
    /// Gain of the light when it last changed noticeably.
    var lastGain = 1.0
    var modelChroma = ChromaEnergy(level: 0)
    var activity: ActivityReference
    var patches: LightPatches
    var flatShadows: FlatShadows
    var objects: ForegroundObjects
    var tracker: BlobTracker
    var leftPlaces = LeftPlaces()
    var judge: MotionJudge
    /// Of the last frame's observations, in their order.
    var verdicts: [MotionJudge.Verdict] = []
    /// Of the last frame's observations, unless everything is watched.
    var watchedParts: [MaskComponent] = []
    /// How the last frame lay over the model.
    var shift = PixelShift.none
    var lastTime: MediaTime?
    var settling: Settling?
    var lastNoiseUpdate: MediaTime?
    var isStarted = false

    /// The whole picture is changing; nothing is reported until `end`.
    struct Settling {
        var end: MediaTime
        var latest: MediaTime
        var reason: Suppressor
    }

    /// - Parameters:
    ///   - size: of the analysis pictures.
    ///   - watched: where motion counts, of the same size; `nil` is everywhere.
    public init(
        size: FrameSize, parameters: AnalysisParameters = AnalysisParameters(),
        watched: WatchedArea? = nil, kernels: KernelTable = .forThisMachine
    ) {
        let area = watched ?? WatchedArea(size: size)
        precondition(area.mask.size == size, "the watched area has another size")
        self.size = size
        self.parameters = parameters
        self.watched = area
        self.kernels = kernels
        foreground = Plane(size: size)
        preparation = PicturePreparation(size: size, kernels: kernels)
        cleaning = MaskCleaning(size: size, kernels: kernels)
        model = BackgroundModel(size: size, parameters: parameters, kernels: kernels)
        let reach = Int((parameters.shake.largestShiftShare * Double(size.width)).rounded())
        shake = ShakeEstimator(
            size: size, reach: reach, parameters: parameters.shake, kernels: kernels)
        change = SceneChange(parameters: parameters.light)
        working = WorkingPicture(size: size)
        level = Plane(size: size)
        misfit = Plane(size: size)
        mask = Plane(size: size)
        protected = Plane(size: size)
        unprotectedRows = Array(repeating: true, count: size.height)
        loud = LoudRows(size: size)
        resting = RestingFrames(size: size, parameters: parameters.model, kernels: kernels)
        noise = NoiseFloor(parameters: parameters)
        blocks = BlockMeans(size: size)
        rawBlocks = blocks
        lastBlocks = blocks
        modelBlocks = blocks
        activity = ActivityReference(size: size)
        patches = LightPatches(size: size, parameters: parameters, kernels: kernels)
        flatShadows = FlatShadows(size: size, parameters: parameters)
        objects = ForegroundObjects(size: size, parameters: parameters, kernels: kernels)
        tracker = BlobTracker(size: size, parameters: parameters)
        restless = RestlessGround(parameters: parameters.model, kernels: kernels)
        judge = MotionJudge(size: size, parameters: parameters)
    }

    /// Gives pictures of the scene from around the stretch, past and future, in the order of time.
    ///
    /// The background starts from the median of those that show the scene in the light of the first
    /// frame, and comes back to them after a change of the whole picture. 8 to 20 are best; with
    /// none the first frame is the background. Pictures of another size are ignored.
    public func prime(with samples: [PlanarPicture]) {
        bank.setSamples(
            samples, preparation: preparation,
            shake: parameters.disabled.contains(.shake) ? nil : shake, size: size)
        isStarted = false
    }

    /// Analyses the next frame.
    ///
    /// - Parameters:
    ///   - picture: of the analyser's size.
    ///   - time: presentation time; not before that of the frame before.
    public func analyse(_ picture: PlanarPicture, at time: MediaTime) -> MotionMetrics {
        precondition(picture.size == size, "the picture has another size")
        var metrics = MotionMetrics(time: time)
        if leavesOut(picture, at: time) { return metrics }
        defer { resting.remember(picture.luma, isAtRest: isNothingGoingOn(metrics)) }
        let elapsed = lastTime.map { max((time - $0).seconds, 0) } ?? 0
        lastTime = time
        if !isStarted {
            start(from: picture, at: time)
        } else if elapsed > Self.longestGapSeconds {
            // Nothing is known of what happened meanwhile.
            tracker.forgetAll()
            activity.restart()
        }
        clock?.start()
        let isSteady = prepare(picture, at: time, &metrics)
        clock?.end(.prepare)
        guard isSteady else { return metrics }
        improveColdStart(at: time)
        findObjects(at: time, elapsedSeconds: elapsed, &metrics)
        report(at: time, &metrics)
        clock?.end(.track)
        learn(at: time)
        learnRestlessGround(at: time)
        clock?.end(.learn)
        return metrics
    }

    /// Whether the frame shows a scene at rest as the last one did. What it would have told is told
    /// by the next one that is analysed.
    private func leavesOut(_ picture: PlanarPicture, at time: MediaTime) -> Bool {
        guard !parameters.disabled.contains(.restingFrames) else { return false }
        clock?.start()
        defer { clock?.end(.prepare) }
        return resting.leavesOut(picture.luma, at: time, analysed: isStarted ? lastTime : nil)
    }

    /// Nothing was found, and nothing was discarded but noise.
    private func isNothingGoingOn(_ metrics: MotionMetrics) -> Bool {
        tracker.tracks.isEmpty && metrics.blobs.isEmpty && metrics.young.isEmpty
            && settling == nil && coldStart == nil
            && metrics.suppressed.isNothing(but: .noise)
    }

    /// Forgets where the last frame showed objects.
    func unprotect() {
        protected.fill(0)
        for row in unprotectedRows.indices { unprotectedRows[row] = true }
    }

    static let longestGapSeconds = 4.0
}
