extension SceneDescription {
    /// Checks every value against its range.
    /// - Throws: `SceneError.invalid` for the first that is out of it.
    public func validate() throws(SceneError) {
        try check((16...8192).contains(width), "width", "must be 16…8192, not \(width)")
        try check((16...8192).contains(height), "height", "must be 16…8192, not \(height)")
        try check(
            (1...1_000_000).contains(frameRate.numerator)
                && (1...1_000_000).contains(frameRate.denominator)
                && (0.01...1000).contains(frameRate.framesPerSecond), "frame rate",
            "must be 0.01…1000 a second, not \(frameRate.numerator)/\(frameRate.denominator)")
        try check(
            durationSeconds > 0 && durationSeconds <= 31_622_400, "duration",
            "must be more than 0 and at most a leap year, not \(durationSeconds) s")
        try check(
            durationSeconds * frameRate.framesPerSecond <= 1e8, "duration",
            "must give at most 100 million frames")
        try check(
            (0...100).contains(grain.sigma) && (0...1).contains(grain.blotchShare), "grain",
            "must have a deviation of 0…100 and a blotch share of 0…1")
        try check(
            (0...100_000_000_000).contains(clockStartSeconds), "clock",
            "must begin between the years 2000 and 5168")
        for disturbance in disturbances { try validate(disturbance) }
        for round in rounds ?? [] {
            try check(
                (0..<1440).contains(round.startMinute)
                    && (round.startMinute + 1...1440).contains(round.endMinute),
                "round", "must end after its start, within a day of whole minutes")
            try check(
                zones?.contains { $0.name == round.zone } ?? false, "round",
                "names the zone \(round.zone), which the scene does not have")
        }
        var seen = Set<Int>()
        for actor in actors {
            try check(seen.insert(actor.id).inserted, "actor \(actor.id)", "appears twice")
            try validate(actor)
        }
    }

    /// Three years either way.
    private static let times = -1e8...1e8

    private func check(
        _ holds: Bool, _ field: String, _ problem: @autoclosure () -> String
    ) throws(SceneError) {
        if !holds { throw .invalid(scene: name, field: field, problem: problem()) }
    }

    private func validate(_ disturbance: Disturbance) throws(SceneError) {
        let field = "disturbance \(disturbance.effect)"
        try check(
            Self.times.contains(disturbance.startSeconds)
                && Self.times.contains(disturbance.endSeconds)
                && disturbance.startSeconds <= disturbance.endSeconds,
            field, "must end after its start")
        let ok =
            switch disturbance.effect {
            case .rain(let count), .snow(let count), .flurry(let count):
                (0...20_000).contains(count)
            case .mooredBoats(let count): (0...50).contains(count)
            case .insects(let rate), .headlights(let rate), .lightning(let rate):
                // Each passing is planned ahead: no more than memory and patience bear.
                (0...600).contains(rate) && rate * durationSeconds <= 6e6
            case .ripple(let amplitude), .blotches(let amplitude): (0...100).contains(amplitude)
            case .foliage(let amplitude): (0...0.1).contains(amplitude)
            case .shake(let pixels): (0...64).contains(pixels)
            case .lightStep(let gain): (0.02...8).contains(gain)
            case .exposureDrift(let amplitude, let period):
                (0...0.9).contains(amplitude) && (0.1...1e6).contains(period)
            case .flicker(let amplitude, let frequency):
                (0...0.9).contains(amplitude) && (0...1000).contains(frequency)
            case .cloudShadows(let depth): (0...1).contains(depth)
            case .cover(let share): (0...1).contains(share)
            case .defocus(let radius): (0...0.2).contains(radius)
            case .turned(let x, let y): (-1...1).contains(x) && (-1...1).contains(y)
            case .clock(let cameraName): cameraName.count <= 40
            case .infraredSwitch, .freeze, .position: true
            }
        try check(ok, field, "has a value out of range")
    }

    private func validate(_ actor: Actor) throws(SceneError) {
        let field = "actor \(actor.id)"
        try check((1...250).contains(actor.id), field, "must have an id of 1…250")
        try check(
            (1e-7...1).contains(actor.sizeShare), field,
            "must cover at least a ten-millionth and at most all of the picture")
        try check((-255...255).contains(actor.contrast), field, "must have a contrast of ±255")
        try check((0...1).contains(actor.shadowDepth), field, "must have a shadow of 0…1")
        try check(actor.path.count >= 2, field, "needs at least two waypoints")
        for point in actor.path {
            try check(
                (-100...100).contains(point.x) && (-100...100).contains(point.y)
                    && Self.times.contains(point.seconds) && (0.01...100).contains(point.scale),
                field, "has a waypoint out of range")
        }
        for (earlier, later) in zip(actor.path, actor.path.dropFirst()) {
            try check(earlier.seconds < later.seconds, field, "has waypoints out of order")
        }
    }
}
