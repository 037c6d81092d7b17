import Footage

extension SceneCatalogue {
    /// What incident rules have to find, each beside what they must not take for it.
    static let rules: [SceneRecipe] = [
        intrusion("yard-intrusion", "a yard by day", .day),
        intrusion("night-intrusion", "a yard in infrared with moths", .infrared),
        crossing("road-wrong-way", "a road by day", .day),
        crossing("night-wrong-way", "a road in infrared in light rain", .infrared),
        SceneRecipe(
            name: "harbour-line-crossing",
            summary: "boats cross a line on rippling water, both ways", isEmpty: false,
            defaultSeconds: 60
        ) { draft in
            draft.set(.harbour, .day)
            draft.disturb(.ripple(amplitude: draft.uniform(3...5)))
            let middle = draft.uniform(0.4...0.6)
            draft.addLine("fairway", x: middle)
            for start in [0.05, 0.45] {
                draft.addCrossing(
                    .boat, sizeShare: draft.uniform(0.01...0.02),
                    contrast: draft.contrast(40...60), start: start)
            }
        },
        loitering("yard-loitering", "a yard by day", .day),
        loitering("night-loitering", "a yard in infrared", .infrared),
        stopping("road-stopped", "a road by day", .day),
        stopping("night-stopped", "a road in infrared", .infrared),
    ]

    /// Somebody walks through a zone; somebody else passes beside it.
    private static func intrusion(
        _ name: String, _ where: String, _ light: LightKind
    ) -> SceneRecipe {
        SceneRecipe(
            name: name, summary: "\(`where`); one walks through a zone, one passes beside it",
            isEmpty: false, defaultSeconds: 45
        ) { draft in
            draft.set(.yard, light)
            if light == .infrared { draft.disturb(.insects(perMinute: 12)) }
            let left = draft.uniform(0.3...0.5)
            draft.addZone("yard", left: left, top: 0.8, right: left + 0.25, bottom: 1)
            draft.addCrossing(
                .person, sizeShare: draft.uniform(0.008...0.014),
                contrast: draft.contrast(40...60), start: draft.uniform(0.05...0.1),
                line: draft.uniform(0.84...0.92))
            draft.addCrossing(
                .person, sizeShare: draft.uniform(0.008...0.014),
                contrast: draft.contrast(40...60), start: draft.uniform(0.55...0.6),
                line: draft.uniform(0.68...0.74))
        }
    }

    /// Vehicles go over a line the right way, and one the wrong way.
    private static func crossing(
        _ name: String, _ where: String, _ light: LightKind
    ) -> SceneRecipe {
        SceneRecipe(
            name: name, summary: "\(`where`); vehicles cross a line, one the wrong way",
            isEmpty: false, defaultSeconds: 40
        ) { draft in
            draft.set(.road, light)
            if light == .infrared { draft.disturb(.rain(streaks: 40)) }
            draft.addLine("lane", x: draft.uniform(0.4...0.6), allowed: "right_to_left")
            let wrong = draft.integer(0...2)
            for (index, start) in [0.05, 0.37, 0.68].enumerated() {
                draft.addCrossing(
                    .vehicle, sizeShare: draft.uniform(0.015...0.03),
                    contrast: draft.contrast(40...60), start: start,
                    rightward: index != wrong)
            }
        }
    }

    /// Somebody stays for long; somebody else passes.
    private static func loitering(
        _ name: String, _ where: String, _ light: LightKind
    ) -> SceneRecipe {
        SceneRecipe(
            name: name, summary: "\(`where`); one walks about for long, one passes",
            isEmpty: false, defaultSeconds: 70
        ) { draft in
            draft.set(.yard, light)
            draft.addPacing(
                sizeShare: draft.uniform(0.008...0.014), contrast: draft.contrast(40...60),
                start: 0.02, turns: 8)
            draft.addCrossing(
                .person, sizeShare: draft.uniform(0.008...0.014),
                contrast: draft.contrast(40...60), start: draft.uniform(0.4...0.5), line: 0.68)
        }
    }

    /// A vehicle stands on the road; another drives past, another stops only for a moment.
    private static func stopping(
        _ name: String, _ where: String, _ light: LightKind
    ) -> SceneRecipe {
        SceneRecipe(
            name: name, summary: "\(`where`); a vehicle stands, others pass or stop for a moment",
            isEmpty: false, defaultSeconds: 60
        ) { draft in
            draft.set(.road, light)
            draft.addVisit(
                .vehicle, sizeShare: draft.uniform(0.015...0.03),
                contrast: draft.contrast(40...60), start: 0.05,
                restSeconds: draft.uniform(15...25), at: draft.uniform(0.3...0.7), line: 0.76)
            draft.addVisit(
                .vehicle, sizeShare: draft.uniform(0.015...0.03),
                contrast: draft.contrast(40...60), start: draft.uniform(0.7...0.72),
                restSeconds: 3, at: draft.uniform(0.3...0.7), line: 0.68)
        }
    }
}

extension SceneDraft {
    mutating func addZone(
        _ name: String, left: Double, top: Double, right: Double, bottom: Double
    ) {
        let polygon = Polygon(points: [
            NormalizedPoint(x: left, y: top), NormalizedPoint(x: right, y: top),
            NormalizedPoint(x: right, y: bottom), NormalizedPoint(x: left, y: bottom),
        ])
        scene.zones = (scene.zones ?? []) + [SceneZone(name: name, polygon: polygon)]
    }

    /// From the top of the picture to its bottom: its left is the right side of the picture.
    mutating func addLine(_ name: String, x: Double, allowed: String? = nil) {
        let line = SceneLine(
            name: name, points: [NormalizedPoint(x: x, y: 0), NormalizedPoint(x: x, y: 1)],
            allowed: allowed)
        scene.lines = (scene.lines ?? []) + [line]
    }

    /// A person comes in, walks to and fro and goes out again.
    mutating func addPacing(sizeShare: Double, contrast: Double, start: Double, turns: Int) {
        let extent = extentPixels(.person, sizeShare) / Double(scene.width)
        let speed = 0.4 * extent
        let margin = 0.35 * extent
        let line = uniform(0.8...0.92)
        let (near, far) = (uniform(0.25...0.35), uniform(0.6...0.7))
        var time = start * seconds
        var path = [Waypoint(at: time, x: -margin, y: line)]
        var place = -margin
        for turn in 0..<turns {
            let next = turn % 2 == 0 ? far : near
            time += abs(next - place) / speed
            place = next
            path.append(Waypoint(at: time, x: place, y: line))
        }
        time += (place + margin) / speed
        path.append(Waypoint(at: time, x: -margin, y: line))
        scene.actors.append(
            Actor(
                id: nextID, kind: .person, sizeShare: sizeShare, contrast: contrast, path: path))
    }
}
