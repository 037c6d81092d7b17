import Footage

/// What of a picture is not the scene behind it: groups of neighbouring blocks that differ by far
/// more than the light and their own restlessness explain.
struct BlockEvidence {
    /// Standard deviations at which two neighbouring blocks together are evidence.
    static let threshold: Int32 = 7
    /// A picture that differs in more than this share of its blocks is another scene, or another
    /// light, and no evidence of things.
    private static let mostShare = 0.6

    /// Things, as boxes in 0…1 of the stored picture; empty without evidence.
    private(set) var regions: [Region] = []
    /// Blocks of the things as a share of the watched blocks, in parts per million.
    private(set) var motionPPM = 0
    /// Blocks of the largest group that differs, whether it is large enough for a thing or not.
    private(set) var largestGroup = 0
    /// Positions of those blocks, row-major.
    private(set) var blocks: [Int] = []
    /// The least of the two blocks of the most striking pair, in sixteenths of `threshold`'s unit:
    /// what there is below the threshold tells where to look first.
    private(set) var strength: Int32 = 0

    var isEmpty: Bool { regions.isEmpty }

    /// The fewest blocks of a thing where nothing else is known.
    static let fewestBlocks = 2

    /// - Parameters:
    ///   - watched: which blocks count.
    ///   - fewest: blocks of a thing.
    init(
        of picture: BlockMeans, against background: SceneBackground, watched: [Bool],
        fewest: Int = fewestBlocks
    ) {
        let scene = background.scene
        guard picture.isComparable(to: scene), watched.count == scene.values.count else { return }
        let light = LightField(picture, to: scene)
        var scores = [Int32](repeating: 0, count: scene.values.count)
        for block in scores.indices {
            let level = Int32(scene.values[block])
            let difference = Int32(picture.values[block]) - level - light.differences[block]
            scores[block] = abs(difference) * 16 / Int32(background.spread[block])
        }
        // Rain, flicker or a shaken camera disturb all blocks: then more is asked of each.
        let usual = max(11, LightFit.median(of: scores))
        for block in scores.indices {
            // At the edge of a cloud or a beam the light is not known that well.
            let spread = Int32(background.spread[block])
            let known = Double(spread) / Double(spread + abs(light.local[block]) / 4)
            scores[block] =
                watched[block] ? Int32(Double(scores[block]) * known) * 11 / usual : 0
        }
        let grid = BlockGrid(columns: scene.columns, rows: scene.rows)
        strength = grid.strongestPair(of: scores)
        let isHot = scores.map { $0 > Self.threshold * 16 }
        let watchedCount = max(1, watched.reduce(0) { $0 + ($1 ? 1 : 0) })
        let groups = grid.groups(of: isHot).filter {
            $0.count >= Self.fewestBlocks && !LitGround.explains($0, in: picture, scene: scene)
        }
        largestGroup = groups.map(\.count).max() ?? 0
        let things = groups.filter { $0.count >= fewest }
        let found = things.reduce(0) { $0 + $1.count }
        guard found > 0, Double(found) <= Self.mostShare * Double(watchedCount) else { return }
        regions = things.map(grid.region)
        blocks = things.flatMap { $0 }
        motionPPM = max(1, found * 1_000_000 / watchedCount)
    }
}
