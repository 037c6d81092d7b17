import EventStore
import Footage
import Logging
import ServiceLifecycle

/// Purges once a day what is older than the settings keep.
struct Retention: Service {
    let services: Services

    /// How long after a purge the next one comes.
    static let hours = 24

    func run() async throws {
        await cancelWhenGracefulShutdown {
            guard let keep = services.settings.keep else {
                // Nothing to do, until the server stops.
                return await Self.sleep(hours: 24 * 365 * 100)
            }
            while !Task.isCancelled {
                await purge(keeping: keep)
                await Self.sleep(hours: Self.hours)
            }
        }
    }

    private func purge(keeping keep: MediaTime) async {
        let (slot, clock) = (services.slot, services.clock)
        let rebuild = services.settings.rebuild
        do {
            let report = try await services.pools.writing.run {
                let before = WallTime(
                    microsecondsUTC: clock().microsecondsUTC - keep.microseconds)
                return try slot.store().purge(
                    PurgeRequest(before: before, feed: nil, isDryRun: false), rebuild: rebuild,
                    by: "retention")
            }
            services.logger.notice(
                "purged",
                metadata: ["events": "\(report.events)", "pictures": "\(report.pictures)"])
        } catch {
            services.logger.error("retention failed", metadata: ["error": "\(error)"])
        }
    }

    private static func sleep(hours: Int) async {
        try? await Task.sleep(for: .seconds(hours * 3600))
    }
}
