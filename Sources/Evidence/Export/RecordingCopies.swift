import EventStore
import Footage
import Foundation
import Playback
import VideoDecoding

/// Puts what is needed of the recordings into a bundle, each stretch or file once.
struct RecordingCopies {
    let player: Player
    let folder: BundleFolder
    let request: EvidenceRequest
    let wording: Wording
    let shouldStop: @Sendable () -> Bool

    private(set) var videos: [BundleManifest.Video] = []
    private var places: [Place: Int] = [:]
    /// SHA-256 of the originals that are in the bundle as they are.
    private(set) var wholeFiles: [RecordingID: String] = [:]

    /// What was asked for: the same stretch of two events is there once.
    private struct Place: Hashable {
        var recording: RecordingID
        /// `nil` for the whole file.
        var range: MediaRange?
    }

    init(
        player: Player, folder: BundleFolder, request: EvidenceRequest,
        shouldStop: @escaping @Sendable () -> Bool
    ) {
        self.player = player
        self.folder = folder
        self.request = request
        wording = Wording.of(request.language)
        self.shouldStop = shouldStop
    }

    /// - Parameter progress: is told 0…1.
    mutating func add(
        _ part: EventDossier.Part, of dossier: EventDossier, progress: (Double) -> Void
    ) throws(EvidenceError) {
        let event = dossier.event.id.rawValue
        let isWhole = request.contents == .wholeFile
        let place = Place(
            recording: part.recording.id, range: isWhole ? nil : part.part.range)
        if let known = places[place] {
            videos[known].events.append(event)
            return
        }
        let isMasked = !dossier.privacyMasks.isEmpty && !request.includesOriginal
        let video: BundleManifest.Video
        switch (isMasked, isWhole) {
        case (true, true): throw .wholeFileIsMasked(feed: dossier.event.feedName)
        case (true, false): video = try masked(part, event: event, progress: progress)
        case (false, true): video = try wholeFile(part, event: event, progress: progress)
        case (false, false): video = try packets(part, event: event, progress: progress)
        }
        places[place] = videos.count
        videos.append(video)
    }

    private mutating func wholeFile(
        _ part: EventDossier.Part, event: Int64, progress: (Double) -> Void
    ) throws(EvidenceError) -> BundleManifest.Video {
        let (path, id) = (part.recording.identity.path, part.recording.id)
        guard FileManager.default.fileExists(atPath: path) else {
            // An image sequence is stored as the pattern of its files' names.
            throw path.contains("%")
                ? .notOneFile(path: path) : .recordingGone(path: path, recording: id)
        }
        let input = try RegularInput(path: path, followingLinks: true)
        let name = freeName(part.part.fileName)
        let version = try input.version()
        let digest = try folder.add(name, copying: input) { bytes in
            progress(Double(bytes) / Double(max(1, input.sizeBytes)))
            return !shouldStop()
        }
        guard try input.version() == version, digest.bytes == input.sizeBytes else {
            throw .recordingChanged(path: path, recording: id)
        }
        wholeFiles[id] = digest.sha256
        let range = MediaRange(start: .zero, end: max(part.part.duration, part.part.range.end))
        return video(name, .wholeFile, of: part, event: event, showing: range)
    }

    private func packets(
        _ part: EventDossier.Part, event: Int64, progress: (Double) -> Void
    ) throws(EvidenceError) -> BundleManifest.Video {
        let seeker: RecordingSeeker
        do throws(PlaybackError) {
            seeker = try player.seeker(for: part.recording.id, shouldStop: shouldStop)
        } catch {
            throw EvidenceError(error, recording: part.recording)
        }
        let ending = ClipCutter.fileExtension(for: seeker.info, container: .original)
        let asked = stretchName(part, event: event, ending: ending)
        var list = PacketList()
        let clip: CutClip
        do throws(VideoDecodingError) {
            clip = try ClipCutter.cut(
                seeker, range: part.part.range, to: folder.location(asked), container: .original,
                onPacket: { list.add($0) },
                progress: { share in
                    progress(share)
                    return !shouldStop()
                })
        } catch {
            throw EvidenceError(error, recording: part.recording)
        }
        let name = try nameFitting(clip, asked: asked)
        try folder.adopt(name, shouldStop: shouldStop)
        list.keepLast(clip.packets)
        let listName = name + ".packets.csv"
        try folder.add(listName, list.data)
        var video = video(
            name, clip.payloadsAreUntouched ? .packets : .converted, of: part, event: event,
            showing: MediaRange(start: clip.start, end: clip.end))
        video.packetList = listName
        video.packets = list.digests.count
        if clip.payloadsAreUntouched {
            video.notes.append(wording.originalContainerNote.filling(["format": clip.format]))
        }
        video.notes += clip.notes
        return video
    }

