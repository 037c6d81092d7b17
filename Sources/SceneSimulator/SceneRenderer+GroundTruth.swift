import Footage

extension SceneRenderer {
    /// What is where in a frame; works in any order, like `render`.
    public func groundTruth(frame: Int) -> GroundTruthFrame {
        precondition(frame >= 0, "frames are counted from 0")
        let moment = Moment(stage, frame: shownFrame(frame))
        let labels = Plane(size: size)
        let present = stage.present(at: moment.seconds, offset: moment.offset)
        if moment.light == .day {
            for entry in present where entry.member.actor.shadowDepth > 0 && entry.isNoticed {
                var ground = entry.placement
                ground.upX = stage.shadowX
                ground.upY = stage.shadowY
                mark(entry, at: ground, with: GroundTruthFrame.shadowLabel, in: labels)
            }
        }
        for entry in present where entry.member.actor.hasBody {
            // What is still background hides what is behind it all the same.
            let label = entry.isNoticed ? UInt8(entry.member.actor.id) : 0
            mark(entry, at: entry.placement, with: label, in: labels)
        }
        return GroundTruthFrame(
            frame: frame, time: description.time(ofFrame: frame), labels: labels,
            boxes: boxes(of: labels))
    }

    private func mark(
        _ entry: PresentActor, at placement: ActorPatch.Placement, with label: UInt8,
        in labels: Plane
    ) {
        patch.draw(
            entry.parts, at: placement, style: entry.member.style, texture: stage.weave,
            picture: size, shaded: false)
        for y in 0..<patch.height {
            for x in 0..<patch.width where patch.alpha[y * patch.width + x] >= 0.5 {
                labels[patch.left + x, patch.top + y] = label
            }
        }
    }

    private func boxes(of labels: Plane) -> [GroundTruthFrame.Box] {
        struct Extent {
            var left = Int.max
            var right = -1
            var top = Int.max
            var bottom = -1
            var pixels = 0
        }
        var extents = [Extent](repeating: Extent(), count: 256)
        for y in 0..<size.height {
            for x in 0..<size.width {
                let label = Int(labels[x, y])
                guard label > 0 else { continue }
                extents[label].left = min(extents[label].left, x)
                extents[label].right = max(extents[label].right, x)
                extents[label].top = min(extents[label].top, y)
                extents[label].bottom = y
                extents[label].pixels += 1
            }
        }
        let width = Double(size.width)
        let height = Double(size.height)
        return stage.cast.compactMap { member in
            let extent = extents[member.actor.id]
            guard extent.pixels > 0 else { return nil }
            return GroundTruthFrame.Box(
                object: member.actor.id, kind: member.actor.kind,
                region: Region(
                    x: Double(extent.left) / width, y: Double(extent.top) / height,
                    width: Double(extent.right + 1 - extent.left) / width,
                    height: Double(extent.bottom + 1 - extent.top) / height),
                pixels: extent.pixels)
        }
    }
}
