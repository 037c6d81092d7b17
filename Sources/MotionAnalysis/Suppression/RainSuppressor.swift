import Footage

/// Drops and flakes: small, and much quicker than anything of that size walks or drives.
struct RainSuppressor {
    let parameters: AnalysisParameters

    func objection(to suspect: Suspect) -> Suppressor? {
        let suppression = parameters.suppression
        guard !parameters.disabled.contains(.rain),
            suspect.sizeShare <= suppression.rainSizeShare,
            suspect.sizesPerSecond >= suppression.rainSizesPerSecond
        else { return nil }
        return .rain
    }
}
