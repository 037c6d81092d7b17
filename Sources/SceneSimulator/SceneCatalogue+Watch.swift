import Footage

extension SceneCatalogue {
    /// More of what incident rules have to find: rounds that are made or not, and what happens
    /// beside moving water and beside people who stand about.
    static let watch: [SceneRecipe] = [
        patrol("yard-patrol", "a yard by day", .day),
        patrol("night-patrol", "a yard in infrared with moths", .infrared),
        mooring("harbour-stopped", "a port by day", .day),
        mooring("night-harbour-stopped", "a port in infrared", .infrared),
        SceneRecipe(
            name: "night-harbour-crossing",
            summary: "a port in infrared, water moving; boats cross a line", isEmpty: false,
            defaultSeconds: 80
        ) { draft in
            draft.set(.harbour, .infrared)
            draft.disturb(.ripple(amplitude: draft.uniform(2...4)))
            draft.addLine("fairway", x: draft.uniform(0.4...0.6))
            for start in [0.04, 0.5] {
                draft.addCrossing(
                    .boat, sizeShare: draft.uniform(0.012...0.025),
                    contrast: draft.contrast(40...60), start: start)
            }
        },
        SceneRecipe(
            name: "yard-left-object",
            summary: "a yard by day; one leaves a crate, another stands about, clouds pass",
            isEmpty: false, defaultSeconds: 90
        ) { draft in
            draft.set(.yard, .day)
            draft.disturb(.cloudShadows(depth: draft.uniform(0.15...0.35)))
            draft.addLeftCrate(
                personShare: draft.uniform(0.01...0.02), crateShare: draft.uniform(0.002...0.004),
                personContrast: draft.contrast(35...60), crateContrast: draft.contrast(30...60),
                start: draft.uniform(0.1...0.2))
            draft.addVisit(
                .person, sizeShare: draft.uniform(0.01...0.016),
                contrast: draft.contrast(40...60), start: draft.uniform(0.45...0.5),
                restSeconds: draft.uniform(12...18))
        },
        crates("harbour-left-object", "a jetty by day", .day, isTaken: false),
        crates("night-harbour-left-object", "a jetty in infrared", .infrared, isTaken: false),
        crates("harbour-removed-object", "a jetty by day", .day, isTaken: true),
        crates("night-harbour-removed-object", "a jetty in infrared", .infrared, isTaken: true),
    ]

    /// Somebody has to come in each of three minutes: one comes, one comes too late, one passes
    /// beside the zone. A fourth round is not over when the recording ends.
    private static func patrol(
        _ name: String, _ where: String, _ light: LightKind
    ) -> SceneRecipe {
        SceneRecipe(
            name: name, summary: "\(`where`); rounds are made, made too late, or not made",
            isEmpty: false, defaultSeconds: 270
        ) { draft in
            draft.set(.yard, light)
            draft.disturb(
                light == .infrared
                    ? .insects(perMinute: 8) : .cloudShadows(depth: draft.uniform(0.1...0.25)))
            let left = draft.uniform(0.3...0.5)
            draft.addZone("gate", left: left, top: 0.8, right: left + 0.25, bottom: 1)
            draft.scene.rounds = [0, 1, 2, 4].map {
                SceneRound(zone: "gate", startMinute: $0, endMinute: $0 + 1)
            }
            let first = draft.integer(0...2)
            for minute in 0..<3 {
                let manner = (minute + first) % 3
                let delay = manner == 1 ? 60 + draft.uniform(1...8) : draft.uniform(5...20)
                draft.addCrossing(
                    .person, sizeShare: draft.uniform(0.008...0.014),
                    contrast: draft.contrast(40...60),
                    start: (Double(minute) * 60 + delay) / draft.seconds,
                    line: manner == 2 ? draft.uniform(0.68...0.73) : draft.uniform(0.84...0.92))
            }
        }
    }

    /// A boat comes alongside and stays; another passes behind it.
    private static func mooring(
        _ name: String, _ where: String, _ light: LightKind
    ) -> SceneRecipe {
        SceneRecipe(
            name: name, summary: "\(`where`), water moving; a boat comes alongside, one passes",
            isEmpty: false, defaultSeconds: 90
        ) { draft in
            draft.set(.harbour, light)
            draft.disturb(.ripple(amplitude: draft.uniform(2...4)))
            draft.addVisit(
                .boat, sizeShare: draft.uniform(0.015...0.03),
                contrast: draft.contrast(40...60), start: 0.02,
                restSeconds: draft.uniform(18...28), at: draft.uniform(0.35...0.65), line: 0.66)
            draft.addCrossing(
                .boat, sizeShare: draft.uniform(0.008...0.014),
                contrast: draft.contrast(40...60), start: draft.uniform(0.55...0.6), line: 0.51)
        }
    }

    /// Somebody leaves, or takes, a crate on the jetty, before moving water; a boat passes.
    private static func crates(
        _ name: String, _ where: String, _ light: LightKind, isTaken: Bool
    ) -> SceneRecipe {
        let what = isTaken ? "a crate is taken" : "a crate is left"
        return SceneRecipe(
            name: name, summary: "\(`where`) before moving water; \(what), a boat passes",
            isEmpty: false, defaultSeconds: 80
        ) { draft in
            draft.set(.harbour, light)
            draft.disturb(.ripple(amplitude: draft.uniform(2...4)))
            let (person, crate) = (draft.uniform(0.01...0.02), draft.uniform(0.002...0.004))
            let (personContrast, crateContrast) = (draft.contrast(35...60), draft.contrast(30...60))
            let start = draft.uniform(0.1...0.2)
            if isTaken {
                draft.addRemovedCrate(
                    personShare: person, crateShare: crate, personContrast: personContrast,
                    crateContrast: crateContrast, start: start)
            } else {
                draft.addLeftCrate(
                    personShare: person, crateShare: crate, personContrast: personContrast,
                    crateContrast: crateContrast, start: start)
            }
            draft.addCrossing(
                .boat, sizeShare: draft.uniform(0.01...0.02),
                contrast: draft.contrast(40...60), start: draft.uniform(0.45...0.5))
        }
    }
}
