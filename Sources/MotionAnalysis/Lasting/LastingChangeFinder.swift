public import Footage

/// Finds what comes into a scene to stay, and what goes away from it, in pictures from before,
/// within and after a stretch.
///
/// A recording knows the future: whether something lasts is seen, not guessed. Each place is
/// followed through the pictures in order of time. What it shows for seconds is what is there;
/// when it shows something else for seconds, that is a step. Steps side by side at about the same
/// time make a change, and the edges around it tell whether a thing has come or gone.
///
/// One finder sees one stretch; the same pictures give the same changes.
public final class LastingChangeFinder {
    /// Seconds between the pictures of the stretch itself that are worth adding.
    public static let spacingSeconds = 0.5
    /// As many of them are followed, beside those from before and after.
    public static let mostPictures = PlaceHistory.mostPictures - 60

    private let picture: FrameSize
    private let watched: WatchedArea
    /// Analysis pixels on a side of a place.
    private let scale: Int
    private let history: PlaceHistory

    /// - Parameters:
    ///   - size: of the analysis pictures.
    ///   - watched: where changes count, of the same size.
    public init(size: FrameSize, watched: WatchedArea? = nil) {
        picture = size
        self.watched = watched ?? WatchedArea(size: size)
        scale = size.width >= 480 ? 2 : 1
        history = PlaceHistory(
            size: FrameSize(width: size.width / scale, height: size.height / scale))
    }

    /// Takes a picture; times ascend. Pictures of another size are passed over.
    public func add(_ picture: PlanarPicture, at time: MediaTime) {
        guard picture.size == self.picture, history.size.pixelCount > 0 else { return }
        let (scale, size) = (scale, history.size)
        history.add(at: time) { target in
            Self.reduce(picture.luma, by: scale, to: size, into: target)
        }
    }

    /// The changes whose first picture lies in a range, by time. Regions are 0…1 of the picture as
    /// it is stored.
    public func changes(in range: MediaRange) -> [LastingChange] {
        let size = history.size
        // Means of pixels that places share reach one beyond what is seen.
        let inset = scale == 1 ? 1 : 0
        return ChangedPlaces(history: history, range: range).changes.compactMap { change in
            // What is mostly outside the watched area is nobody's business.
            let middle =
                (Int(change.y) * scale * picture.width) + Int(change.x) * scale
            guard watched.mask.base[min(middle, picture.pixelCount - 1)] != 0 else { return nil }
            let (width, height) = (Double(size.width), Double(size.height))
            return LastingChange(
                manner: change.manner, time: change.time, lastBefore: change.lastBefore,
                region: Region(
                    x: Double(change.left + inset) / width, y: Double(change.top + inset) / height,
                    width: Double(change.right - change.left - inset) / width,
                    height: Double(change.bottom - change.top - inset) / height),
                sharePPM: change.count * 1_000_000 / size.pixelCount)
        }
    }

    /// Means of 2 × 2 pixels, which neighbouring places share where `scale` is 1: half the grain.
    private static func reduce(
        _ plane: Plane, by scale: Int, to size: FrameSize,
        into target: UnsafeMutablePointer<UInt8>
    ) {
        let (lastX, lastY) = (plane.size.width - 1, plane.size.height - 1)
        for y in 0..<size.height {
            let row = target + y * size.width
            let above = plane.row(y * scale)
            let below = plane.row(min(y * scale + 1, lastY))
            for x in 0..<size.width {
                let (here, next) = (x &* scale, min(x &* scale &+ 1, lastX))
                let sum =
                    UInt16(above[here]) &+ UInt16(above[next]) &+ UInt16(below[here])
                    &+ UInt16(below[next])
                row[x] = UInt8(truncatingIfNeeded: (sum &+ 2) >> 2)
            }
        }
        withExtendedLifetime(plane) {}
    }
}
