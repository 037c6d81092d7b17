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
    mutating func setSamples(
        _ pictures: [PlanarPicture], preparation: PicturePreparation, size: FrameSize
    ) {
        let usable = pictures.filter { $0.size == size }
        let count = min(usable.count, Self.largestSampleCount)
        samples = (0..<count).map { index in
            let picture = usable[index * usable.count / count]
            let prepared = WorkingPicture(size: size)
            preparation.prepare(picture, shift: .none, into: prepared)
            return Entry(picture: prepared, chroma: ChromaEnergy(picture))
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
