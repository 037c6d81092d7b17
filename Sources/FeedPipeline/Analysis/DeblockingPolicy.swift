import Footage
import MotionAnalysis
import VideoDecoding

extension Deblocking {
    /// Up to so many pictures after each other, each predicted from the one before, the error of
    /// leaving the filter out stays below what the analysis sees.
    private static let longestDrift = 60
    /// An average over so many pixels in both directions hides what is left of blocks.
    private static let coarseDivisor = 3

    /// Of the pictures of a stretch, or of a camera.
    static func ofStretches(of index: RecordingIndex) -> Deblocking {
        ofStretches(
            codec: index.info.codec, longestGroup: index.longestGroup,
            AnalysisGeometry(stored: index.info.storedSize, info: index.info))
    }

    /// - Parameters:
    ///   - codec: libavcodec's name.
    ///   - longestGroup: packets from one key frame to the next, at most.
    static func ofStretches(
        codec: String, longestGroup: Int, _ geometry: AnalysisGeometry
    ) -> Deblocking {
        let isCoarse = min(geometry.divisorX, geometry.divisorY) >= coarseDivisor
        return codec == "h264" && isCoarse && longestGroup <= longestDrift
            ? .none : .referencedOnly
    }

    /// Of key frames that are decoded alone, for the analysis.
    static func ofLoneKeyFrames(_ geometry: AnalysisGeometry) -> Deblocking {
        min(geometry.divisorX, geometry.divisorY) >= 2 ? .none : .all
    }
}

extension RecordingIndex {
    /// Packets from one key frame to the next, at most.
    var longestGroup: Int {
        let ends = groups.dropFirst().map(\.firstPacket) + [packetCount]
        return zip(groups, ends).map { $1 - $0.firstPacket }.max() ?? 0
    }
}

extension PictureReader {
    /// A reader whose stretches are for the analysis: what it does not see is not filtered. See
    /// `docs/decisions/0019-filter-what-others-build-on.md`.
    static func forAnalysis(of index: RecordingIndex) throws(VideoDecodingError) -> PictureReader {
        try PictureReader(index: index, deblocking: .ofStretches(of: index))
    }
}
