import EventStore
import Footage
import VideoDecoding

/// What a place looked like at one moment of the axis.
struct PlaceSight {
    var position: Int64
    var segment: Int
    var media: MediaTime
    var similarity: Double
    var state: PlaceState
    var appearance: PlaceAppearance
}

/// Looks at one place in the pictures of a timeline, and names what cannot be read.
///
/// One thread at a time.
final class PlaceWatch {
    let timeline: VanishTimeline
    private(set) var probes = 0
    private(set) var frames = 0
    private(set) var unreadable: [VanishTrouble] = []

    private let shouldStop: @Sendable () -> Bool
    /// Recordings that are open, the one used last behind; each long one holds its table.
    private var open: [(segment: Int, seeker: RecordingSeeker)] = []
    private var broken: Set<Int> = []
    private var seen: [Int: [MediaTime: PlaceSight]] = [:]
    private var comparison: PlaceComparison?
    private var reference: PlaceAppearance?

    private static let mostOpen = 3

    init(_ timeline: VanishTimeline, shouldStop: @escaping @Sendable () -> Bool) {
        self.timeline = timeline
        self.shouldStop = shouldStop
    }

    // MARK: Reference

    /// Remembers what is to be found again.
    /// - Throws: `.nothingToCompare`, and what reading the recording throws.
    func remember(
        _ target: VanishTarget, at position: Int64
    ) throws(PlaybackError) -> (sight: PlaceSight, region: Region) {
        guard let number = timeline.segment(at: position) else {
            throw .nothingToCompare(reason: "There is no recording to search. Choose a feed.")
        }
        let placed = timeline.placed[number]
        let media = MediaTime(microseconds: position - placed.origin)
        let path = placed.segment.source.path
        do {
            let seeker = try seeker(of: number)
            guard let frame = try seeker.frame(at: media) else {
                throw PlaybackError.outOfRange(
                    recording: placed.segment.recording,
                    reason: "\(path): shows nothing at \(media). Name a moment of it.")
            }
            let region = target.region(displaySize: seeker.info.displaySize)
            guard region.width > 0, region.height > 0, region.x >= 0, region.y >= 0,
                region.x + region.width <= 1.0001, region.y + region.height <= 1.0001
            else {
                throw PlaybackError.nothingToCompare(
                    reason: "The box lies outside the picture. Each number is from 0 to 1.")
            }
            let comparison = PlaceComparison(
                region: region, displaySize: seeker.info.displaySize)
            let appearance = comparison.appearance(in: frame, info: seeker.info)
            guard comparison.contrast(of: appearance) > 2.5 else {
                throw PlaybackError.nothingToCompare(
                    reason: "There is nothing in the box that stands out from what is around it. "
                        + "Draw it around an object, with its edges inside.")
            }
            self.comparison = comparison
            reference = appearance
            let sight = PlaceSight(
                position: placed.origin + frame.time.microseconds, segment: number,
                media: frame.time, similarity: 1, state: .there, appearance: appearance)
            return (sight, region)
        } catch let error as VideoDecodingError {
            throw PlaybackError(error, recording: placed.segment.recording)
        } catch let error as PlaybackError {
            throw error
        } catch {
            throw .unreadable(recording: placed.segment.recording, reason: "\(path): \(error)")
        }
    }

    // MARK: Looking

    /// The place in the key frame at or before a position; `nil` where nothing can be read.
    func look(at position: Int64) throws(PlaybackError) -> PlaceSight? {
        guard let number = timeline.segment(at: position), !broken.contains(number) else {
            return nil
        }
        let placed = timeline.placed[number]
        let inside = min(max(position, placed.range.lowerBound), placed.range.upperBound - 1)
        let media = MediaTime(microseconds: inside - placed.origin)
        if shouldStop() { throw .stopped }
        return try attempt(number) {
            let seeker = try seeker(of: number)
            guard let key = try seeker.keyFrameTime(atOrBefore: media) else { return nil }
            if let known = seen[number]?[key] { return known }
            guard let frame = try seeker.keyFrame(atOrBefore: media), !frame.isDamaged else {
                return nil
            }
            probes += 1
            let sight = sight(of: frame, in: number, info: seeker.info)
            seen[number, default: [:]][key] = sight
            return sight
        }
    }

    /// Decodes what lies between two positions, and looks at pictures at least `spacing` µs apart.
    func walk(
        _ range: Range<Int64>, spacing: Int64, _ body: (PlaceSight) -> Void
    ) throws(PlaybackError) {
        for piece in timeline.pieces(range) where !broken.contains(piece.segment) {
            let origin = timeline.placed[piece.segment].origin
            let media = MediaRange(
                start: MediaTime(microseconds: piece.range.lowerBound - origin),
                end: MediaTime(microseconds: piece.range.upperBound - origin))
            var due = Int64.min
            _ = try attempt(piece.segment) {
                let seeker = try seeker(of: piece.segment)
                try seeker.decode(media) { step in
                    if shouldStop() { throw PlaybackError.stopped }
                    guard case .frame(let frame) = step else { return true }
                    frames += 1
                    guard frame.time.microseconds >= due, !frame.isDamaged else { return true }
                    due = frame.time.microseconds + spacing
                    body(sight(of: frame, in: piece.segment, info: seeker.info))
                    return true
                }
                return nil
            }
        }
    }

    /// How alike the place looks in two sights.
    func likeness(_ first: PlaceSight, _ second: PlaceSight) -> PlaceComparison.Likeness? {
        comparison?.likeness(first.appearance, second.appearance)
    }

    private func sight(
        of frame: DecodedFrame, in number: Int, info: StreamInfo
    ) -> PlaceSight {
        let appearance =
            comparison?.appearance(in: frame, info: info)
            ?? PlaceAppearance(
                place: LumaPatch(width: 0, height: 0, samples: []),
                picture: LumaPatch(width: 0, height: 0, samples: []))
        let likeness = reference.flatMap { comparison?.likeness($0, appearance) }
        return PlaceSight(
            position: timeline.placed[number].origin + frame.time.microseconds, segment: number,
            media: frame.time, similarity: likeness?.place ?? 0,
            state: likeness?.state ?? .unclear, appearance: appearance)
    }

    // MARK: Recordings

    private func seeker(of number: Int) throws(VideoDecodingError) -> RecordingSeeker {
        if let place = open.firstIndex(where: { $0.segment == number }) {
            let found = open.remove(at: place)
            open.append(found)
            return found.seeker
        }
        let segment = timeline.placed[number].segment
        let seeker = try RecordingSeeker(
            source: segment.source, timestampsAreContinuous: segment.timestampsAreContinuous,
            shouldStop: shouldStop)
        open.append((number, seeker))
        if open.count > Self.mostOpen { open.removeFirst() }
        return seeker
    }

    /// Names a recording that cannot be read, once, and leaves it out from then on.
    private func attempt(
        _ number: Int, _ body: () throws -> PlaceSight?
    ) throws(PlaybackError) -> PlaceSight? {
        do {
            return try body()
        } catch let error as PlaybackError {
            throw error
        } catch let error as VideoDecodingError {
            if case .stopped = error { throw .stopped }
            broken.insert(number)
            let segment = timeline.placed[number].segment
            unreadable.append(
                VanishTrouble(
                    recording: segment.recording, path: segment.source.path,
                    reason: error.description))
            return nil
        } catch {
            throw .unreadable(
                recording: timeline.placed[number].segment.recording, reason: "\(error)")
        }
    }
}
