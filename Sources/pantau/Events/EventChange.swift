import EventStore
import Footage
import Foundation
import Playback

/// The two pictures of a thing that was left or removed, as `pantau events show` tells of them.
struct EventChange {
    let event: EventRecord
    let moments: ChangeMoments
    private let recording: RecordingRecord?
    private let player: Player

    /// `nil` for an event of another kind.
    init?(of event: EventRecord, in store: EventStore) throws(PlaybackError) {
        player = Player(
            store: store, cacheFolder: Player.defaultCacheFolder(forDatabase: store.path))
        guard let moments = try player.changeMoments(of: event) else { return nil }
        self.event = event
        self.moments = moments
        do throws(EventStoreError) {
            recording = try store.recording(moments.recording)
        } catch {
            throw .store(error)
        }
    }

    /// A line for each picture.
    var text: String {
        let clock = ClockText(timeZoneName: event.feedTimeZone)
        return ChangeSide.allCases.map { side in
            let media = moments.time(side)
            let name = side.rawValue.padding(toLength: 11, withPad: " ", startingAt: 0)
            let place = "\(media) in \(fileName)"
            let wall = recording?.facts?.start.map { clock.table($0 + media) + ", " }
            return name + (wall ?? "") + place
        }.joined(separator: "\n") + "\n"
    }

    var json: JSONLine.Value {
        .object([
            "recording": .text(recording?.identity.path ?? ""),
            "before_s": .number(moments.before.seconds),
            "after_s": .number(moments.after.seconds),
            "box": moments.region.map { region in
                .object([
                    "x": .number(region.x), "y": .number(region.y),
                    "width": .number(region.width), "height": .number(region.height),
                ])
            } ?? .null,
        ])
    }

    /// The picture with the thing's place outlined, and the privacy masks painted over.
    func jpeg(_ side: ChangeSide) throws(PlaybackError) -> [UInt8] {
        let region = moments.region
        return try player.picture(
            of: moments, side, maximumWidth: nil, privacy: .masksOnly,
            paint: { painter in
                if let region { painter.outline(thing: region) }
            }
        ).jpeg
    }

    private var fileName: String {
        ((recording?.identity.path ?? "?") as NSString).lastPathComponent
    }
}
