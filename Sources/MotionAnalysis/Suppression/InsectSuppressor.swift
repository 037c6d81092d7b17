import Footage

/// Insects close to the lens, lit by its lamp: brighter than all behind them, out of focus, quick
/// for their size and gone at once.
struct InsectSuppressor {
    let parameters: AnalysisParameters

    func objection(to suspect: Suspect) -> Suppressor? {
        let suppression = parameters.suppression
        guard !parameters.disabled.contains(.insect),
            suspect.evidence.surface.brightShare >= 0.95,
            (suspect.evidence.sharpness ?? 0) < suppression.blurredContour
        else { return nil }
        if suspect.ageSeconds < suppression.doubtSeconds { return .insect }
        return suspect.sizesPerSecond >= suppression.insectSizesPerSecond ? .insect : nil
    }
}
