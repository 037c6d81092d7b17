import Footage
import Foundation

/// Whether destinations can be reached as they are stated, and name what there is.
struct AlertCheck {
    let root: RootDraft
    let problems: ProblemList

    func run() {
        problems.inside("alerts") {
            problems.inside("destinations") {
                for item in root.alerts?.destinations.present ?? [] {
                    problems.inside(item.name ?? "") { check(item.value, at: item.position) }
                }
            }
            NameCheck.tellSimilar(
                (root.alerts?.destinations.present ?? []).map { ($0.name ?? "", $0.position) },
                of: "destination", problems: problems)
        }
    }

    private func check(_ destination: DestinationDraft, at position: SourcePosition) {
        let feeds = root.feeds.map(\.value.name)
        for feed in destination.feeds where !feeds.isEmpty && !feeds.contains(feed.value) {
            problems.error(
                .unknownName, at: feed.position,
                "feed \(Quoted.text(feed.value)) is not defined",
                meant: NearestName.hint(feeds, to: feed.value, none: "define it under feeds"))
        }
        if let schedule = destination.schedule,
            !root.schedules.names.contains(schedule.value)
        {
            problems.error(
                .unknownName, at: schedule.position,
                "schedule \(Quoted.text(schedule.value)) is not defined",
                meant: NearestName.hint(
                    root.schedules.names.sorted(), to: schedule.value,
                    none: "define it under schedules"))
        }
        if let mqtt = destination.mqtt { check(mqtt, at: position) }
        if let webhook = destination.webhook { check(webhook, at: position) }
        if destination.picture != nil, destination.mqtt == nil, isPlain(destination.webhook) {
            problems.warning(
                .odd, at: position, "pictures are sent where others on the way can see them",
                meant: "use an address that begins with https://")
        }
    }

    private func check(_ mqtt: MQTTDraft, at position: SourcePosition) {
        let host = mqtt.host ?? ""
        if host.contains("/") || host.contains(" ") || host.isEmpty {
            problems.error(
                .wrongValue, at: position, "\(Quoted.text(host)) is not a host",
                meant: "its name or address alone, such as broker.lan")
        }
        let protection = mqtt.configuration.protection
        if (protection?.certificate == nil) != (protection?.key == nil) {
            problems.error(
                .missingKey, at: position, "'certificate' and 'key' of tls go together",
                meant: "state both, or neither")
        }
        if let place = mqtt.passwordPosition, protection == nil, !WebAddress.isLocal(host) {
            problems.warning(
                .odd, at: place, "the password is sent where others on the way can read it",
                meant: "set tls on, and let the broker listen for it")
        }
        if mqtt.passwordPosition != nil, mqtt.configuration.user == nil {
            problems.error(
                .missingKey, at: position, "there is a 'password' and no 'user'",
                meant: "state who logs in")
        }
    }

    private func check(_ webhook: WebhookDraft, at position: SourcePosition) {
        guard let address = webhook.address else { return }
        // What a variable holds is known when it is used.
        let text = address.value.template.replacing(/\$\{[^}]*\}/, with: "x")
        if let trouble = WebAddress.trouble(with: text) {
            problems.error(
                .wrongValue, at: address.position, "'url' \(trouble)",
                meant: "such as https://example.go.id/alerts; secrets belong into headers")
        } else if isPlain(webhook) {
            problems.warning(
                .odd, at: address.position,
                "messages are sent where others on the way can read them",
                meant: "use an address that begins with https://")
        }
        if webhook.configuration.secret == nil {
            problems.warning(
                .odd, at: position,
                "messages are not signed: anybody can send such to the receiver",
                meant: "state a 'secret', and let the receiver check it")
        }
    }

    /// Whether it crosses a network without protection.
    private func isPlain(_ webhook: WebhookDraft?) -> Bool {
        guard let text = webhook?.address?.value.template, text.lowercased().hasPrefix("http://")
        else { return false }
        return !WebAddress.isLocal(URLComponents(string: text)?.host)
    }
}
