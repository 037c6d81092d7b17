public import EventStore
public import Footage
import Foundation
import Playback

/// Makes bundles of evidence: folders that say what they are, signed.
public struct EvidenceExporter: Sendable {
    let store: EventStore
    let key: SigningKey
    let toolVersion: String
    let clock: @Sendable () -> WallTime
    let random: @Sendable () -> UInt64

    /// - Parameters:
    ///   - store: open for writing; every export is entered in its audit log.
    ///   - toolVersion: of the program, for the manifest.
    ///   - random: 64 random bits a call, for the bundle's UUID.
    public init(
        store: EventStore, key: SigningKey, toolVersion: String,
        clock: @escaping @Sendable () -> WallTime = EventStore.systemClock,
        random: @escaping @Sendable () -> UInt64 = { UInt64.random(in: .min ... .max) }
    ) {
        self.store = store
        self.key = key
        self.toolVersion = toolVersion
        self.clock = clock
        self.random = random
    }

    /// Makes the folder whole, or leaves nothing behind. A folder that is there already is never
    /// touched. Whether the person may see these events is for the caller to know.
    ///
    /// The export is entered in the audit log before the folder gets its name: there may be an
    /// entry without a bundle (if the disk fails in between), never a bundle without an entry.
    ///
    /// - Parameter shouldStop: asked often; true ends it with `.stopped`.
    public func export(
        _ request: EvidenceRequest, to folder: String,
        progress: @escaping (ExportProgress) -> Void = { _ in },
        shouldStop: @escaping @Sendable () -> Bool = { false }
    ) throws(EvidenceError) -> EvidenceBundle {
        try request.validated()
        var dossiers: [EventDossier] = []
        let player = Player(
            store: store, cacheFolder: Player.defaultCacheFolder(forDatabase: store.path))
        for event in request.events {
            dossiers.append(try EventDossier(event, in: store, player: player))
        }
        let work = try BundleFolder(destination: folder, token: random())
        var run = ExportRun(
            exporter: self, player: player, request: request, dossiers: dossiers, folder: work,
            meter: ExportMeter(
                total: dossiers.reduce(2) { total, dossier in
                    total + dossier.parts.count + dossier.stillNames.count
                }, tell: progress), shouldStop: shouldStop)
        return try run.make()
    }

    /// A name for the bundle's folder: when, and for which request.
    public static func suggestedName(for request: EvidenceRequest, at time: WallTime) -> String {
        let date = Date(timeIntervalSince1970: Double(time.microsecondsUTC / 1_000_000))
        let moment = Date.ISO8601FormatStyle(dateSeparator: .omitted, timeSeparator: .omitted)
            .format(date)
        let number = BundleLayout.safeName(request.requestNumber, limit: 40)
        return "evidence-\(moment)" + (number.isEmpty ? "" : "-\(number)")
    }

    /// Where bundles that nobody named a folder for are put.
    public static func defaultFolder(forDatabase path: String) -> String { path + ".exports" }
}
