/// Tells ground in another light from a thing before it: light keeps the texture, a thing has its
/// own.
///
/// Compared are the steps from block to block within a group of blocks, in the picture and in the
/// scene: where both go up and down together, the ground is seen through the difference.
enum LitGround {
    /// Smaller groups have too few steps to tell.
    static let fewestBlocks = 8
    /// Correlation of the steps above which they are those of the ground.
    private static let correlation = 0.75
    /// Steps of two grey levels: ground without texture tells nothing.
    private static let leastStep = Double(2 * BlockMeans.unitsPerLevel)

    static func explains(
        _ group: [Int], in picture: BlockMeans, scene: BlockMeans
    ) -> Bool {
        guard group.count >= fewestBlocks else { return false }
        let members = Set(group)
        var (both, own, ground) = (0.0, 0.0, 0.0)
        var count = 0.0
        for block in group {
            let right = block % scene.columns + 1 < scene.columns ? block + 1 : block
            for next in [right, block + scene.columns] where next != block && members.contains(next)
            {
                let step = Double(picture.values[next]) - Double(picture.values[block])
                let known = Double(scene.values[next]) - Double(scene.values[block])
                both += step * known
                own += step * step
                ground += known * known
                count += 1
            }
        }
        guard count > 0, ground >= count * leastStep * leastStep, own > 0 else { return false }
        return both > 0 && both * both >= correlation * correlation * own * ground
    }
}
