import Footage
import KernelDispatch

/// The first seconds without samples.
///
/// What moved in the first frame would be taken for background, and the place that it leaves for a
/// thing. So a place is taken over as soon as its contour shows that something has left it; and a
/// few frames are kept, ever further apart, to make the background anew of what most of them show.
struct ColdStart {
    /// Frames kept at most; then every second one goes and the distance doubles.
    private static let largestCount = 11
    /// With fewer a thing is often in most of them.
    private static let leastCount = 7

    private var frames: [WorkingPicture] = []
    private var lastTime: MediaTime
    /// When places were last looked for.
    private var lastLook: MediaTime
    private let end: MediaTime
    private var interval: MediaTime
    private var vacated: VacatedPlaces
    private var trust: BackgroundTrust
    private var recent = RecentLuma()
    /// 1 where something has just left, else 255.
    private let places: Plane
    /// `once` where the background shows what was behind a thing that has left, `again` where that
    /// was said more than once, else 0.
    private let settled: Plane
    private static let once: UInt8 = 255
    /// Each time another thing was taken for the ground: most of the kept frames know better.
    private static let again: UInt8 = 1

    /// - Parameter first: the frame that is the background at first.
    init(from first: WorkingPicture, at time: MediaTime, parameters: ModelParameters) {
        end = time + MediaTime(seconds: parameters.coldStartSeconds)
        interval = Self.shortestInterval
        lastTime = time
        lastLook = time
        vacated = VacatedPlaces(size: first.size, parameters: parameters)
        trust = BackgroundTrust(size: first.size, seconds: parameters.coldTrustSeconds, at: time)
        places = Plane(size: first.size)
        settled = Plane(size: first.size)
        settled.fill(0)
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

    /// Takes what things have left out of the mask and makes it background.
    ///
    /// - Returns: the number of such pixels.
    mutating func settleVacated(
        in mask: Plane, frame: WorkingPicture, model: BackgroundModel, noise: NoiseFloor,
        cleaning: MaskCleaning, at time: MediaTime
    ) -> Int {
        trust.follow(mask, at: time)
        let earlier = recent.reference(at: time)
        defer {
            recent.add(frame.luma, at: time)
            lastLook = time
        }
        guard let earlier else { return 0 }
        let count = vacated.remove(
            from: mask,
            .init(
                frame: frame.luma, background: model.luma, earlier: earlier,
                trusted: trust.trusted, thresholds: noise.thresholds),
            cleaning: cleaning, settled: settled, elapsed: time - lastLook, places: places)
        guard count > 0 else { return 0 }
        model.replace(with: frame, where: places)
        let (found, known) = (places.base, settled.base)
        for i in 0..<places.size.pixelCount {
            let verdict = known[i] == 0 ? Self.once : Self.again
            known[i] = found[i] == 1 ? verdict : known[i]
        }
        return count
    }

    /// Keeps in a new background what is known of the places that things have left.
    func keepSettled(_ picture: WorkingPicture, from model: BackgroundModel) {
        for i in 0..<picture.size.pixelCount where settled.base[i] == Self.once {
            picture.luma.base[i] = model.luma.base[i]
            let chroma = model.dominantChroma(at: i)
            picture.cb.base[i] = chroma.cb
            picture.cr.base[i] = chroma.cr
        }
    }

    private mutating func keep(_ frame: WorkingPicture) {
        let copy = WorkingPicture(size: frame.size)
        copy.copy(from: frame)
        frames.append(copy)
    }
}
