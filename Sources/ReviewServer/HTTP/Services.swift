import EventStore
import Footage
import Logging

/// What requests are answered from. One for each server.
struct Services: Sendable {
    let settings: ReviewSettings
    /// Where clips and previews are kept.
    let cacheFolder: String
    let slot: StoreSlot
    let assets: AssetLibrary
    let sessions: SessionTable
    let loginLimiter: LoginLimiter
    let passwords: PasswordHasher
    let pools: Pools
    let metrics: ServerMetrics
    let watch: ChangeWatch
    let clipViews: ClipViews
    let auditChain: AuditChainCheck
    let clock: @Sendable () -> WallTime
    let logger: Logger
}

/// Threads for what blocks, apart by how long it may take: a clip that is transcoded keeps nobody
/// from a list, and a database that is locked for writing keeps nobody from reading.
struct Pools: Sendable {
    let reading = BlockingPool(name: "reading", width: 5, queueLimit: 512)
    let writing = BlockingPool(name: "writing", width: 2, queueLimit: 64)
    let media: BlockingPool
    let export = BlockingPool(name: "export", width: 1, queueLimit: 8)
    let login = BlockingPool(name: "login", width: 2, queueLimit: 16)
    /// Bundles that are packed while they are sent: as slow as their readers.
    let downloads = BlockingPool(name: "downloads", width: 8, queueLimit: 8)
    /// Reads of files that are being sent.
    let sending = BlockingPool(name: "sending", width: 4, queueLimit: 4096)

    init(mediaWidth: Int) {
        media = BlockingPool(name: "media", width: mediaWidth, queueLimit: 64)
    }

    subscript(place: Route.Place) -> BlockingPool {
        switch place {
        case .reading: reading
        case .writing: writing
        case .media: media
        case .export: export
        case .login: login
        }
    }

    var all: [BlockingPool] { [reading, writing, media, export, downloads, login, sending] }
}
