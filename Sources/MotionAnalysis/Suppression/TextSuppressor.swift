import Footage

/// A clock or a name that the recorder burnt into the picture: strokes of letters, at the upper or
/// lower border, where there were such strokes before.
struct TextSuppressor {
    let parameters: AnalysisParameters

    func objection(to suspect: Suspect) -> Suppressor? {
        let suppression = parameters.suppression
        let surface = suspect.evidence.surface
        guard !parameters.disabled.contains(.onScreenText), surface.pixels > 0 else { return nil }
        let band = suppression.textBandShare * Double(suspect.picture.height)
        let (top, bottom) = (Double(suspect.track.box.top), Double(suspect.track.box.bottom))
        guard bottom <= band || top >= Double(suspect.picture.height) - band else { return nil }
        let needed = suppression.strokeShare * Double(surface.pixels)
        let isText =
            Double(surface.strokes) >= needed && Double(surface.strokesBefore) >= needed
        return isText ? .onScreenText : nil
    }
}
