import Footage
import MotionAnalysis
import VideoDecoding

extension Deblocking {
    /// Of pictures on which others build, in a stretch or live.
    static let ofStretches = Deblocking.referencedOnly

    /// Of key frames that are decoded alone, for the analysis.
    static func ofLoneKeyFrames(_ geometry: AnalysisGeometry) -> Deblocking {
        min(geometry.divisorX, geometry.divisorY) >= 2 ? .none : .all
    }
}

extension PictureReader {
    /// A reader whose stretches are for the analysis: what nothing builds on is not filtered. See
    /// `docs/decisions/0019-filter-what-others-build-on.md`.
    static func forAnalysis(of index: RecordingIndex) throws(VideoDecodingError) -> PictureReader {
        try PictureReader(index: index, deblocking: .ofStretches)
    }
}
