import EventScoring

extension AlertConfiguration {
    /// Of a draft in which nothing is wrong.
    init(_ draft: AlertDraft, schedules: [Schedule]) {
        self.init(
            reviewAddress: draft.reviewAddress, longestWait: draft.longestWait,
            mostWaiting: draft.mostWaiting, tellsKeyFrames: draft.tellsKeyFrames ?? false,
            destinations: draft.destinations.present.compactMap { item in
                item.name.flatMap {
                    AlertDestinationConfiguration($0, item.value, schedules: schedules)
                }
            })
    }
}

extension AlertDestinationConfiguration {
    /// `nil` where no way leads to it.
    fileprivate init?(_ name: String, _ draft: DestinationDraft, schedules: [Schedule]) {
        if let mqtt = draft.mqtt {
            var configuration = mqtt.configuration
            configuration.host = mqtt.host ?? ""
            self.init(name: name, way: .mqtt(configuration))
        } else if let webhook = draft.webhook {
            self.init(name: name, way: .webhook(webhook.configuration))
        } else {
            return nil
        }
        feeds = draft.feeds.map(\.value)
        kinds = draft.kinds
        severity = draft.severity
        schedule = draft.schedule.flatMap { name in
            schedules.first { $0.name == name.value }
        }
        updates = draft.updates
        picture = draft.picture
    }
}
