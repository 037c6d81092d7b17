import Footage

/// Tells a source that repeats one picture from a scene in which nothing moves: there, noise of
/// the sensor remains, and every key frame encodes another noise.
///
/// Only at a camera whose pictures usually differ does it mean anything that they do not: an
/// encoder that smooths noise away skips a quiet scene again and again.
struct StillnessJudge: Codable, Hashable {
    /// What usually changes between two readings, leaning to the least; in 1/256 levels.
    private var usual: Double?
    /// Readings that differed from the one before, and those that did not although the source
    /// was alive.
    private var changed = 0
    private var quiet = 0
    private var last: [UInt8]?
    private var lastTime: Int64 = 0
    /// The present run of readings that do not differ.
    private var stillSince: Int64?
    private var stillReadings = 0
    private var keyFrames = 0

    /// Since when the picture has been repeated; `nil`: it is not, as far as can be told.
    private(set) var repeatedSince: Int64?

    init() {}

    /// - Returns: whether this reading repeats the picture of the one before.
    mutating func add(_ reading: HealthReading, at time: Int64) -> Bool {
        defer {
            last = reading.view.fingerprint
            lastTime = time
        }
        guard let last else { return false }
        let change = reading.change ?? Self.change(from: last, to: reading.view.fingerprint)
        let isStill = Double(change.mean) <= limit && change.jumps == 0
        guard isStill else {
            endRun()
            learn(change)
            return false
        }
        if stillSince == nil { stillSince = lastTime }
        stillReadings += 1
        keyFrames += change.keyFrames
        repeatedSince = isTelling ? stillSince : nil
        return repeatedSince != nil
    }

    /// Between stretches, by single samples.
    private static func change(from last: [UInt8], to next: [UInt8]) -> PictureChange {
        let steps = zip(last, next).map { abs(Int($0) - Int($1)) }
        return PictureChange(
            mean: steps.reduce(0, +) * 256 / max(1, steps.count),
            jumps: steps.count { $0 > Self.jump }, keyFrames: 1)
    }

    private var limit: Double {
        usual.map { min(max($0 / Self.tellingRatio, Self.least), Self.most) } ?? Self.least
    }

    /// Whether the run says anything: across key frames, at a camera that is seldom still.
    private var isTelling: Bool {
        keyFrames >= Self.fewestKeyFrames && changed >= Self.fewestChanged
            && quiet * Self.rarely <= changed
            && usual.map { $0 >= Self.tellingRatio / 2 * Self.least } == true
    }

    private mutating func endRun() {
        // A source that was frozen was not alive.
        if repeatedSince == nil { quiet += stillReadings }
        stillSince = nil
        repeatedSince = nil
        stillReadings = 0
        keyFrames = 0
    }

    private mutating func learn(_ change: PictureChange) {
        changed += 1
        if changed >= Self.longestMemory {
            changed /= 2
            quiet /= 2
        }
        let value = Double(change.mean)
        usual = usual.map { $0 + (value - $0) / (value > $0 ? 64 : 8) } ?? value
    }

    /// In levels: as `StillnessMeasure` counts them.
    private static let jump = 8
    private static let tellingRatio = 8.0
    private static let least = 4.0
    private static let most = 64.0
    private static let fewestKeyFrames = 2
    private static let fewestChanged = 6
    private static let rarely = 5
    private static let longestMemory = 20_000
}
