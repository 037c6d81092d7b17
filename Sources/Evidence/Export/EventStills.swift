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
        for name in PageContext.Still.Name.allCases {
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
        }
    }

    private func jpeg(
        _ name: PageContext.Still.Name, of dossier: EventDossier
    ) throws(EvidenceError) -> Data {
        let event = dossier.event
        let moment: EventMoment
        var time: MediaTime
        switch name {
        case .start: (moment, time) = (event.start, event.start.media)
        case .peak, .peakWithBoxes: (moment, time) = (event.peak, event.peak.media)
        case .end:
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
                paint: { painter in Self.outline(boxes, with: painter) })
            return Data(picture.jpeg)
        } catch {
            throw EvidenceError(error, recording: recording)
        }
    }

    /// A dark line outside a bright one: seen on any ground.
    private static func outline(_ boxes: [TimedBoxes.Box], with painter: FramePainter) {
        let thickness = max(2, painter.size.width / 480)
        let across = Double(thickness) / Double(max(1, painter.size.width))
        let down = Double(thickness) / Double(max(1, painter.size.height))
        for box in boxes {
            let outer = Region(
                x: box.region.x - across, y: box.region.y - down,
                width: box.region.width + 2 * across, height: box.region.height + 2 * down)
            painter.outline(outer, thickness: thickness, luma: 16, cb: 128, cr: 128)
            painter.outline(box.region, thickness: thickness, luma: 210, cb: 16, cr: 146)
        }
    }
}
