import Footage

/// When the open stretch is stored again.
struct LivePace {
    private var lastStored: MediaTime?
    private var lastActive: MediaTime?
    /// Times it was stored since things began to happen.
    private var count = 0

    /// Notes a frame.
    ///
    /// - Parameters:
    ///   - isActive: whether anything moves in it.
    ///   - eventGap: quiet time after which what was going on is over.
    mutating func note(_ time: MediaTime, isActive: Bool, eventGap: MediaTime) {
        guard isActive else { return }
        if lastActive.map({ time - $0 > eventGap }) ?? true { count = 0 }
        lastActive = time
    }

    /// - Parameters:
    ///   - eventGap: as above; for so long after the last motion it counts as going on.
    ///   - ruleReach: for how long after it rules may have something to tell; `nil`: no rules.
    func isDue(at now: MediaTime, eventGap: MediaTime, ruleReach: MediaTime?) -> Bool {
        guard let lastStored else { return true }
        let pause: MediaTime
        if let lastActive, now - lastActive <= eventGap + MediaTime(seconds: 1) {
            let own = LivePlan.pauses[min(count, LivePlan.pauses.count - 1)]
            pause = ruleReach == nil ? own : min(own, LivePlan.rulePause)
        } else if let lastActive, let ruleReach,
            now - lastActive <= min(ruleReach, LivePlan.longestAttention)
        {
            pause = LivePlan.rulePause
        } else {
            pause = LivePlan.quietPause
        }
        return now - lastStored >= pause
    }

    mutating func stored(at time: MediaTime) {
        lastStored = time
        count += 1
    }
}
