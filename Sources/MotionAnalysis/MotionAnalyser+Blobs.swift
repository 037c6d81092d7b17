import Footage

extension MotionAnalyser {
    /// What is told of an observation: one blob, or one for each of the things that touch in it.
    ///
    /// - Parameter part: what of it lies in the watched area.
    func blobs(_ part: MaskComponent, of observation: Observation) -> [Blob] {
        guard part.pixels > 0 else { return [] }
        let outline = BoxEdges(part)
        let first = tracker.tracks[observation.track]
        guard !observation.companions.isEmpty else {
            return [Blob(region: region(outline), pixels: part.pixels, track: first.id)]
        }
        let members = ([observation.track] + observation.companions).map { tracker.tracks[$0] }
            .filter { $0.seenBox.common(outline) > 0 }
        guard !members.isEmpty else {
            return [Blob(region: region(outline), pixels: part.pixels, track: first.id)]
        }
        let whole = members.reduce(0) { $0 + $1.seenBox.area }
        var left = part.pixels
        return members.enumerated().map { index, member in
            // Rounded down; what remains goes to the last, so that no pixel counts twice.
            let isLast = index == members.count - 1
            let share = Int(Double(part.pixels) * member.seenBox.area / max(whole, 1))
            let pixels = isLast ? left : min(share, left)
            left -= pixels
            return Blob(
                region: region(member.seenBox.cut(to: outline)), pixels: pixels, track: member.id)
        }
    }

    /// With the parts of a thing that were found apart in one blob.
    static func joined(_ blobs: [Blob]) -> [Blob] {
        var joined: [Blob] = []
        for blob in blobs {
            if let index = joined.firstIndex(where: { $0.track == blob.track }) {
                joined[index].region = joined[index].region.union(blob.region)
                joined[index].pixels += blob.pixels
            } else {
                joined.append(blob)
            }
        }
        return joined
    }

    private func region(_ box: BoxEdges) -> Region {
        let (width, height) = (Double(size.width), Double(size.height))
        return Region(
            x: box.left / width, y: box.top / height, width: box.width / width,
            height: box.height / height)
    }
}
