public import Footage

/// A named scene of the catalogue: how to make a description from a seed.
public struct SceneRecipe: Sendable {
    public let name: String
    /// One line for a person.
    public let summary: String
    /// `true` when nothing happens that deserves an event: a disturbance alone.
    public let isEmpty: Bool

    let defaultSeconds: Double
    let compose: @Sendable (inout SceneDraft) -> Void

    /// Makes the scene.
    /// - Parameters:
    ///   - seed: varies layout, timing, paths and contrast within sensible bounds.
    ///   - size: picture size; 640×360 if not said.
    ///   - frameRate: 15 a second if not said.
    ///   - durationSeconds: the recipe's own if not said; what happens is spread over it.
    public func description(
        seed: UInt64 = 1, size: FrameSize = FrameSize(width: 640, height: 360),
        frameRate: SceneDescription.FrameRate = .init(15), durationSeconds: Double? = nil
    ) -> SceneDescription {
        var draft = SceneDraft(
            scene: SceneDescription(
                name: name, summary: summary, size: size, frameRate: frameRate,
                durationSeconds: durationSeconds ?? defaultSeconds, seed: seed,
                background: .yard, light: .day))
        compose(&draft)
        return draft.scene
    }
}

/// The named scenes.
public enum SceneCatalogue {
    /// Every scene, in the order in which to list them.
    public static let all: [SceneRecipe] =
        visitors + conditions + objects + rules + watch
        + damage

    /// The scene of that name, or `nil`.
    public static func named(_ name: String) -> SceneRecipe? { all.first { $0.name == name } }

    /// The scene of that name.
    /// - Throws: `SceneError.unknownScene` with the nearest name.
    public static func scene(named name: String) throws(SceneError) -> SceneRecipe {
        if let scene = named(name) { return scene }
        throw .unknownScene(name: name, nearest: nearestName(to: name))
    }

    /// The name most like the given one; `nil` when none is alike.
    public static func nearestName(to name: String) -> String? {
        let wanted = Array(name.lowercased().utf8.prefix(64))
        let ranked = all.map { recipe in
            (recipe.name, distance(wanted, Array(recipe.name.utf8)))
        }
        guard let best = ranked.min(by: { $0.1 < $1.1 }) else { return nil }
        if best.1 <= max(2, wanted.count / 2) { return best.0 }
        return all.first { !name.isEmpty && $0.name.contains(name.lowercased()) }?.name
    }

    /// Edits (insert, delete, replace) that turn one name into the other (Levenshtein).
    private static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
        var row = Array(0...right.count)
        for (i, a) in left.enumerated() {
            var diagonal = row[0]
            row[0] = i + 1
            for (j, b) in right.enumerated() {
                let replaced = diagonal + (a == b ? 0 : 1)
                diagonal = row[j + 1]
                row[j + 1] = min(replaced, row[j + 1] + 1, row[j] + 1)
            }
        }
        return row[right.count]
    }
}
