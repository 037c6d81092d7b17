import Footage

/// When one actor is visible and moving, sampled at the scene's own frames.
struct ActorPresence {
    let actor: Actor
    let visible: [GroundTruth.Interval]
    let moving: [GroundTruth.Interval]
    let path: [GroundTruth.TimedBox]
    /// The middle of the lower edge of what is seen of it, in each frame in which it is visible.
    let feet: [(frame: Int, point: NormalizedPoint)]

    init(_ actor: Actor, scene: SceneDescription) {
        self.actor = actor
        let motion = ActorMotion(actor, size: scene.size)
        let style = ActorStyle(seed: scene.seed, actor: actor.id)
        let rate = scene.frameRate.framesPerSecond
        let boxStep = max(1, Int((rate / GroundTruth.boxesPerSecond).rounded()))
        let from = max(motion.startSeconds, min(motion.noticedSeconds, motion.endSeconds))
        let first = max(0, Int((from * rate).rounded(.up)))
        let last = min(scene.frameCount, Int(min(motion.endSeconds, 1e9) * rate) + 1)
        var visible = IntervalBuilder(scene)
        var moving = IntervalBuilder(scene)
        var path: [GroundTruth.TimedBox] = []
        var feet: [(frame: Int, point: NormalizedPoint)] = []
        for frame in first..<max(first, last) {
            let seconds = scene.seconds(ofFrame: frame)
            guard let state = motion.state(at: seconds) else { continue }
            let parts = Silhouette.parts(actor.kind, gait: state.gait, style: style)
            let placement = ActorPatch.Placement(
                footX: state.x, footY: state.y, extent: state.extent)
            let whole = ActorPatch.pixelBounds(of: parts, at: placement)
            let seen = whole.clipped(to: scene.size)
            guard seen.area >= GroundTruth.visibleShare * whole.area else { continue }
            visible.add(frame)
            feet.append(
                (
                    frame,
                    NormalizedPoint(
                        x: (seen.left + seen.right) / 2 / Double(scene.width),
                        y: seen.bottom / Double(scene.height))
                ))
            if state.isMoving { moving.add(frame) }
            if frame % boxStep == 0 {
                path.append(
                    GroundTruth.TimedBox(
                        timeMicroseconds: scene.time(ofFrame: frame).microseconds,
                        object: actor.id, x: Self.rounded(seen.left / Double(scene.width)),
                        y: Self.rounded(seen.top / Double(scene.height)),
                        width: Self.rounded((seen.right - seen.left) / Double(scene.width)),
                        height: Self.rounded((seen.bottom - seen.top) / Double(scene.height))))
            }
        }
        self.visible = visible.intervals
        self.moving = moving.intervals
        self.path = path
        self.feet = feet
    }

    /// To 10⁻⁵ of the picture, so that the JSON is readable.
    private static func rounded(_ share: Double) -> Double { (share * 1e5).rounded() / 1e5 }

    var object: GroundTruth.Object {
        GroundTruth.Object(
            id: actor.id, kind: actor.kind, sizeShare: actor.sizeShare,
            contrast: actor.contrast, visible: visible, moving: moving, path: path)
    }

    func boxes(in span: GroundTruth.Interval) -> [GroundTruth.TimedBox] {
        path.filter {
            span.startMicroseconds <= $0.timeMicroseconds
                && $0.timeMicroseconds < span.endMicroseconds
        }
    }

    /// What this actor does that is more than movement.
    func incidents(in scene: SceneDescription) -> [GroundTruth.Event] {
        switch actor.kind {
        case .person:
            visible.filter { $0.seconds >= GroundTruth.loiteringSeconds }
                .map { GroundTruth.Event(kind: .loitering, span: $0, presences: [self]) }
        case .boat, .vehicle:
            rests(atLeast: GroundTruth.stoppedSeconds)
                .map { GroundTruth.Event(kind: .stopped, span: $0, presences: [self]) }
        case .crate: leftAndRemoved(in: scene)
        }
    }

    /// Visible stretches without movement, after the first movement.
    private func rests(atLeast seconds: Double) -> [GroundTruth.Interval] {
        visible.flatMap { span in
            let moves = moving.filter {
                $0.startMicroseconds < span.endMicroseconds
                    && $0.endMicroseconds > span.startMicroseconds
            }
            let starts = moves.map(\.endMicroseconds)
            let ends = moves.dropFirst().map(\.startMicroseconds) + [span.endMicroseconds]
            return zip(starts, ends).filter { $0 < $1 }.map {
                GroundTruth.Interval(startMicroseconds: $0, endMicroseconds: $1)
            }
        }.filter { $0.seconds >= seconds }
    }

    private func leftAndRemoved(in scene: SceneDescription) -> [GroundTruth.Event] {
        var events = rests(atLeast: GroundTruth.leftSeconds)
            .map { GroundTruth.Event(kind: .objectLeft, span: $0, presences: [self]) }
        // There from the beginning, then moved: removed, from the moment it moves to its last.
        if actor.path[0].seconds <= 0, let taken = moving.first, taken.startMicroseconds > 0 {
            events.append(
                GroundTruth.Event(kind: .objectRemoved, span: taken, presences: [self]))
        }
        return events
    }
}

extension GroundTruth.Interval {
    var seconds: Double { Double(endMicroseconds - startMicroseconds) / 1_000_000 }
}

/// Joins numbers of frames in order into intervals of media time.
private struct IntervalBuilder {
    private let scene: SceneDescription
    private var next: Int?
    private(set) var intervals: [GroundTruth.Interval] = []

    init(_ scene: SceneDescription) { self.scene = scene }

    mutating func add(_ frame: Int) {
        let end = scene.time(ofFrame: frame + 1).microseconds
        if next == frame, let last = intervals.indices.last {
            intervals[last].endMicroseconds = end
        } else {
            intervals.append(
                GroundTruth.Interval(
                    startMicroseconds: scene.time(ofFrame: frame).microseconds,
                    endMicroseconds: end))
        }
        next = frame + 1
    }
}
