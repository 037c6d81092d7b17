import Footage
import KernelDispatch

/// Pictures of the scene from which a background can be made at any time: the samples given for
/// priming, and backgrounds remembered from before a change of the whole picture.
struct SampleBank {
    /// More than these are not looked at; the median gains nothing.
    static let largestSampleCount = 20
    private static let largestMemoryCount = 3

    struct Entry {
        let picture: WorkingPicture
        let chroma: ChromaEnergy
    }

    /// In the order in which they were given, which is the order of time.
    private(set) var samples: [Entry] = []
    /// Latest last.
    private(set) var remembered: [Entry] = []

    /// Replaces the samples. Of too many, evenly spread ones are kept.
    ///
    /// - Parameter shake: lays the samples of a shaken camera over each other; loses its reference.
    mutating func setSamples(
        _ pictures: [PlanarPicture], preparation: PicturePreparation, shake: ShakeEstimator?,
        size: FrameSize
    ) {
        let usable = pictures.filter { $0.size == size }
        let count = min(usable.count, Self.largestSampleCount)
        let chosen = (0..<count).map { usable[$0 * usable.count / count] }
        let shifts = Self.shifts(of: chosen, preparation: preparation, shake: shake)
        samples = zip(chosen, shifts).map { picture, shift in
            let prepared = WorkingPicture(size: size)
            preparation.prepare(picture, shift: shift, into: prepared)
            return Entry(picture: prepared, chroma: ChromaEnergy(picture))
        }
    }

    /// Where the pictures' contents lie relative to the middle of all their places.
    private static func shifts(
        of pictures: [PlanarPicture], preparation: PicturePreparation, shake: ShakeEstimator?
    ) -> [PixelShift] {
        guard let shake, let first = pictures.first else { return pictures.map { _ in .none } }
        let reference = WorkingPicture(size: first.size)
        preparation.prepare(first, shift: .none, into: reference)
        shake.setReference(reference.luma)
        let shifts = pictures.map { shake.shift(of: $0.luma) }
        func middle(_ key: KeyPath<PixelShift, Int>) -> Int {
            shifts.map { $0[keyPath: key] }.sorted()[shifts.count / 2]
        }
        let centre = PixelShift(right: middle(\.right), down: middle(\.down), roll: middle(\.roll))
        return shifts.map { shift in
            PixelShift(
                right: shift.right - centre.right, down: shift.down - centre.down,
                roll: shift.roll - centre.roll)
        }
    }

    /// Keeps a background for the case that the scene comes back to it.
    ///
    /// - Parameter index: of an older one that shows the same state.
    mutating func remember(
        _ picture: WorkingPicture, chroma: ChromaEnergy, replacing index: Int? = nil
    ) {
        if let index { remembered.remove(at: index) }
        let copy = WorkingPicture(size: picture.size)
        copy.copy(from: picture)
        remembered.append(Entry(picture: copy, chroma: chroma))
        if remembered.count > Self.largestMemoryCount { remembered.removeFirst() }
    }
}
