import Footage

/// Lets a fault count only after it has lasted, and end only after the camera has been well.
struct FaultHold: Codable, Hashable {
    /// Since the camera was last well.
    private struct Trouble: Codable, Hashable {
        var start: Int64
        /// How long each fault was seen.
        var seen: [EventKind: Int64] = [:]
        var wellSince: Int64?
        var last: Int64
    }

    private var trouble: Trouble?
    /// A fault that has lasted long enough.
    private(set) var open: HealthFinding?

    init() {}

    /// Whether nothing has been wrong since the camera was last well.
    var isIdle: Bool { trouble == nil }

    /// Takes the verdict on `start ..< end`.
    ///
    /// - Returns: the fault that has ended by it, if one has.
    mutating func add(
        _ verdict: HealthVerdict, _ start: Int64, _ end: Int64, movement: CameraMovement?,
        parameters: HealthParameters
    ) -> HealthFinding? {
        switch verdict {
        case .unclear:
            open?.endMicroseconds = end
            return nil
        case .healthy: return well(start, end, parameters)
        case .fault(let kind):
            return fault(kind, start, end, movement: movement, parameters)
        }
    }

    /// Nothing was seen since `end`: what had not lasted long enough by then is forgotten.
    mutating func interrupt() {
        if open == nil { trouble = nil } else { trouble?.wellSince = nil }
    }

    /// Ends what is open, as of the last reading.
    mutating func end() -> HealthFinding? {
        defer {
            open = nil
            trouble = nil
        }
        open?.isOpen = false
        return open
    }

    private mutating func well(
        _ start: Int64, _ end: Int64, _ parameters: HealthParameters
    ) -> HealthFinding? {
        guard var current = trouble else { return nil }
        let since = current.wellSince ?? start
        current.wellSince = since
        trouble = current
        // What has not lasted long enough is forgotten sooner: passing lorries do not add up.
        let recovery = open == nil ? parameters.recoverySeconds / 2 : parameters.recoverySeconds
        guard end - since >= MediaTime(seconds: recovery).microseconds else { return nil }
        defer {
            trouble = nil
            open = nil
        }
        open?.endMicroseconds = since
        open?.isOpen = false
        return open
    }

    private mutating func fault(
        _ kind: EventKind, _ start: Int64, _ end: Int64, movement: CameraMovement?,
        _ parameters: HealthParameters
    ) -> HealthFinding? {
        var current = trouble ?? Trouble(start: start, last: start)
        current.wellSince = nil
        current.last = end
        current.seen[kind, default: 0] += end - start
        trouble = current
        if open?.kind == kind {
            // Only what follows on the last sight of the open fault can take its place.
            trouble?.start = end
            trouble?.seen = [:]
            open?.endMicroseconds = end
            if let movement, open?.movement == nil { open?.movement = movement }
            return nil
        }
        guard let hold = parameters.hold(kind), (current.seen[kind] ?? 0) >= hold,
            current.seen.allSatisfy({ $0.value <= current.seen[kind] ?? 0 })
        else { return nil }
        var ended = open
        ended?.endMicroseconds = current.start
        ended?.isOpen = false
        open = HealthFinding(
            kind: kind, startMicroseconds: current.start, endMicroseconds: end,
            peakMicroseconds: start, isOpen: true, movement: movement)
        trouble?.start = end
        trouble?.seen = [:]
        return ended
    }
}
