import Footage
import MotionAnalysis

/// What comes into a watched scene to stay and what goes away from it.
///
/// Two finders take turns: one that has gone on for long knows more and more that matters to
/// nobody, and one that has just begun does not know yet what was there before.
final class LiveLasting {
    /// How long a finder is asked: it keeps its pictures, and only so many.
    private static let turn = MediaTime(seconds: 150)
    private static let spacing = max(1, LastingChangeFinder.spacingSeconds)
    /// How long it has looked before it is asked.
    private static let lead = MediaTime(seconds: 90)

    private let size: FrameSize
    private let watched: WatchedArea
    private let orientation: Orientation
    private var finder: LastingChangeFinder
    private var begin: MediaTime?
    private var next: LastingChangeFinder?
    private var nextBegin = MediaTime.zero
    private var lastAdded: MediaTime?

    init(stage: AnalysisStage, orientation: Orientation) {
        size = stage.geometry.size
        watched = stage.watched
        self.orientation = orientation
        finder = LastingChangeFinder(size: size, watched: watched)
    }

    func add(_ picture: PlanarPicture, at time: MediaTime) {
        if let lastAdded, (time - lastAdded).seconds < Self.spacing - 0.001 {
            return
        }
        lastAdded = time
        let begin = self.begin ?? time
        self.begin = begin
        if next == nil, time - begin >= Self.turn {
            next = LastingChangeFinder(size: size, watched: watched)
            nextBegin = time
        }
        finder.add(picture, at: time)
        next?.add(picture, at: time)
        // Stretches that are still asked about began after it.
        if let next, time - nextBegin >= Self.lead + LivePlan.longestStretch + Self.lead {
            finder = next
            self.begin = nextBegin
            self.next = nil
        }
    }

    /// Of the displayed picture.
    func changes(in range: MediaRange) -> [LastingChange] {
        finder.changes(in: range).map { change in
            var change = change
            change.region = orientation.displayed(change.region)
            return change
        }
    }
}
