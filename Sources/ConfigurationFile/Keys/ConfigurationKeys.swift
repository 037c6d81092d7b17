import EventScoring

/// All that may be written in a configuration.
public enum ConfigurationKeys {
    /// In the order in which the documentation tells of them.
    public static var sections: [SectionDescription] {
        [
            RootSection.section().description, FeedSection.section().description,
            SourceSection.section.description, ClipSection.section.description,
            ShapeSections.namedPolygon.description, ShapeSections.listedPolygon.description,
            ShapeSections.line.description,
        ] + RuleCatalogue.types.map { RuleSection.section(of: $0).description } + [
            RuleSection.size.description, ScheduleSection.section.description,
            ScheduleSection.window.description, ScheduleSection.holiday.description,
            HealthSection.section.description, HealthSection.switchSection.description,
            AlertSection.section.description, AlertSection.destination.description,
            AlertWaySections.mqtt.description, AlertWaySections.tls.description,
            AlertWaySections.webhook.description,
        ]
    }
}