    /// The recording's own container may not have held the packets unchanged: the name must say
    /// which one does.
    private func nameFitting(
        _ clip: CutClip, asked: String
    ) throws(EvidenceError) -> String {
        let endings = ["matroska": "mkv", "nut": "nut"]
        guard let ending = endings[clip.format], (asked as NSString).pathExtension != ending else {
            return asked
        }
        let name = freeName(
            ((asked as NSString).lastPathComponent as NSString).deletingPathExtension
                + ".\(ending)")
        guard rename(clip.path, folder.location(name)) == 0 else {
            throw RegularOutput.error(path: folder.location(name))
        }
        return name
    }

    private func masked(
        _ part: EventDossier.Part, event: Int64, progress: (Double) -> Void
    ) throws(EvidenceError) -> BundleManifest.Video {
        let name = stretchName(part, event: event, ending: "mp4")
        let clip: TranscodedClip
        do throws(PlaybackError) {
            clip = try player.transcode(
                part.recording.id, range: part.part.range, to: folder.location(name),
                privacy: .masksOnly, quality: .evidence,
                progress: { share in
                    progress(share)
                    return !shouldStop()
                })
        } catch {
            throw EvidenceError(error, recording: part.recording)
        }
        try folder.adopt(name, shouldStop: shouldStop)
        var video = video(
            name, .masked, of: part, event: event,
            showing: MediaRange(start: clip.start, end: clip.end))
        video.notes = [
            wording.maskedNote.filling(["camera": part.recording.feedName]),
            wording.encodedAgainNote.filling([
                "encoder": clip.encoder, "count": String(clip.undecodable),
            ]),
        ]
        return video
    }

    private func video(
        _ name: String, _ kind: BundleManifest.Video.Kind, of part: EventDossier.Part,
        event: Int64, showing range: MediaRange
    ) -> BundleManifest.Video {
        BundleManifest.Video(
            path: name, recording: part.recording.id.rawValue, events: [event], kind: kind,
            startMediaUs: range.start.microseconds, endMediaUs: range.end.microseconds,
            startUs: part.recording.facts?.start.map { ($0 + range.start).microsecondsUTC },
            packetList: nil, packets: nil, notes: [],
            coverage: CoverageSpan.clipped(part.coverage, to: range).map { span in
                BundleManifest.Coverage(
                    startMediaUs: span.range.start.microseconds,
                    endMediaUs: span.range.end.microseconds, state: span.state.rawValue,
                    reason: span.reason)
            })
    }

    private func stretchName(
        _ part: EventDossier.Part, event: Int64, ending: String
    ) -> String {
        let stem = (part.part.fileName as NSString).deletingPathExtension
        return freeName("event-\(event)-\(stem).\(ending)")
    }

    /// A name that is safe everywhere and not taken, not even where case doesn't count.
    private func freeName(_ text: String) -> String {
        let ending = BundleLayout.safeName((text as NSString).pathExtension, limit: 8)
        let stem = BundleLayout.safeName((text as NSString).deletingPathExtension)
        let taken = Set(folder.files.map { $0.path.lowercased() })
        var name = ""
        var number = 1
        repeat {
            let suffix = number == 1 ? "" : "-\(number)"
            name = "\(BundleLayout.video)/\(stem.isEmpty ? "recording" : stem)\(suffix)"
            if !ending.isEmpty { name += "." + ending }
            number += 1
        } while taken.contains(name.lowercased())
        return name
    }
}
