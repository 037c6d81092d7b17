import Footage
import MotionAnalysis

/// Shows the finder of lasting changes what it needs of a stretch: samples from before, some of the
/// stretch's own frames, samples from after.
struct LastingCollector {
    private var finder: LastingChangeFinder?
    private var lastAdded: MediaTime?
    /// Seconds between pictures of the stretch.
    private var spacing = LastingChangeFinder.spacingSeconds

    /// A stretch whose pictures change their size is followed as far as its first size goes.
    mutating func begin(_ stage: AnalysisStage, samples: [TimedSample], range: MediaRange) {
        guard finder == nil else { return }
        let finder = LastingChangeFinder(size: stage.geometry.size, watched: stage.watched)
        for sample in Self.ordered(samples) where sample.time < range.start {
            finder.add(sample.picture, at: sample.time)
        }
        self.finder = finder
        // A long stretch is looked at less often.
        spacing = max(
            spacing,
            (range.end - range.start).seconds / Double(LastingChangeFinder.mostPictures))
    }

    mutating func add(_ picture: PlanarPicture, at time: MediaTime) {
        if let lastAdded, (time - lastAdded).seconds < spacing - 0.001 {
            return
        }
        lastAdded = time
        finder?.add(picture, at: time)
    }

    /// Changes of the displayed picture whose first frame lies in the stretch.
    func finish(
        samples: [TimedSample], range: MediaRange, orientation: Orientation
    ) -> [LastingChange] {
        guard let finder else { return [] }
        for sample in Self.ordered(samples) where sample.time >= range.end {
            finder.add(sample.picture, at: sample.time)
        }
        return finder.changes(in: range).map { change in
            var change = change
            change.region = orientation.displayed(change.region)
            return change
        }
    }

    private static func ordered(_ samples: [TimedSample]) -> [TimedSample] {
        samples.sorted { $0.time < $1.time }
    }
}
