import Footage

/// Decides which cameras give way while the machine cannot keep up, and when they come back.
///
/// A pure function of what it is told: one observation of all cameras a second.
struct LiveLoad {
    /// Pictures that wait longer than this, in seconds, show that there is too much to do.
    static let longestDelay = 1.0
    /// Where none waits longer than this, there is room.
    static let shortDelay = 0.25
    /// Seconds of room before a camera gets more.
    static let patience = 10
    /// Of the cameras, one in so many steps down at a time.
    static let share = 8
    /// Seconds until it shows what a step has brought.
    static let settling = 3

    struct Camera {
        var name: String
        /// Higher numbers give way first.
        var priority: Int
        var level: LiveLevel
        /// How long the oldest waiting picture has waited, in seconds.
        var delay: Double
    }

    private var calmSeconds = 0
    private var settlingSeconds = 0

    /// What is to change, by name.
    mutating func levels(of cameras: [Camera]) -> [String: LiveLevel] {
        let worst = cameras.map(\.delay).max() ?? 0
        if settlingSeconds > 0 { settlingSeconds -= 1 }
        if worst > Self.longestDelay {
            calmSeconds = 0
            guard settlingSeconds == 0 else { return [:] }
            settlingSeconds = Self.settling
            return stepDown(cameras)
        }
        calmSeconds = worst < Self.shortDelay ? calmSeconds + 1 : 0
        guard calmSeconds >= Self.patience else { return [:] }
        calmSeconds = Self.patience - 2
        return stepUp(cameras)
    }

    /// Those of the lowest priority first, and of them those at the highest level.
    private func stepDown(_ cameras: [Camera]) -> [String: LiveLevel] {
        let order = cameras.filter { $0.level.next != nil }.sorted {
            ($1.priority, $0.level.rawValue, $1.delay, $0.name)
                < ($0.priority, $1.level.rawValue, $0.delay, $1.name)
        }
        let count = max(1, cameras.count / Self.share)
        return Dictionary(
            uniqueKeysWithValues: order.prefix(count).compactMap { camera in
                camera.level.next.map { (camera.name, $0) }
            })
    }

    /// One camera: the most important of those that gave way most.
    private func stepUp(_ cameras: [Camera]) -> [String: LiveLevel] {
        let first = cameras.filter { $0.level.previous != nil }.min {
            ($0.priority, $1.level.rawValue, $0.name) < ($1.priority, $0.level.rawValue, $1.name)
        }
        guard let first, let level = first.level.previous else { return [:] }
        return [first.name: level]
    }
}
