import Alerting
import ConfigurationFile
import EventStore
import Footage
import Playback
import Synchronization

/// Who is told of events while feeds are watched: begun anew where the configuration of alerts
/// changes, and only there.
final class AlertLine: Sendable {
    private struct State {
        var configuration: AlertConfiguration?
        var service: AlertService?
    }

    private let state = Mutex(State())

    /// `nil`: nobody is told.
    var service: AlertService? { state.withLock { $0.service } }

    /// From now on events of these feeds are told as a configuration says.
    ///
    /// - Throws: `AlertSettings.Trouble` where a destination cannot be told as things are; the others,
    ///   and who was told before, go on.
    func tell(
        _ configuration: AlertConfiguration, of feeds: [LiveFeed], in store: EventStore,
        say: @escaping @Sendable (AlertNotice) -> Void
    ) throws {
        if state.withLock({ $0.configuration }) == configuration {
            service?.watch(feeds)
            return
        }
        let settings = AlertSettings(configuration)
        let destinations = try settings.destinations()
        let before = service
        let player = Player(
            store: store, cacheFolder: Player.defaultCacheFolder(forDatabase: store.path))
        let pictures = AlertPictures(player: player)
        let service =
            destinations.isEmpty
            ? nil
            : AlertService(
                store: store, destinations: destinations, options: settings.options,
                surroundings: AlertSurroundings(
                    say: say, picture: { pictures.picture(of: $0, $1) }))
        if let service {
            service.start(feeds: feeds, replacing: before)
        } else {
            before?.stop()
        }
        state.withLock { state in
            state.configuration = configuration
            state.service = service
        }
    }

    /// Ends: what is over is told to be over, what cannot be delivered now waits.
    func stop(_ feeds: [FeedID]) {
        guard let service else { return }
        let farFuture = WallTime(microsecondsUTC: .max / 2)
        for feed in feeds { try? service.settle(feed, until: farFuture) }
        service.stop()
    }
}
