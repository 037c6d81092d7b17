import Footage

/// Says once that a destination is in trouble, again where the reason is another, and once that it
/// is over.
struct TroubleLog {
    private var since: WallTime?
    private var told: String?

    /// - Returns: what to say; `nil` if it was said.
    mutating func failed(_ text: String, now: WallTime) -> String? {
        if since == nil { since = now }
        guard told != text else { return nil }
        told = text
        return text
    }

    /// - Returns: how long it lasted, in words; `nil` if nothing was wrong.
    mutating func succeeded(now: WallTime) -> String? {
        guard let began = since else { return nil }
        (since, told) = (nil, nil)
        return Self.length(Double(now.microsecondsUTC - began.microsecondsUTC) / 1_000_000)
    }

    /// `45 s`, `3 min`, `2 h 05 min`.
    static func length(_ seconds: Double) -> String {
        let seconds = Int(max(0, seconds).rounded())
        if seconds < 60 { return "\(seconds) s" }
        if seconds < 3600 { return "\(seconds / 60) min" }
        let minutes = seconds % 3600 / 60
        return "\(seconds / 3600) h \(minutes < 10 ? "0" : "")\(minutes) min"
    }
}
