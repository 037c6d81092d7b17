import Footage

extension BlobTracker {
    /// Updates things that touch, of which only the common outline is seen.
    ///
    /// Each goes on as predicted, and is corrected by those edges of the outline that must be its
    /// own: nothing else in the group reaches as far.
    mutating func update(
        group members: [Int], _ observation: Observation, _ outline: BoxEdges, _ time: MediaTime
    ) {
        let boxes = members.map { tracks[$0].place.box }
        let isSeen = members.indices.map { isNeeded($0, of: boxes, toExplain: outline) }
        for (index, member) in members.enumerated() {
            let (box, others) = (boxes[index], boxes.indices.filter { $0 != index })
            let reach = 0.5 * box.width
            let rise = 0.5 * box.height
            func near(_ edge: Double, _ own: Double, within limit: Double) -> Double? {
                abs(edge - own) <= limit ? edge : nil
            }
            let isLeft = others.allSatisfy { boxes[$0].left > box.left }
            let isRight = others.allSatisfy { boxes[$0].right < box.right }
            let isTop = others.allSatisfy { boxes[$0].top > box.top }
            let isBottom = others.allSatisfy { boxes[$0].bottom < box.bottom }
            tracks[member].place.takeEdges(
                left: isLeft ? near(outline.left, box.left, within: reach) : nil,
                right: isRight ? near(outline.right, box.right, within: reach) : nil,
                top: isTop ? near(outline.top, box.top, within: rise) : nil,
                bottom: isBottom ? near(outline.bottom, box.bottom, within: rise) : nil)
            tracks[member].share(
                observation, edges: tracks[member].place.box.moved(inside: outline),
                isSeen: isSeen[index], at: time)
        }
    }

    /// Whether a group's outline is worse explained without one of its members.
    private func isNeeded(_ index: Int, of boxes: [BoxEdges], toExplain outline: BoxEdges) -> Bool {
        func union(_ indices: [Int]) -> BoxEdges? {
            indices.reduce(nil as BoxEdges?) { $0?.union(boxes[$1]) ?? boxes[$1] }
        }
        let all = Array(boxes.indices)
        guard let with = union(all), let without = union(all.filter { $0 != index }) else {
            return true
        }
        return outline.overlap(with) > outline.overlap(without)
    }
}
