extension SceneCatalogue {
    /// Things that are brought and taken.
    static let objects: [SceneRecipe] = [
        SceneRecipe(
            name: "corridor-left-object",
            summary: "a corridor; a person sets a crate down and goes", isEmpty: false,
            defaultSeconds: 60
        ) { draft in
            draft.set(.corridor, .day)
            draft.addLeftCrate(
                personShare: draft.uniform(0.02...0.04), crateShare: draft.uniform(0.003...0.006),
                personContrast: draft.contrast(35...60), crateContrast: draft.contrast(30...60),
                start: draft.uniform(0.1...0.2))
        },
        SceneRecipe(
            name: "night-left-object",
            summary: "a yard in infrared; a person sets a crate down and goes", isEmpty: false,
            defaultSeconds: 90
        ) { draft in
            draft.set(.yard, .infrared)
            draft.addLeftCrate(
                personShare: draft.uniform(0.01...0.02), crateShare: draft.uniform(0.002...0.004),
                personContrast: draft.contrast(35...60), crateContrast: draft.contrast(30...60),
                start: draft.uniform(0.1...0.2))
        },
        SceneRecipe(
            name: "object-removed",
            summary: "a yard by day; a person takes away a crate that stood there",
            isEmpty: false, defaultSeconds: 60
        ) { draft in
            draft.set(.yard, .day)
            draft.addRemovedCrate(
                personShare: draft.uniform(0.01...0.02), crateShare: draft.uniform(0.002...0.004),
                personContrast: draft.contrast(35...60), crateContrast: draft.contrast(30...60),
                start: draft.uniform(0.2...0.3))
        },
        SceneRecipe(
            name: "night-removed-object",
            summary: "a yard in infrared; a person takes away a crate that stood there",
            isEmpty: false, defaultSeconds: 90
        ) { draft in
            draft.set(.yard, .infrared)
            draft.addRemovedCrate(
                personShare: draft.uniform(0.01...0.02), crateShare: draft.uniform(0.002...0.004),
                personContrast: draft.contrast(35...60), crateContrast: draft.contrast(30...60),
                start: draft.uniform(0.2...0.3))
        },
        SceneRecipe(
            name: "parked-vehicle-leaves",
            summary: "a yard by day; a vehicle that stood there drives off, then a person comes",
            isEmpty: false, defaultSeconds: 60
        ) { draft in
            draft.set(.yard, .day)
            draft.addDeparture(
                .vehicle, sizeShare: draft.uniform(0.015...0.03),
                contrast: draft.contrast(35...60), start: draft.uniform(0.05...0.1))
            draft.addCrossing(
                .person, sizeShare: draft.uniform(0.006...0.012),
                contrast: draft.contrast(35...60), start: draft.uniform(0.5...0.55))
        },
    ]
}
