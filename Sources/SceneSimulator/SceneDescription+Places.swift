import Footage

extension SceneDescription {
    /// What happens at the scene's zones and lines.
    func placeEvents(_ presences: [ActorPresence]) -> [GroundTruth.Event] {
        (zones ?? []).flatMap { intrusions(into: $0, presences) }
            + (lines ?? []).flatMap { line in
                presences.flatMap { crossings(of: line, by: $0) }
            }
            + (rounds ?? []).compactMap { absence(from: $0, presences) }
    }

    /// Times in which the zone is not empty, joined over pauses of less than a rule's own.
    private func intrusions(
        into zone: SceneZone, _ presences: [ActorPresence]
    ) -> [GroundTruth.Event] {
        let visits = visits(to: zone, presences)
        let least = GroundTruth.intrusionSeconds
        let gap = Int64(GroundTruth.intrusionGapSeconds * 1_000_000)
        var joined: [(span: GroundTruth.Interval, presences: [Int: ActorPresence])] = []
        for visit in visits.filter({ $0.span.seconds >= least })
            .sorted(by: { $0.span.startMicroseconds < $1.span.startMicroseconds })
        {
            if let last = joined.indices.last,
                visit.span.startMicroseconds - joined[last].span.endMicroseconds < gap
            {
                joined[last].span.endMicroseconds = max(
                    joined[last].span.endMicroseconds, visit.span.endMicroseconds)
                joined[last].presences[visit.presence.actor.id] = visit.presence
            } else {
                joined.append((visit.span, [visit.presence.actor.id: visit.presence]))
            }
        }
        return joined.map { entry in
            var event = GroundTruth.Event(
                kind: .intrusion, span: entry.span,
                presences: entry.presences.values.sorted { $0.actor.id < $1.actor.id })
            event.place = zone.name
            return event
        }
    }

    /// Each time in which somebody is in the zone.
    private func visits(
        to zone: SceneZone, _ presences: [ActorPresence]
    ) -> [(span: GroundTruth.Interval, presence: ActorPresence)] {
        var visits: [(span: GroundTruth.Interval, presence: ActorPresence)] = []
        for presence in presences where presence.actor.kind != .crate {
            var open: GroundTruth.Interval?
            for foot in presence.feet {
                let start = time(ofFrame: foot.frame).microseconds
                let end = time(ofFrame: foot.frame + 1).microseconds
                if zone.polygon.contains(foot.point) {
                    open = GroundTruth.Interval(
                        startMicroseconds: open?.startMicroseconds ?? start, endMicroseconds: end)
                } else if let visit = open {
                    visits.append((visit, presence))
                    open = nil
                }
            }
            if let open { visits.append((open, presence)) }
        }
        return visits
    }

    /// A round that nobody made, if it was seen to its end.
    private func absence(
        from round: SceneRound, _ presences: [ActorPresence]
    ) -> GroundTruth.Event? {
        let due = round.microseconds
        guard let zone = zones?.first(where: { $0.name == round.zone }),
            due.upperBound <= time(ofFrame: frameCount).microseconds
        else { return nil }
        let hasCome = visits(to: zone, presences).contains { visit in
            visit.span.seconds >= GroundTruth.roundSeconds
                && visit.span.startMicroseconds < due.upperBound
                && visit.span.endMicroseconds > due.lowerBound
        }
        guard !hasCome else { return nil }
        var event = GroundTruth.Event(
            kind: .absence,
            span: GroundTruth.Interval(
                startMicroseconds: due.lowerBound, endMicroseconds: due.upperBound),
            presences: [])
        event.place = zone.name
        return event
    }

    /// Of one second each, from the moment on.
    private func crossings(
        of line: SceneLine, by presence: ActorPresence
    ) -> [GroundTruth.Event] {
        guard presence.actor.kind != .crate else { return [] }
        return zip(presence.feet, presence.feet.dropFirst()).flatMap {
            before, after -> [GroundTruth.Event] in
            guard after.frame == before.frame + 1,
                let direction = line.direction(from: before.point, to: after.point)
            else { return [] }
            let start = time(ofFrame: after.frame).microseconds
            let span = GroundTruth.Interval(
                startMicroseconds: start, endMicroseconds: start + 1_000_000)
            let isWrong = line.allowed.map { $0 != direction } ?? false
            let kinds: [EventKind] = isWrong ? [.lineCrossing, .wrongWay] : [.lineCrossing]
            return kinds.map { kind in
                var event = GroundTruth.Event(kind: kind, span: span, presences: [presence])
                event.place = line.name
                event.direction = direction
                return event
            }
        }
    }
}
