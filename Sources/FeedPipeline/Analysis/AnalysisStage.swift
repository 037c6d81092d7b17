import Footage
import KernelDispatch
import MotionAnalysis
import VideoDecoding

/// Downscale and motion analysis for pictures of one size. A stream that changes its size gets a
/// new stage, which starts without samples.
final class AnalysisStage {
    let geometry: AnalysisGeometry
    private let reducer: FrameReducer
    private let analyser: MotionAnalyser
    /// Where motion counts.
    let watched: WatchedArea
    private let scratch: PlanarPicture

    init(stored: FrameSize, info: StreamInfo, settings: RecordingSettings) {
        geometry = AnalysisGeometry(stored: stored, info: info)
        reducer = FrameReducer(geometry: geometry, kernels: settings.kernels)
        watched = WatchedArea(
            size: geometry.size, orientation: info.orientation, include: settings.zones,
            exclude: settings.masks)
        analyser = MotionAnalyser(
            size: geometry.size, parameters: settings.analysis, watched: watched,
            kernels: settings.kernels)
        scratch = PlanarPicture(size: geometry.size)
    }

    /// Told of each step, if there is one.
    var clock: StageClock? {
        get { analyser.clock }
        set { analyser.clock = newValue }
    }

    /// The last frame that `analyse(_:at:)` took, downscaled; valid until the next.
    var picture: PlanarPicture { scratch }

    /// The last frame's motion mask: see `MotionAnalyser.foreground`.
    var foreground: Plane { analyser.foreground }

    func prime(with samples: [PlanarPicture]) {
        clock?.start()
        analyser.prime(with: samples.filter { $0.size == geometry.size })
        clock?.end(.prime)
    }

    func analyse(_ view: PictureView, at time: MediaTime) -> MotionMetrics {
        clock?.start()
        reducer.reduce(view, into: scratch)
        clock?.end(.reduce)
        return analyser.analyse(scratch, at: time)
    }

    func analyse(reduced picture: PlanarPicture, at time: MediaTime) -> MotionMetrics {
        analyser.analyse(picture, at: time)
    }

    func reduced(_ view: PictureView) -> PlanarPicture {
        let picture = PlanarPicture(size: geometry.size)
        clock?.start()
        reducer.reduce(view, into: picture)
        clock?.end(.reduce)
        return picture
    }
}

extension AnalysisGeometry {
    init(stored: FrameSize, info: StreamInfo) {
        self.init(
            stored: stored, sampleAspectNumerator: info.sampleAspect.numerator,
            sampleAspectDenominator: info.sampleAspect.denominator,
            isInterlaced: info.isInterlaced)
    }
}
