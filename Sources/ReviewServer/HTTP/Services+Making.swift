import EventStore
import Footage
import Foundation
import Logging
import Playback

extension Services {
    /// Opens what the settings name. Blocks.
    init(
        _ settings: ReviewSettings, logger: Logger, clock: @escaping @Sendable () -> WallTime
    ) throws(ReviewServerError) {
        if let folder = settings.webFolder,
            !FileManager.default.fileExists(
                atPath: folder.appendingPathComponent("index.html").path)
        {
            throw .noWebFolder(path: folder.path)
        }
        let path = settings.databasePath
        let slot: StoreSlot
        let cache = settings.cacheFolder?.path ?? Player.defaultCacheFolder(forDatabase: path)
        do {
            // A review makes no database: a wrong path must not look like a site without events.
            guard FileManager.default.fileExists(atPath: path) else {
                throw EventStoreError.missing(path: path)
            }
            slot = try StoreSlot(path: path) { () throws(EventStoreError) in
                let store = try EventStore(
                    path: path, busySeconds: Self.busySeconds, clock: clock)
                return OpenDatabase(
                    store: store, player: Player(store: store, cacheFolder: cache))
            }
        } catch let error as EventStoreError {
            throw .store(error)
        } catch {
            throw .store(.cannotOpen(path: path, reason: "\(error)"))
        }
        let pools = Pools(mediaWidth: max(1, ProcessInfo.processInfo.activeProcessorCount / 2))
        self.init(
            settings: settings, cacheFolder: cache, slot: slot,
            assets: AssetLibrary(folder: settings.webFolder),
            sessions: SessionTable(clock: clock), loginLimiter: LoginLimiter(clock: clock),
            passwords: PasswordHasher(), pools: pools, metrics: ServerMetrics(),
            watch: ChangeWatch(slot: slot, pool: pools.reading, limit: Limits.eventStreams),
            clipViews: ClipViews(clock: clock), auditChain: AuditChainCheck(clock: clock),
            clock: clock, logger: logger)
    }

    /// How long a request waits for another program's write before it is refused.
    private static let busySeconds = 5
}
