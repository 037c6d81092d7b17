import Footage

extension MotionAnalyser {
    /// Goes back to a background that was seen before, if the frame shows the scene in the light of
    /// one: a lamp switched on again, day after night.
    ///
    /// Unlike a start from the frame this finds what came in while the light changed.
    func recall(_ picture: PlanarPicture, at time: MediaTime) -> Bool {
        guard !parameters.disabled.contains(.lightMemory) else { return false }
        let chroma = ChromaEnergy(picture)
        let lit = LitSamples(kernels: kernels, frame: working)
        if let entry = bank.remembered.reversed().first(where: { light(in: $0, chroma) != nil }),
            let reading = light(in: entry, chroma)
        {
            let picture = lit.pictures(of: [(entry.picture, reading.fit)])[0]
            model.restart(from: picture, noise: noise, at: time)
        } else {
            let usable = lit.pictures(
                of: bank.samples.compactMap { entry in
                    light(in: entry, chroma).map { (entry.picture, $0.fit) }
                })
            guard usable.count >= ModelSeeding.leastSampleCount else { return false }
            ModelSeeding(kernels: kernels, samples: usable)
                .seed(model, noise: &noise, scratch: WorkingPicture(size: size), at: time)
        }
        modelChroma = chroma
        modelBlocks.measure(model.luma, kernels: kernels)
        shake.setReference(model.luma)
        unprotect()
        coldStart = nil
        change.restart()
        lasting = LastingLight()
        tracker.forgetAll()
        activity.restart()
        restless.restart()
        return true
    }

    /// Keeps the background for the case that the scene comes back to it, unless it is too young to
    /// be more than a passing state.
    func rememberBackground(at time: MediaTime) {
        guard change.steadySeconds(at: time) >= parameters.light.memorySeconds else { return }
        let background = WorkingPicture(size: size)
        model.copyDominant(into: background)
        let same = bank.remembered.firstIndex { entry in
            var means = modelBlocks
            means.measure(entry.picture.luma, kernels: kernels)
            let share = LightFit.identity.explainedShare(
                means.values, modelBlocks.values, tolerance: parameters.light.blockTolerance)
            return !entry.chroma.isOtherMode(than: modelChroma) && share >= Self.sameStateShare
        }
        bank.remember(background, chroma: modelChroma, replacing: same)
    }

    /// Share of blocks alike from which two backgrounds are the same state of the scene.
    private static let sameStateShare = 0.8
    /// How far exposure may differ when the same lamp is on.
    private static let sameLampGains = 0.7...1.4

    /// The light of the frame against a remembered picture, or `nil` if that shows another state.
    private func light(in entry: SampleBank.Entry, _ chroma: ChromaEnergy) -> LightReading? {
        guard !entry.chroma.isOtherMode(than: chroma) else { return nil }
        var means = lastBlocks
        means.measure(entry.picture.luma, kernels: kernels)
        let reading = LightReading(
            of: working.luma, lastBlocks, against: entry.picture.luma, means,
            parameters: parameters.light)
        return reading.isSameScene && Self.sameLampGains.contains(reading.fit.gain) ? reading : nil
    }
}
