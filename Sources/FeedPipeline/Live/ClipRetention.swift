public import EventStore
public import Footage
import Foundation

/// Deletes clips whose time is over, and the oldest where there are too many. Events stay.
public struct ClipRetention: Sendable {
    /// `nil`: as long as there is room.
    public var kept: MediaTime?
    public var mostBytes: Int64?
    /// Bytes that are to stay free on the disk.
    public var leastFree: Int64 = 1_000_000_000

    public init(kept: MediaTime? = nil, mostBytes: Int64? = nil) {
        self.kept = kept
        self.mostBytes = mostBytes
    }

    /// Brings the clips in step with what is to be kept.
    ///
    /// - Parameter freeBytes: on the disk that they lie on.
    /// - Returns: how many were deleted.
    @discardableResult
    public func apply(
        to store: EventStore, at now: WallTime, freeBytes: Int64? = nil
    ) throws(EventStoreError) -> Int {
        var removed = 0
        var held = try store.clipBytes()
        var lacking = freeBytes.map { max(0, leastFree - $0) } ?? 0
        while true {
            let oldest = try store.clips(in: .done, limit: 100)
            var gone: [Int64] = []
            for clip in oldest {
                let isOld = kept.map { clip.end + $0 < now } ?? false
                let isTooMuch = mostBytes.map { held > $0 } ?? false
                guard isOld || isTooMuch || lacking > 0 else { break }
                try? FileManager.default.removeItem(atPath: clip.path)
                // One that cannot be deleted is tried again, and holds up no other.
                if FileManager.default.fileExists(atPath: clip.path) { continue }
                gone.append(clip.id)
                held -= clip.bytes
                lacking -= clip.bytes
            }
            try store.setClips(gone, to: .removed)
            removed += gone.count
            if gone.isEmpty || gone.count < oldest.count { return removed }
        }
    }

    /// Clips that a killed process was writing: their files are played as far as they go.
    public static func takeOver(in store: EventStore) throws(EventStoreError) {
        for clip in try store.clips(in: .growing) {
            let facts = try? FileManager.default.attributesOfItem(atPath: clip.path)
            guard let bytes = (facts?[.size] as? NSNumber)?.int64Value, bytes > 0 else {
                try store.setClips([clip.id], to: .lost)
                continue
            }
            try store.updateClip(clip.id, end: clip.end, bytes: bytes, state: .done)
        }
    }
}
