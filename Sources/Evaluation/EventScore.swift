public import Footage

/// Detected events compared with the true ones, one to one, added up over recordings.
public struct EventScore: Sendable, Hashable {
    public var trueEvents = 0
    /// True events that a detection stands for.
    public var foundEvents = 0
    /// Detections that stand for no true event, or for one that another already stands for.
    public var falseEvents = 0
    /// Of the found ones, those whose detection began within `alarmSeconds` of the start.
    public var alarmsInTime = 0
    public var hours = 0.0
    /// Seconds from a true event's start to its detection's; less than 0 is early. Sorted.
    public private(set) var delays: [Double] = []

    /// i-LIDS: an alarm counts if it comes within this of the event's start.
    public static let alarmSeconds = 10.0
    /// i-LIDS: how much precision weighs beside recall.
    public static let recallBias = 0.65

    public init() {}

    /// - Parameter eventGap: quiet time that ends an event.
    public init(truth: EventTruth, found: [MediaRange], eventGap: MediaTime) {
        let sorted = found.sorted { ($0.start, $0.end) < ($1.start, $1.end) }
        let matching = EventMatching(truth: truth.events, found: sorted, eventGap: eventGap)
        trueEvents = truth.events.count
        hours = truth.duration.seconds / 3600
        falseEvents = matching.unmatched.count
        for (event, detection) in matching.detected.enumerated() {
            if let detection {
                let delay = (sorted[detection].start - truth.events[event].start).seconds
                delays.append(delay)
                if delay <= Self.alarmSeconds { alarmsInTime += 1 }
                foundEvents += 1
            } else if matching.joined[event] {
                foundEvents += 1
                alarmsInTime += 1
            }
        }
        delays.sort()
    }

    public var missedEvents: Int { trueEvents - foundEvents }
    /// `nil` where nothing was detected.
    public var precision: Double? { Self.ratio(foundEvents, foundEvents + falseEvents) }
    /// `nil` where nothing happens.
    public var recall: Double? { Self.ratio(foundEvents, trueEvents) }
    /// 2 PR / (P + R); `nil` where nothing happens and nothing was detected.
    public var fMeasure: Double? {
        Self.ratio(2 * foundEvents, foundEvents + falseEvents + trueEvents)
    }
    public var falseAlarmsPerHour: Double? { hours > 0 ? Double(falseEvents) / hours : nil }

    /// F1 = (α + 1) R P / (R + α P) over alarms in time, with α = `recallBias` (Home Office, i-LIDS
    /// User Guide).
    public var iLIDS: Double? {
        let late = foundEvents - alarmsInTime
        guard let recall = Self.ratio(alarmsInTime, trueEvents) else { return nil }
        let precision = Self.ratio(alarmsInTime, alarmsInTime + late + falseEvents) ?? 0
        guard recall + Self.recallBias * precision > 0 else { return 0 }
        return (Self.recallBias + 1) * recall * precision / (recall + Self.recallBias * precision)
    }

    /// - Parameter quantile: 0…1 of the delays; 0.5 is the median. `nil` without any.
    public func delay(quantile: Double) -> Double? {
        guard !delays.isEmpty else { return nil }
        let position = quantile * Double(delays.count - 1)
        return delays[Int(position.rounded())]
    }

    public static func + (left: Self, right: Self) -> Self {
        var sum = left
        sum.trueEvents += right.trueEvents
        sum.foundEvents += right.foundEvents
        sum.falseEvents += right.falseEvents
        sum.alarmsInTime += right.alarmsInTime
        sum.hours += right.hours
        sum.delays = (left.delays + right.delays).sorted()
        return sum
    }

    private static func ratio(_ part: Int, _ whole: Int) -> Double? {
        whole == 0 ? nil : Double(part) / Double(whole)
    }
}
