import EventStore
import Footage

extension AlertService {
    /// Looks after the outbox and the statistics. Called every second.
    func tend() {
        do {
            let tending = try store.tendAlerts(options.limits)
            for name in tending.told { signals[name]?.wake() }
            for (name, count) in tending.dropped { tellDrop(count, of: name) }
        } catch {
            say(.error, "outbox", "\(error)")
        }
        publishStatistics()
    }

    /// Once, and what comes within the hour after it in one sum.
    private func tellDrop(_ count: Int, of name: String) {
        let now = surroundings.now()
        let sum = running.withLock { running -> Int? in
            let before = running.toldDrops[name]
            let sum = (before?.count ?? 0) + count
            if let before, now < before.at + MediaTime(seconds: 3600) {
                running.toldDrops[name] = (sum, before.at)
                return nil
            }
            running.toldDrops[name] = (0, now)
            return sum
        }
        guard let sum else { return }
        say(
            .error, name,
            "\(sum) \(sum == 1 ? "message was" : "messages were") dropped that waited too long, or "
                + "because too many wait; pantau alert list tells how many in all")
    }

    private func publishStatistics() {
        guard let interval = states.statisticsInterval else { return }
        let now = surroundings.now()
        let watch = running.withLock { running -> String? in
            if let last = running.lastStatistics, now < last + interval { return nil }
            running.lastStatistics = now
            return running.statistics
        }
        guard let watch, let summaries = try? summaries() else { return }
        states.statistics(StatisticsPayload(time: now, summaries: summaries).json(watch: watch))
    }
}
