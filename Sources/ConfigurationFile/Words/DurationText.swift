public import Footage

/// Lengths of time as a configuration writes them.
public enum DurationText {
    /// The same length in the fewest units: `90s`, `1h30m`, `30d`, `0.5s`.
    public static func short(_ time: MediaTime) -> String {
        if time.microseconds % 1_000_000 != 0 {
            return "\(ValueForm.plain(time.seconds))s"
        }
        var rest = time.microseconds / 1_000_000
        if rest < 120 { return "\(rest)s" }
        var text = ""
        for (unit, seconds) in [("d", Int64(86_400)), ("h", 3600), ("m", 60), ("s", 1)] {
            if rest >= seconds { text += "\(rest / seconds)\(unit)" }
            rest %= seconds
        }
        return text
    }
}
