import Footage

/// Insects close to the lens, lit by its lamp: brighter than all behind them, out of focus, quick
/// for their size and gone at once.
struct InsectSuppressor {
    let parameters: AnalysisParameters

    func objection(to suspect: Suspect) -> Suppressor? {
        let suppression = parameters.suppression
        let sharpness = suspect.evidence.sharpness ?? 0.5
        guard !parameters.disabled.contains(.insect),
            suspect.evidence.surface.brightShare >= 0.95, sharpness < suppression.blurredContour
        else { return nil }
        let isLarge = suspect.sizeShare >= parameters.objects.largeBlobShare
        let doubt =
            isLarge ? parameters.objects.confirmationSeconds : suppression.doubtSeconds
        if suspect.ageSeconds < doubt - 0.001 { return .insect }
        // The nearer it is, the larger and the more blurred, and the fewer of its sizes it flies.
        let limit = suppression.insectSizesPerSecond * sharpness
        return suspect.sizesPerSecond >= limit ? .insect : nil
    }
}
