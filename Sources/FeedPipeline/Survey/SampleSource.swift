import Footage
import KernelDispatch
import MotionAnalysis
import VideoDecoding

/// What it takes to make samples of one recording.
struct SampleSource: Sendable {
    let geometry: AnalysisGeometry
    let kernels: KernelTable
    let cache: SampleCache
    /// The recording's number in the cache.
    let recording: Int

    init(info: StreamInfo, kernels: KernelTable, cache: SampleCache, recording: Int) {
        geometry = AnalysisGeometry(stored: info.storedSize, info: info)
        self.kernels = kernels
        self.cache = cache
        self.recording = recording
    }
}

/// Decodes key frames of one recording for one worker, and brings them to analysis size.
struct SampleDecoder {
    let source: SampleSource
    let reader: PictureReader
    private let reducer: FrameReducer
    private let scratch: PlanarPicture

    init(source: SampleSource, reader: PictureReader) {
        self.source = source
        self.reader = reader
        reducer = FrameReducer(geometry: source.geometry, kernels: source.kernels)
        scratch = PlanarPicture(size: source.geometry.size, hasChroma: false)
    }

    /// A key frame with its colours, as the models take it; `nil` where there is no sound picture
    /// of the recording's size. Decoded once, as long as the cache keeps it.
    func sample(of group: Int) throws -> PlanarPicture? {
        let key = SampleCache.Key(recording: source.recording, group: group)
        if let known = source.cache.picture(key, size: source.geometry.size) {
            return known.picture
        }
        var sample: PlanarPicture?
        let deblocking = Deblocking.ofLoneKeyFrames(source.geometry)
        if let frame = try reader.keyFrame(of: group, deblocking: deblocking), !frame.isDamaged {
            sample = reduced(frame.view)
        }
        source.cache.keep(sample, as: key)
        return sample
    }

    /// The block means of a key frame, `nil` where there is no sound picture of it.
    ///
    /// - Parameter isSample: whether the models will ask for it too.
    func means(of group: Int, isSample: Bool) throws -> BlockMeans? {
        if isSample, let sample = try sample(of: group) { return BlockMeans(of: sample.luma) }
        guard let frame = try reader.keyFrame(of: group, deblocking: .none), !frame.isDamaged
        else { return nil }
        guard frame.view.size == source.geometry.stored else {
            let other = AnalysisGeometry(stored: frame.view.size, info: reader.index.info)
            let picture = PlanarPicture(size: other.size, hasChroma: false)
            FrameReducer(geometry: other, kernels: source.kernels).reduce(frame.view, into: picture)
            return BlockMeans(of: picture.luma)
        }
        reducer.reduce(frame.view, into: scratch)
        return BlockMeans(of: scratch.luma)
    }

    /// `nil` for a picture of another size.
    func reduced(_ view: PictureView) -> PlanarPicture? {
        guard view.size == source.geometry.stored else { return nil }
        let picture = PlanarPicture(size: source.geometry.size)
        reducer.reduce(view, into: picture)
        return picture
    }
}
