import EventStore
import Footage
import Playback

/// What the pages of a bundle are made of.
struct PageContext {
    var wording: Wording
    var language: EvidenceLanguage
    var request: EvidenceRequest
    var bundle: BundleManifest.Bundle
    var keyFingerprint: String
    var auditHead: BundleManifest.AuditHead
    var recordings: [BundleManifest.Recording]
    var videos: [BundleManifest.Video]
    /// Digests of the files of the bundle so far, by path.
    var digests: [String: String]
    var events: [EventPages]
    var notes: [String]

    /// What is shown of one event.
    struct EventPages {
        var dossier: EventDossier
        var stills: [Still]
        /// Which pictures are missing and why, a sentence each.
        var failures: [String]
    }

    struct Still {
        var name: Name
        var path: String

        enum Name: String, CaseIterable {
            case start, peak, end
            case peakWithBoxes = "peak-boxes"
            case before, after

            /// Of a thing that came or went: which side of that it shows.
            var side: ChangeSide? {
                switch self {
                case .before: .before
                case .after: .after
                default: nil
                }
            }
        }
    }

    func caption(_ name: Still.Name) -> String {
        switch name {
        case .start: wording.start
        case .peak: wording.peak
        case .peakWithBoxes: wording.peakWithBoxes
        case .end: wording.end
        case .before: wording.before
        case .after: wording.after
        }
    }

    func videos(of event: EventID) -> [BundleManifest.Video] {
        videos.filter { $0.events.contains(event.rawValue) }
    }

    func recording(_ id: Int64) -> BundleManifest.Recording? {
        recordings.first { $0.id == id }
    }

    func text(_ moment: EventMoment) -> HTML {
        text(moment.media, wall: moment.wall, in: recording(moment.recording.rawValue))
    }

    /// Both clocks of a moment: the wall's, if it is known, and the recording's.
    func text(
        _ media: MediaTime, wall: WallTime?, in recording: BundleManifest.Recording?
    ) -> HTML {
        let clock = LocalClock(timeZoneName: recording?.timeZone ?? "UTC", language: language)
        let wall = wall.map(clock.text) ?? wording.clockUnknownTime
        let place = wording.inRecording.filling([
            "media": media.description, "file": recording?.fileName ?? "?",
        ])
        return "<strong>\(wall)</strong><br><small>\(place)</small>"
    }

    func kind(_ video: BundleManifest.Video) -> String {
        switch video.kind {
        case .wholeFile: wording.kindWholeFile
        case .packets: wording.kindPackets
        case .converted: wording.kindConverted
        case .masked: wording.kindMasked
        }
    }
}

/// A table of labels and values.
struct PropertyTable {
    private var rows: [HTML] = []

    mutating func add(_ label: String, _ value: HTML) {
        rows.append("<tr><th scope=\"row\">\(label)</th><td>\(value)</td></tr>")
    }

    mutating func add(_ label: String, _ value: String?) {
        if let value, !value.isEmpty { add(label, HTML.lines(value)) }
    }

    var html: HTML { "<table class=\"properties\"><tbody>\n\(rows)\n</tbody></table>" }
}
