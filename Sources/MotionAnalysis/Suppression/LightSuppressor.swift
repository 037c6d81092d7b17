import Footage

/// Light that moves over the scene, and shadows: the background is still seen through them, or they
/// fade out where a thing would end.
struct LightSuppressor {
    let parameters: AnalysisParameters

    /// Fewer places with texture than this say nothing.
    private static let leastTexture = 24

    func objection(to suspect: Suspect) -> Suppressor? {
        let surface = suspect.evidence.surface
        let evidence = suspect.evidence
        guard isSeenThrough(surface) || isSoft(evidence) || isEdgeless(evidence) else { return nil }
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
    private func isEdgeless(_ evidence: TrackEvidence) -> Bool {
        guard let added = evidence.addedEdge else { return false }
        return added < parameters.suppression.leastAddedEdge
    }
}
