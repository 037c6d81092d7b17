extension SceneCatalogue {
    /// Someone comes, in ordinary conditions.
    static let visitors: [SceneRecipe] = [
        SceneRecipe(
            name: "yard-day", summary: "a yard by day; one person crosses it, with a hard shadow",
            isEmpty: false, defaultSeconds: 40
        ) { draft in
            draft.set(.yard, .day)
            draft.addCrossing(
                .person, sizeShare: draft.uniform(0.006...0.02),
                contrast: draft.contrast(35...60), start: draft.uniform(0.1...0.3),
                shadowDepth: draft.uniform(0.3...0.5))
        },
        SceneRecipe(
            name: "busy-yard", summary: "a yard by day; several people and a vehicle come and go",
            isEmpty: false, defaultSeconds: 60
        ) { draft in
            draft.set(.yard, .day)
            for index in 0..<draft.integer(5...8) {
                let start = (Double(index) * 0.11 + draft.uniform(0...0.05))
                if draft.chance(0.3) {
                    draft.addVisit(
                        .person, sizeShare: draft.uniform(0.004...0.012),
                        contrast: draft.contrast(25...60), start: start,
                        restSeconds: draft.uniform(2...8), shadowDepth: 0.3)
                } else {
                    draft.addCrossing(
                        .person, sizeShare: draft.uniform(0.004...0.012),
                        contrast: draft.contrast(25...60), start: start, shadowDepth: 0.3)
                }
            }
            draft.addCrossing(
                .vehicle, sizeShare: draft.uniform(0.02...0.04),
                contrast: draft.contrast(30...60), start: draft.uniform(0.4...0.6),
                shadowDepth: 0.3)
        },
        SceneRecipe(
            name: "road-traffic", summary: "a road by day; vehicles pass, one stops at the verge",
            isEmpty: false, defaultSeconds: 60
        ) { draft in
            draft.set(.road, .day)
            for index in 0..<draft.integer(4...7) {
                draft.addCrossing(
                    .vehicle, sizeShare: draft.uniform(0.012...0.03),
                    contrast: draft.contrast(30...60),
                    start: Double(index) * 0.12 + draft.uniform(0...0.06), shadowDepth: 0.3)
            }
            draft.addVisit(
                .vehicle, sizeShare: draft.uniform(0.015...0.03),
                contrast: draft.contrast(30...60), start: draft.uniform(0.1...0.2),
                restSeconds: max(1, draft.seconds * 0.35), line: draft.uniform(0.84...0.88))
        },
        SceneRecipe(
            name: "harbour-night",
            summary: "a port in infrared, water moving; a boat passes, later a person on the jetty",
            isEmpty: false, defaultSeconds: 90
        ) { draft in
            draft.setHarbour(.infrared)
            draft.addCrossing(
                .boat, sizeShare: draft.uniform(0.008...0.02),
                contrast: draft.contrast(25...50), start: draft.uniform(0.05...0.1))
            draft.addCrossing(
                .person, sizeShare: draft.uniform(0.004...0.01),
                contrast: draft.contrast(30...60), start: draft.uniform(0.55...0.65))
        },
        SceneRecipe(
            name: "harbour-night-rain",
            summary: "a port in infrared under rain with insects; a boat passes",
            isEmpty: false, defaultSeconds: 90
        ) { draft in
            draft.setHarbour(.infrared)
            draft.disturb(.rain(streaks: draft.integer(60...140)))
            draft.disturb(.insects(perMinute: 6))
            draft.addCrossing(
                .boat, sizeShare: draft.uniform(0.008...0.02),
                contrast: draft.contrast(30...50), start: draft.uniform(0.1...0.3))
        },
        SceneRecipe(
            name: "boat-arrival",
            summary: "a port by lamplight after hours; a boat comes alongside and stays",
            isEmpty: false, defaultSeconds: 120
        ) { draft in
            draft.setHarbour(.lamps)
            draft.addVisit(
                .boat, sizeShare: draft.uniform(0.01...0.03), contrast: draft.contrast(30...50),
                start: draft.uniform(0.15...0.25), restSeconds: 10 * draft.seconds,
                line: draft.uniform(0.7...0.74))
        },
        SceneRecipe(
            name: "tiny-person", summary: "a yard by day; a person of 0.1 % of the picture crosses",
            isEmpty: false, defaultSeconds: 60
        ) { draft in
            draft.set(.yard, .day)
            draft.addCrossing(
                .person, sizeShare: 0.001, contrast: draft.contrast(30...55),
                start: draft.uniform(0.1...0.2))
        },
        SceneRecipe(
            name: "faint-person", summary: "a park by day; a person barely brighter or darker",
            isEmpty: false, defaultSeconds: 60
        ) { draft in
            draft.set(.park, .day)
            draft.addCrossing(
                .person, sizeShare: draft.uniform(0.006...0.015),
                contrast: draft.contrast(12...18), start: draft.uniform(0.1...0.2))
        },
        SceneRecipe(
            name: "crossing-people",
            summary: "a yard by day; people meet and pass one another, for identities",
            isEmpty: false, defaultSeconds: 40
        ) { draft in
            draft.set(.yard, .day)
            let start = draft.uniform(0.05...0.1)
            let line = draft.uniform(0.75...0.85)
            for index in 0..<draft.integer(2...4) {
                draft.addCrossing(
                    .person, sizeShare: draft.uniform(0.008...0.015),
                    contrast: draft.contrast(25...60), start: start + draft.uniform(0...0.1),
                    line: line + 0.03 * Double(index), rightward: index % 2 == 0)
            }
        },
        SceneRecipe(
            name: "loitering", summary: "a yard by day; a person comes, stands about, leaves",
            isEmpty: false, defaultSeconds: 120
        ) { draft in
            draft.set(.yard, .day)
            draft.addVisit(
                .person, sizeShare: draft.uniform(0.006...0.015),
                contrast: draft.contrast(30...60), start: draft.uniform(0.05...0.15),
                restSeconds: draft.seconds * 0.45)
        },
        SceneRecipe(
            name: "quiet-hours", summary: "an hour of an empty yard at night with one visitor",
            isEmpty: false, defaultSeconds: 3600
        ) { draft in
            draft.set(.yard, .infrared)
            draft.addVisit(
                .person, sizeShare: draft.uniform(0.005...0.015),
                contrast: draft.contrast(30...60), start: draft.uniform(0.2...0.8),
                restSeconds: min(10, draft.seconds / 20), leavesBackwards: true)
        },
        SceneRecipe(
            name: "quiet-harbour",
            summary: "an hour of a port in infrared, drizzle, water moving, with one boat",
            isEmpty: false, defaultSeconds: 3600
        ) { draft in
            draft.setHarbour(.infrared)
            draft.disturb(.rain(streaks: 30))
            draft.disturb(.insects(perMinute: 2))
            draft.addCrossing(
                .boat, sizeShare: draft.uniform(0.008...0.02),
                contrast: draft.contrast(30...50), start: draft.uniform(0.2...0.8))
        },
    ]
}

extension SceneDraft {
    /// A port whose water moves and whose boats bob, as they always do.
    mutating func setHarbour(_ light: LightKind) {
        set(.harbour, light)
        disturb(.ripple(amplitude: uniform(8...16)))
        disturb(.mooredBoats(count: integer(2...4)))
    }
}
