import Footage

/// Where an actor is at any time, in pixels, computed from its path.
struct ActorMotion: Sendable {
    struct State {
        /// Ground point, pixels.
        var x: Double
        var y: Double
        /// Pixels.
        var extent: Double
        var gait: Gait
        /// Changes its place at this moment.
        var isMoving: Bool
    }

    let actor: Actor
    private let size: FrameSize
    private let extentAtScale1: Double
    /// Distance covered up to each waypoint, in extents.
    private let travelled: [Double]
    private let firstFacing: Double

    init(_ actor: Actor, size: FrameSize) {
        self.actor = actor
        self.size = size
        extentAtScale1 = Silhouette.extentPixels(
            actor.kind, sizeShare: actor.sizeShare, picture: size)
        var sum = 0.0
        var sums = [0.0]
        for (from, to) in zip(actor.path, actor.path.dropFirst()) {
            let dx = (to.x - from.x) * Double(size.width)
            let dy = (to.y - from.y) * Double(size.height)
            sum += (dx * dx + dy * dy).squareRoot() / (extentAtScale1 * (from.scale + to.scale) / 2)
            sums.append(sum)
        }
        travelled = sums
        firstFacing =
            zip(actor.path, actor.path.dropFirst()).first { $0.x != $1.x }
            .map { $0.x < $1.x ? 1 : -1 } ?? 1
    }

    var startSeconds: Double { actor.path.first?.seconds ?? 0 }
    var endSeconds: Double { actor.path.last?.seconds ?? 0 }

    /// From when the actor is more than background: its arrival, or its first movement if it was
    /// there in the first frame.
    var noticedSeconds: Double {
        if startSeconds > 0 { return startSeconds }
        return segments.first { isDisplaced($0.0, $0.1) }?.0.seconds ?? .infinity
    }

    /// Times between which the actor changes its place.
    var movingSeconds: [ClosedRange<Double>] {
        segments.filter { isDisplaced($0.0, $0.1) }.map { $0.0.seconds...$0.1.seconds }
    }

    private var segments: [(Waypoint, Waypoint)] {
        Array(zip(actor.path, actor.path.dropFirst()))
    }

    private func isDisplaced(_ from: Waypoint, _ to: Waypoint) -> Bool {
        abs(from.x - to.x) + abs(from.y - to.y) + abs(from.scale - to.scale) > 1e-4
    }

    /// The actor at a time, or `nil` before its first and from its last waypoint on.
    func state(at seconds: Double) -> State? {
        let path = actor.path
        guard seconds >= startSeconds, seconds < endSeconds,
            let next = path.firstIndex(where: { $0.seconds > seconds }), next > 0
        else { return nil }
        let from = path[next - 1]
        let to = path[next]
        let share = (seconds - from.seconds) / (to.seconds - from.seconds)
        let scale = from.scale + (to.scale - from.scale) * share
        let distance = travelled[next - 1] + (travelled[next] - travelled[next - 1]) * share
        var facing = firstFacing
        for index in 0..<next where path[index].x != path[index + 1].x {
            facing = path[index].x < path[index + 1].x ? 1 : -1
        }
        let moves = isDisplaced(from, to)
        // Two steps make a turn of the legs: about 0.9 of a body's height.
        return State(
            x: (from.x + (to.x - from.x) * share) * Double(size.width),
            y: (from.y + (to.y - from.y) * share) * Double(size.height),
            extent: extentAtScale1 * scale,
            gait: Gait(phase: distance / 0.9, facing: facing, stride: moves ? 1 : 0),
            isMoving: moves)
    }
}
