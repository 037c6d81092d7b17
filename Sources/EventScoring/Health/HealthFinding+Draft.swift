public import Footage

extension HealthFinding {
    /// The finding as an event. Whatever hides the scene comes before what makes it hard to see.
    public var draft: HealthDraft {
        let (severity, score): (Severity, Int) =
            switch kind {
            case .covered, .moved: (.alert, 90)
            case .signalLost, .frozen: (.alert, 85)
            case .blinded: (.alert, 80)
            case .defocused: (.detection, 70)
            case .infraredFailed: (.detection, 65)
            case .dark: (.detection, 60)
            default: (.detection, 50)
            }
        return HealthDraft(
            kind: kind, severity: severity, score: score, startMicroseconds: startMicroseconds,
            peakMicroseconds: peakMicroseconds, endMicroseconds: endMicroseconds,
            facts: HealthFacts(isOpen: isOpen, movement: movement))
    }
}
