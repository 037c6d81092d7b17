extension SceneCatalogue {
    /// Someone or something spoils the camera for the middle of the scene.
    static let damage: [SceneRecipe] = [
        spoiled("camera-covered", "a yard by day; a bag over the lens") {
            .cover(openShare: $0.uniform(0.03...0.12))
        },
        spoiled("camera-defocused", "a yard by day; the lens out of focus") {
            .defocus(radius: $0.uniform(0.015...0.03))
        },
        spoiled("camera-turned", "a yard by day; the camera turned aside") { draft in
            .turned(
                shareX: draft.uniform(0.1...0.3) * (draft.chance(0.5) ? 1 : -1),
                shareY: draft.uniform(-0.1...0.1))
        },
        spoiled("camera-frozen", "a yard by day; the same picture again and again") { _ in
            .freeze
        },
    ]

    private static func spoiled(
        _ name: String, _ summary: String,
        by effect: @escaping @Sendable (inout SceneDraft) -> Disturbance.Effect
    ) -> SceneRecipe {
        SceneRecipe(
            name: name, summary: "\(summary), then well again", isEmpty: false,
            defaultSeconds: 90
        ) { draft in
            draft.set(.yard, .day)
            let damage = effect(&draft)
            draft.disturb(damage, from: draft.uniform(0.2...0.3), to: draft.uniform(0.7...0.8))
        }
    }
}
