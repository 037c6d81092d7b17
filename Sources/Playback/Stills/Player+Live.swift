public import EventStore
import Footage
import VideoDecoding

extension Player {
    /// A picture that a feed shows at this moment, as it may be shown.
    ///
    /// What moves in it is not stored yet: who may not see people sees all of it pixelated.
    ///
    /// - Parameter jpeg: the picture as the camera showed it.
    public func live(
        _ jpeg: [UInt8], of feed: FeedID, privacy: PrivacyView
    ) throws(PlaybackError) -> [UInt8] {
        let masks = try fromStore { () throws(EventStoreError) in
            try store.privacyMasks(of: feed)
        }
        let nothingKnown = HiddenPlaces(runs: [], activity: [], coverage: [])
        let paint = PrivacyPaint(
            masks: masks, hidden: privacy == .pixelated ? nothingKnown : nil)
        guard !paint.isClear else { return jpeg }
        return try reading(nil) {
            try StillPicture.jpeg(painting: jpeg, time: .zero, paint: { paint.paint($0) }).jpeg
        }
    }
}
