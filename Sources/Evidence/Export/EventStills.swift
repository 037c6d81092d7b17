import EventStore
import Footage
import Foundation
import Playback
import VideoDecoding

/// Takes the pictures of an event, at full resolution and with the privacy masks painted over.
struct EventStills {
    let player: Player
    let folder: BundleFolder
    let wording: Wording

    /// Pictures that cannot be decoded are named, not passed over.
    func take(
        of dossier: EventDossier, each: () throws(EvidenceError) -> Void
    ) throws(EvidenceError) -> PageContext.EventPages {
        var pages = PageContext.EventPages(dossier: dossier, stills: [], failures: [])
        for name in dossier.stillNames {
            try each()
            let path = BundleLayout.still(
                name.rawValue, ofEvent: dossier.event.id.rawValue)
            do throws(EvidenceError) {
                try folder.add(path, try jpeg(name, of: dossier))
                pages.stills.append(PageContext.Still(name: name, path: path))
            } catch .media(_, let reason) {
                guard name != .peakWithBoxes else { continue }
                pages.failures.append(
                    wording.pictureFailedNote.filling([
                        "moment": label(name).lowercased(), "reason": reason,
                    ]))
            }
        }
        return pages
    }

    private func label(_ name: PageContext.Still.Name) -> String {
        switch name {
        case .start: wording.start
        case .peak, .peakWithBoxes: wording.peak
        case .end: wording.end
        case .before: wording.before
        case .after: wording.after
        }
    }

    private func jpeg(
        _ name: PageContext.Still.Name, of dossier: EventDossier
    ) throws(EvidenceError) -> Data {
        if let side = name.side, let change = dossier.change {
            return try jpeg(of: change, side, dossier)
        }
        let event = dossier.event
        let moment: EventMoment
        var time: MediaTime
        switch name {
        case .start: (moment, time) = (event.start, event.start.media)
        case .peak, .peakWithBoxes: (moment, time) = (event.peak, event.peak.media)
        case .end, .before, .after:
            // The end is that of the last picture's time: the picture before it is the last.
            (moment, time) = (event.end, event.end.media - MediaTime(microseconds: 1))
        }
        time = max(.zero, time)
        guard let recording = dossier.recording(moment.recording) else {
            throw .media(
                recording: moment.recording,
                reason: "\(moment.path): is not among the recordings of event "
                    + "\(event.id.rawValue); scan it again")
        }
        let boxes = name == .peakWithBoxes ? dossier.boxes(near: moment) : []
        do throws(PlaybackError) {
            let picture = try player.picture(
                of: moment.recording, at: time, maximumWidth: nil, privacy: .masksOnly,
                paint: { painter in
                    for box in boxes { painter.outline(thing: box.region) }
                })
            return Data(picture.jpeg)
        } catch {
            throw EvidenceError(error, recording: recording)
        }
    }

    /// Before the thing came or went, or after, with its place outlined.
    private func jpeg(
        of change: ChangeMoments, _ side: ChangeSide, _ dossier: EventDossier
    ) throws(EvidenceError) -> Data {
        guard let recording = dossier.recording(change.recording) else {
            throw .media(
                recording: change.recording,
                reason: "recording \(change.recording.rawValue) is not among those of event "
                    + "\(dossier.event.id.rawValue)")
        }
        do throws(PlaybackError) {
            let picture = try player.picture(
                of: change, side, maximumWidth: nil, privacy: .masksOnly,
                paint: { painter in
                    if let region = change.region { painter.outline(thing: region) }
                })
            return Data(picture.jpeg)
        } catch {
            throw EvidenceError(error, recording: recording)
        }
    }
}
