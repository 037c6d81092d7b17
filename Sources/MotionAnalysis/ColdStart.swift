import Footage
import KernelDispatch

/// The first seconds without samples: a few frames are kept, ever further apart, and the background
/// is made anew of what most of them show.
///
/// What moved in the first frame would otherwise be taken for background, and the place that it
/// leaves for a thing.
struct ColdStart {
    /// Frames kept at most; then every second one goes and the distance doubles.
    private static let largestCount = 11
    /// With this many a median knows more than the first frame.
    private static let leastCount = 3

    private var frames: [WorkingPicture] = []
    private var lastTime: MediaTime
    private let end: MediaTime
    private var interval: MediaTime

    /// - Parameter first: the frame that is the background at first.
    init(from first: WorkingPicture, at time: MediaTime, seconds: Double) {
        end = time + MediaTime(seconds: seconds)
        interval = Self.shortestInterval
        lastTime = time
        keep(first)
    }

    /// Frames closer together show a slow thing at the same place.
    private static let shortestInterval = MediaTime(seconds: 0.12)

    func isOver(at time: MediaTime) -> Bool { time > end || time < lastTime }

    /// Takes the frame, in the light of the background, if it is time.
    ///
    /// - Returns: what the background is to be made of, if that has changed.
    mutating func samples(with frame: WorkingPicture, at time: MediaTime) -> [WorkingPicture]? {
        guard time - lastTime >= interval else { return nil }
        lastTime = time
        if frames.count == Self.largestCount {
            frames = frames.indices.filter { $0 % 2 == 0 }.map { frames[$0] }
            interval = MediaTime(microseconds: 2 * interval.microseconds)
        }
        keep(frame)
        // One frame more hardly moves a median.
        return frames.count >= Self.leastCount && frames.count % 2 == 1 ? frames : nil
    }

    private mutating func keep(_ frame: WorkingPicture) {
        let copy = WorkingPicture(size: frame.size)
        copy.copy(from: frame)
        frames.append(copy)
    }
}
