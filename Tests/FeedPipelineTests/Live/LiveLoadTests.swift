import Testing

@testable import FeedPipeline

@Suite("Giving way where the machine cannot keep up")
struct LiveLoadTests {
    private func camera(
        _ name: String, priority: Int = 5, level: LiveLevel = .everyFrame, delay: Double = 0
    ) -> LiveLoad.Camera {
        LiveLoad.Camera(name: name, priority: priority, level: level, delay: delay)
    }

    @Test("the least important gives way first")
    func stepDown() {
        var load = LiveLoad()
        let cameras = [
            camera("jetty", priority: 1, delay: 2), camera("park", priority: 9, delay: 0.1),
            camera("road", priority: 5, delay: 0.1),
        ]
        #expect(load.levels(of: cameras) == ["park": .oneOfThree])
    }

    @Test("an eighth of many cameras gives way in a second, none before it has to")
    func manyCameras() {
        var load = LiveLoad()
        let calm = (0..<32).map { camera("c\($0)", delay: 0.9) }
        #expect(load.levels(of: calm).isEmpty)
        let late = (0..<32).map { camera("c\($0)", delay: 1.5) }
        let changed = load.levels(of: late)
        #expect(changed.count == 4)
        #expect(changed.values.allSatisfy { $0 == .oneOfThree })
    }

    @Test("at the last level there is nothing left to give")
    func lastLevel() {
        var load = LiveLoad()
        #expect(load.levels(of: [camera("a", level: .keyFrames, delay: 9)]).isEmpty)
    }

    @Test("they come back one by one, the most important first, after ten calm seconds")
    func stepUp() {
        var load = LiveLoad()
        var levels: [String: LiveLevel] = ["a": .keyFrames, "b": .oneOfThree]
        var changes: [(second: Int, name: String)] = []
        for second in 1...40 {
            let cameras = [
                camera("a", priority: 2, level: levels["a"]!, delay: 0.05),
                camera("b", priority: 7, level: levels["b"]!, delay: 0.05),
            ]
            for (name, level) in load.levels(of: cameras) {
                levels[name] = level
                changes.append((second, name))
            }
        }
        #expect(changes.map(\.name) == ["a", "a", "b"])
        #expect(changes.first?.second == LiveLoad.patience)
        #expect(levels == ["a": .everyFrame, "b": .everyFrame])
    }

    @Test("a camera that comes back and overloads the machine goes down again")
    func stability() {
        var load = LiveLoad()
        var level = LiveLevel.oneOfThree
        var changes = 0
        for _ in 1...120 {
            // With every frame it is too much, with one of three there is room.
            let delay = level == .everyFrame ? 1.5 : 0.05
            if let next = load.levels(of: [camera("a", level: level, delay: delay)])["a"] {
                level = next
                changes += 1
            }
        }
        #expect(changes < 30)
    }
}
