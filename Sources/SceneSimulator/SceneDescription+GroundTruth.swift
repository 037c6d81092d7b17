import Footage

extension SceneDescription {
    /// What really happens, worked out from the paths; no frame is drawn.
    public func groundTruth() -> GroundTruth {
        let presences = actors.sorted { $0.id < $1.id }.map { ActorPresence($0, scene: self) }
        let seen = presences.filter { $0.actor.hasBody && !$0.visible.isEmpty }
        let events =
            motionEvents(seen) + seen.flatMap { $0.incidents(in: self) }
            + placeEvents(seen) + healthEvents()
        return GroundTruth(
            scene: name, seed: seed, width: width, height: height,
            frameRate: [frameRate.numerator, frameRate.denominator], frameCount: frameCount,
            durationMicroseconds: time(ofFrame: frameCount).microseconds,
            objects: seen.map { $0.object },
            events: events.sorted {
                ($0.startMicroseconds, $0.kind, $0.objects.first ?? 0)
                    < ($1.startMicroseconds, $1.kind, $1.objects.first ?? 0)
            }, disturbances: disturbanceSpans(presences), zones: zones, lines: lines,
            rounds: rounds)
    }

    /// Movement of any object, joined over short rests.
    private func motionEvents(_ presences: [ActorPresence]) -> [GroundTruth.Event] {
        let gap = Int64(GroundTruth.eventGapSeconds * 1_000_000)
        let pieces = presences.flatMap { presence in presence.moving.map { ($0, presence) } }
            .sorted { $0.0.startMicroseconds < $1.0.startMicroseconds }
        var joined: [(span: GroundTruth.Interval, members: [Int: ActorPresence])] = []
        for (span, presence) in pieces {
            if let last = joined.indices.last,
                span.startMicroseconds - joined[last].span.endMicroseconds < gap
            {
                joined[last].span.endMicroseconds = max(
                    joined[last].span.endMicroseconds, span.endMicroseconds)
                joined[last].members[presence.actor.id] = presence
            } else {
                joined.append((span, [presence.actor.id: presence]))
            }
        }
        return joined.map { entry in
            event(.motion, entry.span, entry.members.values.sorted { $0.actor.id < $1.actor.id })
        }
    }

    private func healthEvents() -> [GroundTruth.Event] {
        disturbances.compactMap { disturbance in
            guard let kind = disturbance.effect.healthEvent, let span = span(disturbance) else {
                return nil
            }
            return event(kind, span, [])
        }
    }

    private func event(
        _ kind: EventKind, _ span: GroundTruth.Interval, _ presences: [ActorPresence]
    ) -> GroundTruth.Event {
        GroundTruth.Event(kind: kind, span: span, presences: presences)
    }

    /// A disturbance's time inside the scene, or `nil` if it has none.
    private func span(_ disturbance: Disturbance) -> GroundTruth.Interval? {
        span(from: disturbance.startSeconds, to: disturbance.endSeconds)
    }

    private func span(from start: Double, to end: Double) -> GroundTruth.Interval? {
        let first = MediaTime(seconds: max(0, start)).microseconds
        let last = min(
            MediaTime(seconds: end).microseconds, time(ofFrame: frameCount).microseconds)
        return first < last
            ? GroundTruth.Interval(startMicroseconds: first, endMicroseconds: last) : nil
    }

    private func disturbanceSpans(_ presences: [ActorPresence]) -> [GroundTruth.DisturbanceSpan] {
        let timeline = SceneTimeline(self)
        var spans: [(Suppressor, GroundTruth.Interval?)] = []
        for disturbance in disturbances {
            guard let suppressor = disturbance.effect.suppressor else { continue }
            switch disturbance.effect {
            // These come and go: each passing is told below.
            case .insects, .headlights, .lightning: continue
            case .infraredSwitch:
                // The switch itself, not the light after it, is what must be suppressed.
                for moment in [disturbance.startSeconds, disturbance.endSeconds]
                where moment > 0 && moment < durationSeconds {
                    spans.append((suppressor, span(from: moment, to: moment + 2)))
                }
            case .lightStep:
                for moment in [disturbance.startSeconds, disturbance.endSeconds]
                where moment > 0 && moment < durationSeconds {
                    spans.append((suppressor, span(from: moment, to: moment + 4)))
                }
            default: spans.append((suppressor, span(disturbance)))
            }
        }
        for flight in timeline.insects {
            spans.append((.insect, span(from: flight.startSeconds, to: flight.endSeconds)))
        }
        for light in timeline.sweeps + timeline.flashes {
            spans.append((.lightChange, span(from: light.startSeconds, to: light.endSeconds)))
        }
        if light == .day {
            for presence in presences where presence.actor.shadowDepth > 0 {
                let path = presence.actor.path
                spans.append(
                    (.shadow, span(from: path[0].seconds, to: path[path.count - 1].seconds)))
            }
        }
        if grain.sigma >= 4 { spans.append((.noise, span(from: 0, to: durationSeconds))) }
        return spans.compactMap { suppressor, span in
            span.map {
                GroundTruth.DisturbanceSpan(
                    suppressor: suppressor.rawValue, startMicroseconds: $0.startMicroseconds,
                    endMicroseconds: $0.endMicroseconds)
            }
        }.sorted {
            ($0.startMicroseconds, $0.suppressor, $0.endMicroseconds)
                < ($1.startMicroseconds, $1.suppressor, $1.endMicroseconds)
        }
    }
}

extension GroundTruth.Event {
    init(kind: EventKind, span: GroundTruth.Interval, presences: [ActorPresence]) {
        self.init(
            kind: kind.rawValue, startMicroseconds: span.startMicroseconds,
            endMicroseconds: span.endMicroseconds, objects: presences.map(\.actor.id),
            sizeShare: presences.map(\.actor.sizeShare).max() ?? 0,
            boxes: presences.flatMap { $0.boxes(in: span) }.sorted {
                ($0.timeMicroseconds, $0.object) < ($1.timeMicroseconds, $1.object)
            })
    }
}
