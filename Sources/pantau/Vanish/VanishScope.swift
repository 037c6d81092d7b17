import EventStore
import FeedPipeline
import Footage
import Foundation
import Playback
import TypedText
import VideoDecoding

/// What `pantau vanish` searches: the recordings of a feed, or one file with or without a database.
struct VanishScope {
    private enum Place {
        case feed(FeedRecord)
        case known(RecordingRecord)
        case file(path: String, duration: MediaTime, start: WallTime?)
    }

    let zone: TimeZone
    private let place: Place
    private let player: Player?
    private let store: EventStore?

    private init(place: Place, zone: TimeZone, store: EventStore?, player: Player?) {
        self.place = place
        self.zone = zone
        self.store = store
        self.player = player
    }

    /// Finds what is to be searched by the name of a feed or the path of a file.
    ///
    /// - Parameter open: opens the database; only asked where there is one.
    static func find(
        _ name: String, databasePath: String, zoneName: String?, open: () throws -> EventStore
    ) throws -> VanishScope {
        let path = URL(fileURLWithPath: name).standardizedFileURL.path
        let hasDatabase = FileManager.default.fileExists(atPath: databasePath)
        let store = hasDatabase ? try open() : nil
        let player = store.map {
            Player(
                store: $0, cacheFolder: Player.defaultCacheFolder(forDatabase: databasePath))
        }
        let stated = try zoneName.map { try TimeArguments.zone($0) }
        let feeds = try store?.feeds() ?? []
        if let feed = feeds.first(where: { $0.name == name }) {
            return VanishScope(
                place: .feed(feed), zone: stated ?? zone(feed.timeZone), store: store,
                player: player)
        }
        if let known = try store?.recording(atPath: path), known.facts != nil {
            return VanishScope(
                place: .known(known), zone: stated ?? zone(known.feedTimeZone), store: store,
                player: player)
        }
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder),
            !isFolder.boolValue
        else {
            let names = feeds.map(\.name).joined(separator: ", ")
            let known = names.isEmpty ? "" : "; \(databasePath) has the feeds \(names)"
            throw CommandFailure(
                message: "\(name): is neither a feed nor a recording's file\(known)", status: 2)
        }
        let place = try file(path, zone: stated ?? .current)
        return VanishScope(place: place, zone: stated ?? .current, store: store, player: player)
    }

    private static func zone(_ name: String) -> TimeZone { TimeZone(identifier: name) ?? .current }

    private static func file(_ path: String, zone: TimeZone) throws -> Place {
        do {
            let seeker = try RecordingSeeker(source: .file(path: path))
            let clock = RecordingClock.read(path: path, zone: zone)
            return .file(path: path, duration: seeker.duration, start: clock?.start)
        } catch {
            throw CommandFailure(message: error.description)
        }
    }

    // MARK: Search

    func run(at: String, until: String?, target: VanishTarget) throws -> VanishAnswer {
        switch place {
        case .feed(let feed):
            guard let store, let player else { throw CommandFailure(message: "no database") }
            let moment = try TimeArguments.moment(at, zone: zone)
            let found = try store.locate(feed.id, at: moment)
            guard let recording = found.recording, let media = found.media else {
                throw CommandFailure(
                    message: "feed \(feed.name) has no recording of \(at); "
                        + "see pantau coverage --feed \(feed.name)", status: 2)
            }
            return try player.vanish(
                VanishRequest(
                    feed: feed.id, recording: recording, media: media, target: target,
                    untilWall: try until.map { try TimeArguments.moment($0, zone: zone) }),
                microseconds: Self.steadyClock)
        case .known(let record):
            guard let player else { throw CommandFailure(message: "no database") }
            let start = record.facts?.start
            let end = try until.map { try media($0, start: start) }
            return try player.vanish(
                VanishRequest(
                    feed: nil, recording: record.id, media: try media(at, start: start),
                    target: target, until: end.map { (record.id, $0) }),
                microseconds: Self.steadyClock)
        case .file(let path, let duration, let start):
            let end = try until.map { try media($0, start: start) }
            return try VanishSearch.run(
                VanishQuestion(
                    segments: [
                        VanishSegment(
                            source: .file(path: path), start: start, duration: duration)
                    ], reference: (0, try media(at, start: start)), target: target,
                    until: end.map { (0, $0) }), microseconds: Self.steadyClock)
        }
    }

    /// A time since the recording's start, or a moment where its clock is known.
    private func media(_ text: String, start: WallTime?) throws -> MediaTime {
        if let time = try? CommandLineTime.duration(text) { return time }
        guard let start else { return try TimeArguments.duration(text) }
        let moment = try TimeArguments.moment(text, zone: zone)
        return MediaTime(microseconds: moment.microsecondsUTC - start.microsecondsUTC)
    }

    private static func steadyClock() -> Int64 {
        Int64(DispatchTime.now().uptimeNanoseconds / 1000)
    }

    // MARK: Pictures

    /// Saves the pictures of an answer; the privacy masks of a known feed are painted over.
    func save(_ answer: VanishAnswer, in folder: String) throws -> [String] {
        do {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true)
        } catch {
            throw CommandFailure(message: "\(folder): cannot be made; check its parent folder")
        }
        var shots: [(String, VanishShot)] = [("reference.jpg", answer.reference)]
        for (number, change) in answer.changes.enumerated() {
            let label = "\(number + 1)-\(change.kind.rawValue)"
            shots.append(("\(label)-before.jpg", change.before))
            shots.append(("\(label)-after.jpg", change.after))
        }
        return try shots.map { name, shot in
            let path = folder + "/" + name
            do {
                try Data(jpeg(of: shot)).write(to: URL(fileURLWithPath: path), options: .atomic)
            } catch let error as PlaybackError {
                throw error
            } catch let error as VideoDecodingError {
                throw CommandFailure(message: error.description)
            } catch {
                throw CommandFailure(
                    message: "\(path): cannot be written; check the folder and its space")
            }
            return path
        }
    }

    private func jpeg(of shot: VanishShot) throws -> [UInt8] {
        if let recording = shot.recording, let player {
            return try player.picture(
                of: recording, at: shot.media, maximumWidth: nil, privacy: .masksOnly
            ).jpeg
        }
        let seeker = try RecordingSeeker(source: .file(path: shot.path))
        guard let frame = try seeker.frame(at: shot.media) else {
            throw CommandFailure(message: "\(shot.path): shows nothing at \(shot.media)")
        }
        return try StillPicture.jpeg(frame, info: seeker.info).jpeg
    }
}
