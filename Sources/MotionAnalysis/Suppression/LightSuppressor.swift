import Footage

/// Light that moves over the scene, and shadows: the background is still seen through them, or they
/// fade out where a thing would end.
struct LightSuppressor {
    let parameters: AnalysisParameters

    /// Fewer places with texture than this say nothing.
    private static let leastTexture = 24

    /// - Parameter isPatchy: whether patches of light moved over the scene when it was first seen.
    func objection(to suspect: Suspect, isPatchy: Bool) -> Suppressor? {
        let surface = suspect.evidence.surface
        let evidence = suspect.evidence
        guard
            isSeenThrough(surface) || isSoft(evidence)
                || isEdgeless(suspect, isPatchy: isPatchy)
        else { return nil }
        let name: Suppressor = surface.brightShare < 0.5 ? .shadow : .lightChange
        let component: DisabledComponents = name == .shadow ? .shadow : .movingLight
        return parameters.disabled.contains(component) ? nil : name
    }

    private func isSeenThrough(_ surface: SurfaceEvidence) -> Bool {
        // All brighter or all darker: a thing has both.
        guard abs(surface.brightShare - 0.5) > 0.4 else { return false }
        return surface.texturedPixels >= max(Self.leastTexture, surface.pixels / 32)
            && surface.keptShare >= parameters.suppression.seenThroughShare
    }

    private func isSoft(_ evidence: TrackEvidence) -> Bool {
        guard let sharpness = evidence.sharpness else { return false }
        return sharpness < parameters.suppression.softContour
    }

    /// What is left of a patch of light, or where one meets what the background remembers of
    /// another, ends sharply in the mask but has no edge in the frame.
    ///
    /// Among such patches more is asked for, the less the farther the whole of it has gone.
    private func isEdgeless(_ suspect: Suspect, isPatchy: Bool) -> Bool {
        guard let added = suspect.evidence.addedEdge else { return false }
        let least = parameters.suppression.leastAddedEdge
        guard isPatchy else { return added < least }
        let picture = suspect.picture
        let diagonal = Double(picture.width * picture.width + picture.height * picture.height)
            .squareRoot()
        let far = 2 * parameters.suppression.restlessTravelShare * diagonal
        return added < max(1, 2 - suspect.evidence.travel(in: picture) / far) * least
    }
}
