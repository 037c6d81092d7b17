import EventScoring
import Footage

/// Switches of camera health, one key per kind.
enum HealthSection {
    private static let hold = MediaTime(seconds: 1)...MediaTime(seconds: 86_400)

    static var section: Section<[EventKind: HealthSwitch]> {
        Section(
            name: "health", summary: "Which troubles with the camera itself are told.",
            keys: EventKind.allCases.filter(EventKind.cameraHealth.contains).map { kind in
                Key(
                    kind.rawValue,
                    .either([.flag, .duration(hold), .section("health_switch")]),
                    standard: standard(of: kind), summary(of: kind), example: "20s"
                ) { value, switches in
                    if let health = value.healthSwitch(hold) { switches[kind] = health }
                }
            })
    }

    private static func standard(of kind: EventKind) -> String {
        HealthParameters.standardHolds[kind].map { DurationText.short(MediaTime(seconds: $0)) }
            ?? "off"
    }

    static var switchSection: Section<HealthSwitch> {
        Section(
            name: "health_switch", summary: "Whether one kind is told, and after how long.",
            keys: [
                Key(
                    "enabled", .flag, standard: "on", "Whether it is told.", example: "off",
                    synonyms: ["on", "enable"]
                ) { value, target in
                    if let flag = value.flag() { target.isOn = flag }
                },
                Key(
                    "hold", .duration(hold), standard: "as is usual for its kind",
                    "How long it must last before it is told.", example: "20s",
                    synonyms: ["after", "longer_than", "hold_time"]
                ) { value, target in
                    if let time = value.duration(hold) { target.hold = time }
                },
            ])
    }

    private static func summary(of kind: EventKind) -> String {
        switch kind {
        case .covered: "Something covers the lens."
        case .defocused: "The picture has lost its sharpness."
        case .moved: "The camera was moved or turned."
        case .frozen: "The same picture comes again and again."
        case .dark: "The picture is too dark to see anything."
        case .blinded: "The picture is too bright to see anything."
        case .infraredFailed: "It is night, and the infrared lamp does not shine."
        case .signalLost: "No picture comes any more."
        case .clockDrift: "The camera's clock goes wrong."
        default: "Trouble of the kind \(kind.rawValue)."
        }
    }
}

extension KeyValue {
    /// `off`, `on`, how long it must last, or both as keys.
    fileprivate func healthSwitch(_ hold: ClosedRange<MediaTime>) -> HealthSwitch? {
        if let flag = node.flag { return HealthSwitch(isOn: flag) }
        if node.mapping != nil {
            var health = HealthSwitch(isOn: true)
            HealthSection.switchSection.read(node, into: &health, context)
            return health
        }
        guard let text = node.text else {
            refuseType()
            return nil
        }
        guard text.contains(where: \.isNumber) else {
            refuse(
                .wrongValue, "'\(key)' is on, off or a length of time, not \(Quoted.text(text))")
            return nil
        }
        return duration(hold).map { HealthSwitch(isOn: true, hold: $0) }
    }
}
