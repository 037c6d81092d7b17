/// Conditions in which nothing happens, each with its twin in which someone comes.
extension SceneCatalogue {
    static let conditions: [SceneRecipe] =
        pair("grain", "a yard in infrared with strong grain") { draft in
            draft.set(.yard, .infrared)
            draft.scene.grain = SensorGrain(sigma: draft.uniform(6...9), blotchShare: 0.5)
        }
        + pair("blotches", "a yard by lamplight, noise smeared into crawling blotches") {
            draft in
            draft.set(.yard, .lamps)
            draft.disturb(.blotches(amplitude: draft.uniform(26...32)))
        }
        + pair("ripple", "a port in infrared, choppy water, bobbing boats", visitor: .boat) {
            draft in
            draft.set(.harbour, .infrared)
            draft.disturb(.ripple(amplitude: draft.uniform(14...24)))
            draft.disturb(.mooredBoats(count: draft.integer(2...5)))
        }
        + pair("foliage", "a park by day, leaves swaying in gusts") { draft in
            draft.set(.park, .day)
            draft.disturb(.foliage(amplitude: draft.uniform(0.006...0.014)))
        }
        + pair("shake", "a yard by day, the camera trembling on its pole") { draft in
            draft.set(.yard, .day)
            draft.disturb(.shake(amplitudePixels: draft.scaledPixels(draft.uniform(2...3))))
        }
        + pair("gusts", "a park by day, gusts that swing the camera on its pole") { draft in
            draft.set(.park, .day)
            draft.disturb(.shake(amplitudePixels: draft.scaledPixels(draft.uniform(9...12))))
        }
        + pair("rain", "a yard in infrared under rain") { draft in
            draft.set(.yard, .infrared)
            draft.disturb(.rain(streaks: draft.integer(80...200)))
        }
        + pair("rain-day", "a road by day under rain") { draft in
            draft.set(.road, .day)
            draft.disturb(.rain(streaks: draft.integer(80...200)))
        }
        + pair("snow", "a yard by lamplight, snow or blown dust") { draft in
            draft.set(.yard, .lamps)
            draft.disturb(.snow(flakes: draft.integer(60...160)))
        }
        + pair("flurry", "a road by day, large flakes blown past against the light") { draft in
            draft.set(.road, .day)
            draft.disturb(.flurry(flakes: draft.integer(2...4)))
        }
        + pair("insects", "a yard in infrared, insects before the lens") { draft in
            draft.set(.yard, .infrared)
            draft.disturb(.insects(perMinute: draft.uniform(12...25)))
        }
        + pair("headlights", "a yard by lamplight, headlights sweeping through") { draft in
            draft.set(.yard, .lamps)
            draft.disturb(.headlights(perMinute: draft.uniform(4...8)))
        }
        + pair("lightning", "a yard by lamplight in a thunderstorm") { draft in
            draft.set(.yard, .lamps)
            draft.disturb(.lightning(perMinute: draft.uniform(6...15)))
            draft.disturb(.rain(streaks: 60))
        }
        + pair("light-steps", "a corridor, lamps switched off and on") { draft in
            draft.set(.corridor, .day)
            let off = draft.uniform(0.15...0.25)
            draft.disturb(.lightStep(gain: draft.uniform(0.3...0.5)), from: off, to: off + 0.3)
            draft.disturb(.lightStep(gain: draft.uniform(1.25...1.5)), from: off + 0.45, to: 0.9)
        }
        + pair("flicker", "a corridor, mains flicker") { draft in
            draft.set(.corridor, .day)
            draft.disturb(.flicker(amplitude: draft.uniform(0.03...0.08), frequency: 1.7))
        }
        + pair("exposure-drift", "a road by day, exposure wandering") { draft in
            draft.set(.road, .day)
            draft.disturb(
                .exposureDrift(
                    amplitude: draft.uniform(0.12...0.25), periodSeconds: draft.uniform(6...20)))
        }
        + pair("clouds", "a road by day, shadows of clouds passing") { draft in
            draft.set(.road, .day)
            draft.disturb(.cloudShadows(depth: draft.uniform(0.35...0.55)))
        }
        + pair("ir-switch", "a road that the camera sees by day, then in infrared") { draft in
            draft.set(.road, .day)
            draft.disturb(.infraredSwitch, from: draft.uniform(0.6...0.75), to: 1.01)
        }
        + [
            SceneRecipe(
                name: "yard-ir-switch",
                summary: "a yard that the camera sees by day, then in infrared; a person after it",
                isEmpty: false, defaultSeconds: 60
            ) { draft in
                draft.set(.yard, .day)
                draft.disturb(.infraredSwitch, from: draft.uniform(0.2...0.3), to: 1.01)
                draft.addTwinVisitor(.person, start: 0.45...0.55)
            }
        ]
        + pair("on-screen-clock", "a yard by day, date and clock burnt into the picture") {
            draft in
            draft.set(.yard, .day)
            draft.disturb(.clock(cameraName: "CAM 03 YARD"))
        }
        + pair("position", "a harbour by day from a ship, its position burnt in") { draft in
            draft.set(.harbour, .day)
            draft.disturb(.position, from: draft.uniform(0.2...0.3), to: 0.9)
        }
        + pair("cast-shadow", "a yard by day, shadows of people outside the picture") { draft in
            draft.set(.yard, .day)
            for index in 0..<2 {
                draft.addCrossing(
                    .person, sizeShare: draft.uniform(0.02...0.03), contrast: -40,
                    start: 0.05 + 0.4 * Double(index), line: draft.uniform(1.02...1.05),
                    shadowDepth: draft.uniform(0.35...0.5), hasBody: false)
            }
        }

    /// `NAME-empty` and its twin with a person or boat in the same conditions.
    private static func pair(
        _ name: String, _ summary: String, visitor: ActorKind = .person, seconds: Double = 60,
        conditions: @escaping @Sendable (inout SceneDraft) -> Void
    ) -> [SceneRecipe] {
        [
            SceneRecipe(
                name: "\(name)-empty", summary: "\(summary); nobody there", isEmpty: true,
                defaultSeconds: seconds, compose: conditions),
            SceneRecipe(
                name: "\(name)-\(visitor.rawValue)", summary: "\(summary); a \(visitor) passes",
                isEmpty: false, defaultSeconds: seconds
            ) { draft in
                conditions(&draft)
                draft.addTwinVisitor(visitor, start: 0.1...0.4)
            },
        ]
    }
}

extension SceneDraft {
    /// A person of 0.3–0.6 % of the picture, or a small boat, crossing.
    fileprivate mutating func addTwinVisitor(_ kind: ActorKind, start: ClosedRange<Double>) {
        let share = kind == .boat ? uniform(0.006...0.012) : uniform(0.003...0.006)
        addCrossing(
            kind, sizeShare: share, contrast: contrast(35...60), start: uniform(start))
    }
}
