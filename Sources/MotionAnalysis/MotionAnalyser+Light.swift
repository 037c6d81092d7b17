import Footage

extension MotionAnalyser {
    /// Makes the background for the frame: from the samples that show the scene in a light that
    /// can be brought to the frame's, else from a remembered one, else from the frame itself.
    ///
    /// After a change of light only pictures in just that light will do: another lamp lights other
    /// places, which no gain explains and which would look like things that have come.
    func start(from picture: PlanarPicture, at time: MediaTime, afterChange: Bool = false) {
        isStarted = true
        preparation.prepare(picture, shift: .none, into: working)
        blocks.measure(working.luma, kernels: kernels)
        let chroma = ChromaEnergy(picture)
        func suits(_ sample: FittedSample) -> Bool { !afterChange || sample.fit.isNegligible }
        // The samples tell how bright the scene becomes; one frame may be that of a cloud.
        let known = bank.samples.map(\.picture.luma)
        noise.see(known + [working.luma], share: known.isEmpty ? 0 : 1)
        var isCold = false
        coldStart = nil
        var usable = lit(fitted(bank.samples, chroma: chroma).filter(suits))
        if usable.isEmpty,
            let memory = fitted(bank.remembered, chroma: chroma).last(where: suits)
        {
            usable = lit([memory])
            seed(from: usable, at: time)
        } else if usable.count >= ModelSeeding.leastSampleCount {
            seed(from: usable, at: time)
        } else {
            model.restart(from: working, noise: noise, at: time)
            isCold = true
            if !parameters.disabled.contains(.coldStart) {
                coldStart = ColdStart(from: working, at: time, parameters: parameters.model)
            }
        }
        modelChroma = chroma
        modelBlocks.measure(model.luma, kernels: kernels)
        rawBlocks = blocks
        lastBlocks = blocks
        shake.setReference(model.luma)
        unprotect()
        clearForeground()
        change.restart()
        tracker.forgetAll()
        leftPlaces.forgetAll()
        activity.restart()
        restless.restart(
            witnesses: usable.count >= ModelSeeding.leastSampleCount ? usable : [])
        judge.restart(spread: model.spread, isFirst: !afterChange, isCold: isCold, at: time)
    }

    /// Makes the background anew of the frames of the first seconds.
    func improveColdStart(at time: MediaTime) {
        guard coldStart != nil else { return }
        if coldStart?.isOver(at: time) == true {
            coldStart = nil
        } else if let samples = coldStart?.samples(with: working, at: time) {
            let background = WorkingPicture(size: size)
            StillnessMedian(
                of: samples, thresholds: noise.thresholds, kernels: kernels, cleaning: cleaning
            ).find(into: background)
            coldStart?.keepSettled(background, from: model)
            model.restart(from: background, noise: noise, at: time)
            shake.setReference(model.luma)
        }
    }

    /// Learns under objects too, once more than the first frames is known.
    func learnRestlessGround(at time: MediaTime) {
        guard !parameters.disabled.contains(.restlessGround), restless.add(working, at: time),
            coldStart == nil
        else { return }
        restless.teach(model, noise: noise)
    }

    private func seed(from pictures: [WorkingPicture], at time: MediaTime) {
        ModelSeeding(kernels: kernels, samples: pictures)
            .seed(model, noise: &noise, scratch: WorkingPicture(size: size), at: time)
    }

    private static let leastExplainedShare = 0.6

    /// A sample with the fit from its light to the frame's.
    private typealias FittedSample = (picture: WorkingPicture, fit: LightFit)

    /// - Returns: `nil` if it shows another state of the scene.
    private func fitted(_ entry: SampleBank.Entry, chroma: ChromaEnergy) -> FittedSample? {
        guard !entry.chroma.isOtherMode(than: chroma) else { return nil }
        var means = blocks
        means.measure(entry.picture.luma, kernels: kernels)
        let fit = LightFit(
            reference: means.values, picture: blocks.values,
            tolerance: Int(parameters.light.blockTolerance))
        return fit.explained >= Self.leastExplainedShare ? (entry.picture, fit) : nil
    }

    /// Those of the pictures that show this state of the scene.
    private func fitted(
        _ entries: [SampleBank.Entry], chroma: ChromaEnergy
    ) -> [FittedSample] {
        entries.compactMap { fitted($0, chroma: chroma) }
    }

    private func lit(_ samples: [FittedSample]) -> [WorkingPicture] {
        LitSamples(kernels: kernels, frame: working).pictures(of: samples)
    }

