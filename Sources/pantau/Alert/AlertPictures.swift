import Alerting
import EventStore
import Playback

/// Pictures of events as they may leave this machine.
struct AlertPictures {
    let player: Player

    /// `nil` where there is none, or where it cannot be shown as it should be: a message goes
    /// without rather than with one that shows too much.
    func picture(of event: AlertFacts, _ wanted: AlertPicture) -> [UInt8]? {
        let privacy: PrivacyView? =
            switch wanted {
            case .none: nil
            case .pixelated: .pixelated
            case .clear: .masksOnly
            }
        guard let privacy else { return nil }
        return try? player.thumbnail(of: EventID(rawValue: event.event), privacy: privacy)?.jpeg
    }
}
