import Footage
import Foundation

/// Keeps reduced key frames of all recordings of a scan, so that stretches may be decoded in any
/// order without their samples being decoded again for each.
///
/// In a file without a name beside the database, which the system frees when the process ends,
/// however it ends. The newest pictures take the place of the oldest: the file is bounded, whatever
/// the length of the recordings. Without a file, a few are kept in memory.
final class SampleCache: @unchecked Sendable {
    struct Key: Hashable {
        let recording: Int
        let group: Int
    }

    /// What is known of a key frame.
    struct Known {
        /// `nil`: there is no sound picture of it.
        let picture: PlanarPicture?
    }

    // Guarded by `lock`, also while the file is read or written: a slot must not be overwritten
    // under its reader.
    private let lock = NSLock()
    private var storage: SampleStorage
    private var slots: [Key: Int?] = [:]
    private var owners: [Key?]
    private var next = 0

    /// In memory: 32 pictures of 640 × 360 are 11 MB.
    init(pictures: Int = 32) {
        storage = .memory([])
        owners = Array(repeating: nil, count: max(1, pictures))
    }

    /// In a file in `folder`; in memory where that cannot be.
    convenience init(folder: String) {
        guard let file = SampleFile(folder: folder) else {
            self.init()
            return
        }
        self.init(pictures: file.slotCount)
        storage = .file(file)
    }

    /// `nil` if nothing is known of the key frame.
    func picture(_ key: Key, size: FrameSize) -> Known? {
        lock.withLock {
            guard let slot = slots[key] else { return nil }
            guard let slot else { return Known(picture: nil) }
            guard let picture = storage.picture(in: slot, size: size) else {
                slots[key] = nil
                return nil
            }
            return Known(picture: picture)
        }
    }

    /// Keeps a picture, or that there is none.
    func keep(_ picture: PlanarPicture?, as key: Key) {
        lock.withLock {
            guard slots[key] == nil else { return }
            guard let picture else {
                slots[key] = .some(nil)
                return
            }
            if let owner = owners[next] { slots[owner] = nil }
            owners[next] = nil
            guard storage.store(picture, in: next) else { return }
            owners[next] = key
            slots[key] = next
            next = (next + 1) % owners.count
        }
    }
}

/// Where the pictures of a cache lie.
enum SampleStorage {
    case memory([PlanarPicture?])
    case file(SampleFile)

    func picture(in slot: Int, size: FrameSize) -> PlanarPicture? {
        switch self {
        case .memory(let pictures): slot < pictures.count ? pictures[slot] : nil
        case .file(let file): file.picture(in: slot, size: size)
        }
    }

    /// `false` where it does not fit.
    mutating func store(_ picture: PlanarPicture, in slot: Int) -> Bool {
        switch self {
        case .memory(var pictures):
            self = .memory([])
            while pictures.count <= slot { pictures.append(nil) }
            pictures[slot] = picture
            self = .memory(pictures)
            return true
        case .file(let file):
            return file.store(picture, in: slot)
        }
    }
}
