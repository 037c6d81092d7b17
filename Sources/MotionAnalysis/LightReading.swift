import Footage

/// The light of a frame against that of a background, read from all blocks, or, where a thing
/// covers much of the picture, from those in which the same edges are still seen.
struct LightReading {
    private(set) var fit: LightFit
    /// Measured only if no light explains most of the picture.
    private(set) var structure: BlockStructure?
    /// Share of the blocks with the same edges that the fit explains, 0…1.
    private(set) var explainedWhereSame = 1.0

    private let parameters: LightParameters
    /// Fewer blocks with the same edges than this tell nothing of the light.
    private static let leastSameCount = 8
    /// Gain within which a camera's exposure answers to a thing that comes close.
    private static let usualGains = 0.7...1.4

    /// - Parameters:
    ///   - reference: block means of `background`.
    ///   - picture: block means of `frame`.
    ///   - looksAtEdges: whether to, where no light explains most of the picture.
    init(
        of frame: Plane, _ picture: BlockMeans, against background: Plane,
        _ reference: BlockMeans, parameters: LightParameters, looksAtEdges: Bool = true
    ) {
        self.parameters = parameters
        let tolerance = Int(parameters.blockTolerance)
        fit = LightFit(
            reference: reference.values, picture: picture.values, tolerance: tolerance)
        guard fit.explained < parameters.clearShare, looksAtEdges else { return }
        let structure = BlockStructure(frame: frame, background: background, blocks: picture)
        self.structure = structure
        guard structure.persistingCount >= Self.leastSameCount else {
            explainedWhereSame = 0
            return
        }
        let same = structure.persists.indices.filter { structure.persists[$0] }
        var anchored = LightFit(
            reference: same.map { reference.values[$0] }, picture: same.map { picture.values[$0] },
            tolerance: tolerance)
        explainedWhereSame = anchored.explained
        guard anchored.explained >= parameters.sameEdgesShare else { return }
        anchored.explained = anchored.explainedShare(
            reference.values, picture.values, tolerance: Double(tolerance))
        fit = anchored
    }

    /// Whether the scene is seen in about the light that it was in, however little of it.
    ///
    /// `false` also where it was not looked for.
    var isLightKept: Bool {
        structure != nil && explainedWhereSame >= parameters.sameEdgesShare
            && Self.usualGains.contains(fit.gain)
    }

    /// Whether frame and background show the same scene in light that a gain brings together: at
    /// least half of the background's edges are there, and the fit explains most of them.
    var isSameScene: Bool {
        guard let structure else { return true }
        return structure.persistingCount * 2 >= structure.texturedCount
            && explainedWhereSame >= parameters.clearShare
    }
}
