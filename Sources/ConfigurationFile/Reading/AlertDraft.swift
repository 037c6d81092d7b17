import Footage

/// The alerts while they are read. `nil`: nothing is stated.
struct AlertDraft {
    var reviewAddress: String?
    var longestWait: MediaTime?
    var mostWaiting: Int?
    var tellsKeyFrames: Bool?
    var destinations = NamedItems<DestinationDraft>()
}

/// A destination while it is read, and where the names stand that are defined elsewhere.
struct DestinationDraft {
    var mqtt: MQTTDraft?
    var webhook: WebhookDraft?
    var feeds: [Placed<String>] = []
    var kinds: Set<EventKind> = []
    var severity: Severity?
    var schedule: Placed<String>?
    var updates: AlertDestinationConfiguration.Updates?
    var picture: String?
}

struct MQTTDraft {
    var host: String?
    var configuration = MQTTConfiguration(host: "")
    var passwordPosition: SourcePosition?
}

struct WebhookDraft {
    var address: Placed<SecretText>?
    var configuration = WebhookConfiguration(address: SecretText(""))
}