    /// Brings the frame over the model: position, smoothness and light.
    ///
    /// - Returns: `false` while the whole picture is changing; `metrics` then says so.
    func prepare(
        _ picture: PlanarPicture, at time: MediaTime, _ metrics: inout MotionMetrics
    ) -> Bool {
        shift = parameters.disabled.contains(.shake) ? .none : shake.shift(of: picture.luma)
        preparation.prepare(picture, shift: shift, into: working)
        rawBlocks.measure(working.luma, kernels: kernels)
        modelBlocks.measure(model.luma, kernels: kernels)
        let changedShare =
            1 - LightFit.identity.explainedShare(lastBlocks.values, rawBlocks.values, tolerance: 8)
        swap(&lastBlocks, &rawBlocks)
        let now = lastBlocks.values
        let tolerance = parameters.light.blockTolerance
        let reading = LightReading(
            of: working.luma, lastBlocks, against: model.luma, modelBlocks,
            parameters: parameters.light,
            looksAtEdges: !parameters.disabled.contains(.anchoredLight))
        let fit = parameters.disabled.contains(.lightChange) ? .identity : reading.fit
        let chroma = ChromaEnergy(picture)
        let found = change.judge(
            changedShare: changedShare,
            unchangedShare: LightFit.identity.explainedShare(
                modelBlocks.values, now, tolerance: 4), reading: reading,
            isOtherColourMode: chroma.isOtherMode(than: modelChroma), at: time)
        let verdict = found.isIgnored(by: parameters.disabled) ? .none : found
        switch settle(verdict, changedShare: changedShare, picture, at: time) {
        case .changing(let reason):
            metrics.suppressed[reason] += Int64(size.pixelCount)
            return false
        case .restarted: return true
        case .steady: break
        }
        modelChroma.level += (chroma.level - modelChroma.level) * 0.02
        if !shift.isNone { metrics.suppressed[.shake] += Int64(size.pixelCount) }
        let clippedPixels = fit.isNegligible ? 0 : markClipped(fit)
        let isClipping = Double(clippedPixels) > Self.clippedShare * Double(size.pixelCount)
        switch lasting.judge(fit, isClipping: isClipping, at: time) {
        case .none: return true
        case .lasting:
            blocks = lastBlocks
            model.apply(
                fit, seenIn: working,
                samples: ClippedWhite(in: fit) == nil
                    ? [] : lit(fitted(bank.samples, chroma: chroma)))
            restless.apply(fit)
            return true
        case .passing: break
        }
        let plain = LightFit.identity.explainedShare(
            modelBlocks.values, now, tolerance: tolerance)
        metrics.suppressed[.lightChange] += Int64(
            max(0, fit.explained - plain) * Double(size.pixelCount))
        if abs(fit.gain - lastGain) > 0.01 {
            judge.distrustSize(until: time + Self.unsteadyTime)
            lastGain = fit.gain
        }
        let (gain, offset) = fit.inverse.fixedPoint
        kernels.applyGain(working.luma.base, gain, offset, size.pixelCount)
        if clippedPixels > 0 { keepModelWhereMarked() }
        return true
    }

    /// Marks in `mask`, which is free until the vote, the pixels that are white in the frame and
    /// would be in this light: by how much brighter they really are, the sensor cannot say.
    ///
    /// - Returns: how many there are.
    private func markClipped(_ fit: LightFit) -> Int {
        let (gain, offset) = fit.fixedPoint
        let (now, before, marks) = (working.luma.base, model.luma.base, mask.base)
        let white = Int32(ClippedWhite.luma)
        for i in 0..<size.pixelCount {
            let expected = (Int32(before[i]) &* gain &+ offset) &>> 12
            marks[i] = Int32(now[i]) >= white && expected >= white ? 255 : 0
        }
        return kernels.countAbove(marks, 0, size.pixelCount)
    }

    /// What cannot be told is as the background is.
    private func keepModelWhereMarked() {
        let (now, before, marks) = (working.luma.base, model.luma.base, mask.base)
        for i in 0..<size.pixelCount {
            now[i] = (now[i] & ~marks[i]) | (before[i] & marks[i])
        }
        // White has no colour, whatever is lit by it.
        for i in 0..<size.pixelCount where marks[i] != 0 {
            let chroma = model.dominantChroma(at: i)
            working.cb.base[i] = chroma.cb
            working.cr.base[i] = chroma.cr
        }
    }

    /// Share of white pixels from which the background would lose what it knows of them.
    private static let clippedShare = 0.002

    /// How long after a change of light size alone proves nothing.
    private static let unsteadyTime = MediaTime(seconds: 1)

    private enum Steadiness {
        case steady
        /// The frame is part of a change of the whole picture.
        case changing(Suppressor)
        /// The change is over; the background is that of this frame.
        case restarted
    }

    /// Handles a change of the whole picture.
    private func settle(
        _ verdict: SceneChange.Verdict, changedShare: Double, _ picture: PlanarPicture,
        at time: MediaTime
    ) -> Steadiness {
        if let current = settling {
            if recall(picture, at: time) { return resumed(at: time) }
            if time < current.end {
                // While it goes on the end is put off, within bounds.
                if changedShare > 0.2 {
                    settling?.end = min(
                        time + MediaTime(seconds: parameters.light.settlingSeconds), current.latest)
                }
                clearForeground()
                return .changing(current.reason)
            }
            start(from: picture, at: time, afterChange: true)
            return resumed(at: time)
        }
        guard verdict != .none else { return .steady }
        rememberBackground(at: time)
        if recall(picture, at: time) { return resumed(at: time) }
        let reason: Suppressor = verdict == .infrared ? .infraredSwitch : .lightChange
        settling = Settling(
            end: time + MediaTime(seconds: parameters.light.settlingSeconds),
            latest: time + MediaTime(seconds: 4 * parameters.light.settlingSeconds),
            reason: reason)
        clearForeground()
        return .changing(reason)
    }

    private func resumed(at time: MediaTime) -> Steadiness {
        settling = nil
        judge.distrustSize(until: time + Self.unsteadyTime)
        return .restarted
    }
}
