import Footage
import KernelDispatch

extension MotionAnalyser {
    /// Compares the frame with the model and finds the things in it.
    func findObjects(at time: MediaTime, elapsedSeconds: Double, _ metrics: inout MotionMetrics) {
        model.classify(
            working, elapsedSeconds: elapsedSeconds, protected: protected, level: level,
            misfit: misfit)
        clock?.end(.classify)
        let threshold = UInt8(min(max((parameters.mask.voteShare * 49).rounded(), 1), 98))
        if !parameters.disabled.contains(.swaying) {
            let forgiven = model.forgiveSwaying(working, level: level, misfit: misfit)
            metrics.suppressed[.ripple] += Int64(forgiven)
        }
        loud.read(model.notes, tileCount: model.tileCount)
        if !parameters.disabled.contains(.haloes) {
            cleaning.thin(level, misfit: misfit, loud: loud)
        }
        let rows = cleaning.vote(level, threshold: threshold, into: mask, loud: loud)
        if !parameters.disabled.contains(.lightPatches) {
            let removed = patches.remove(
                from: mask, rows: rows, frame: working, model: model, noise: noise)
            metrics.suppressed[.shadow] += Int64(removed.shadow)
            metrics.suppressed[.lightChange] += Int64(removed.light)
            judge.note(
                patches: removed.shadow + removed.light, beside: tracker.tracks, at: time)
        }
        if !parameters.disabled.contains(.flatShadows) {
            let removed = flatShadows.remove(
                from: mask, rows: rows, frame: working, model: model)
            metrics.suppressed[.shadow] += Int64(removed)
        }
        metrics.suppressed[.ghost] += Int64(
            coldStart?.settleVacated(
                in: mask, frame: working, model: model, noise: noise, cleaning: cleaning,
                at: time) ?? 0)
        objects.find(
            in: mask, rows: rows,
            .init(
                level: level, picture: working, background: model.luma,
                earlier: activity.reference, thresholds: noise.thresholds,
                isBackgroundYoung: coldStart != nil))
        metrics.suppressed[.noise] += Int64(objects.droppedPixels)
        clock?.end(.objects)
    }

    /// Links things over time and reports those in motion. Leaves in `mask` what the model must
    /// do with each pixel's neighbourhood.
    func report(at time: MediaTime, _ metrics: inout MotionMetrics) {
        objects.withObservations { tracker.link(&$0, at: time) }
        judge.observe(objects.observations, of: tracker.tracks, at: time)
        metrics.confirmed = judge.confirm(&tracker.tracks, at: time)
        clearForeground()
        verdicts.removeAll(keepingCapacity: true)
        if !watched.isEverything { watchedParts = objects.parts(within: watched.mask) }
        for (index, observation) in objects.observations.enumerated() {
            let track = tracker.tracks[observation.track]
            var verdict = judge.verdict(on: observation, of: track, at: time)
            if verdict == .still, judge.mayStay(track, at: time), wasMoved(index, at: time) {
                verdict = .absorbed
            }
            if verdict == .ghost { leftPlaces.add(shades(of: index), at: time) }
            verdicts.append(verdict)
            // Things are followed everywhere, so that one that comes in from outside is known.
            let part = watchedPart(of: index)
            let pixels = part.pixels
            metrics.suppressed[.masked] += Int64(observation.component.pixels - pixels)
            switch verdict {
            case .young:
                let doubt = judge.objections[tracker.tracks[observation.track].id]
                metrics.suppressed[doubt ?? .noise] += Int64(pixels)
                metrics.young += blobs(part, of: observation)
            case .discarded(let reason): metrics.suppressed[reason] += Int64(pixels)
            case .ghost, .suspectedGhost: metrics.suppressed[.ghost] += Int64(pixels)
            case .light: metrics.suppressed[.lightChange] += Int64(pixels)
            case .still, .absorbed: break
            case .moving:
                metrics.blobs += blobs(part, of: observation)
            }
        }
        metrics.blobs = Self.joined(metrics.blobs)
        metrics.young = Self.joined(metrics.young)
        metrics.blobs.sort { $0.pixels != $1.pixels ? $0.pixels > $1.pixels : $0.track < $1.track }
        let moving = metrics.blobs.reduce(0) { $0 + $1.pixels }
        metrics.watchedPixels = watched.pixelCount
        metrics.motionPPM = min(1_000_000, moving * 1_000_000 / max(1, watched.pixelCount))
        paint()
        preparation.unshift(foreground, by: shift)
        paintedRows = shift.isNone ? objects.groups.rows : 0..<size.height
        if moving > 0 { metrics.grid = activityGrid() }
    }

    /// Whether an observation shows a thing of the scene that was only moved.
    private func wasMoved(_ index: Int, at time: MediaTime) -> Bool {
        guard !parameters.disabled.contains(.movedThings) else { return false }
        let share = leftPlaces.newShare(
            of: shades(of: index), within: parameters.tracking.restingSeconds, of: time)
        return share <= parameters.objects.movedNewShare
    }

    private func shades(of index: Int) -> Rearrangement {
        var shades = Rearrangement()
        for run in objects.groups.runs
        where Int(objects.observationOfComponent[Int(run.component)]) == index {
            shades.add(run, frame: working.luma, background: model.luma)
        }
        return shades
    }

    /// What of a thing lies in the watched area.
    private func watchedPart(of index: Int) -> MaskComponent {
        watched.isEverything ? objects.observations[index].component : watchedParts[index]
    }

    /// Brings the mask that is given out back to nothing.
    func clearForeground() {
        (foreground.base + paintedRows.lowerBound * size.width)
            .update(repeating: 0, count: paintedRows.count * size.width)
        paintedRows = 0..<0
    }

    /// Writes the mask that is given out, and takes from `mask` what is not to be protected.
    private func paint() {
        for run in objects.groups.runs {
            let start = Int(run.row) * size.width + Int(run.start)
            let count = Int(run.end - run.start)
            let index = Int(objects.observationOfComponent[Int(run.component)])
            guard index >= 0 else {
                (mask.base + start).update(repeating: 0, count: count)
                continue
            }
            switch verdicts[index] {
            case .young, .moving, .still:
                (foreground.base + start).update(from: watched.mask.base + start, count: count)
            case .suspectedGhost: break
            case .light, .discarded, .ghost, .absorbed:
                (mask.base + start).update(repeating: 0, count: count)
            }
        }
    }

    /// Share of each cell's pixels in motion.
    private func activityGrid() -> ActivityGrid {
        let (columns, rows) = (ActivityGrid.columns, ActivityGrid.rows)
        var counts = [Int](repeating: 0, count: columns * rows)
        for run in objects.groups.runs {
            let index = Int(objects.observationOfComponent[Int(run.component)])
            guard index >= 0, verdicts[index] == .moving else { continue }
            let row = Int(run.row) * rows / size.height
            let kept = watched.mask.row(Int(run.row))
            var x = Int(run.start)
            while x < Int(run.end) {
                let column = x * columns / size.width
                // The first pixel of the next cell.
                let next = min(((column + 1) * size.width + columns - 1) / columns, Int(run.end))
                let end = max(next, x + 1)
                while x < end {
                    counts[row * columns + column] += kept[x] == 0 ? 0 : 1
                    x += 1
                }
            }
        }
        let cellArea = max(1, size.pixelCount / (columns * rows))
        return ActivityGrid(
            cells: counts.map { $0 == 0 ? 0 : UInt8(min(255, max(1, $0 * 255 / cellArea))) })
    }

    /// Lets the model learn what is not an object.
    func learn(at time: MediaTime) {
        cleaning.dilate(mask, into: protected, blank: &unprotectedRows) {
            objects.groups.isEmpty(row: $0)
        }
        if verdicts.contains(where: \.becomesBackground) { absorb() }
        for (index, verdict) in verdicts.enumerated() where verdict == .absorbed {
            tracker.rest(objects.observations[index].track, at: time)
        }
        model.learn(working, command: protected, at: time, noise: noise)
        activity.follow(working.luma, at: time)
        measureNoise(at: time)
    }

    /// Makes background of what has turned out to be light or a ghost, or has come to stay.
    private func absorb() {
        let tiles = model.tiles(ofRows: objects.groups.rows)
        let side = ModelLayout.tilePixels
        // A plane has whole tiles of memory.
        (mask.base + tiles.lowerBound * side).update(repeating: 255, count: tiles.count * side)
        for run in objects.groups.runs {
            let index = Int(objects.observationOfComponent[Int(run.component)])
            guard index >= 0, verdicts[index].becomesBackground else { continue }
            (mask.row(Int(run.row)) + Int(run.start)).update(
                repeating: 1, count: Int(run.end - run.start))
        }
        model.absorb(working, command: mask, tiles: tiles)
    }

    private func measureNoise(at time: MediaTime) {
        guard let last = lastNoiseUpdate else {
            lastNoiseUpdate = time
            return
        }
        guard (time - last).seconds >= 0.5 || time < last else { return }
        lastNoiseUpdate = time
        for i in stride(from: 0, to: size.pixelCount, by: 37)
        where level.base[i] == 0 && protected.base[i] == 0 {
            let (now, before) = (working.luma.base[i], model.luma.base[i])
            let difference = now > before ? now - before : before - now
            // What fits another mode than the heaviest is no noise: a cloud has come or gone.
            guard difference <= noise.thresholds[Int(before)] else { continue }
            let earlier = activity.reference?.base[i]
            let change = earlier.map { now > $0 ? now - $0 : $0 - now } ?? difference
            noise.add(difference: difference, change: change, luma: before)
        }
        noise.see([model.luma], share: 0.06)
        noise.conclude(share: 0.1)
        shake.setReference(model.luma)
    }
}
