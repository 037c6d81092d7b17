import Footage

/// Tells from a reading and from what the camera has shown for long whether it does its work.
///
/// What is compared is where edges lie, which no change of light moves: a view in which some of
/// them still lie where they lay, and nowhere better, is the same view.
struct ViewJudge: Codable, Hashable {
    private(set) var reference = ViewReference()
    private var candidate = ViewCandidate()
    private var light = LightJudge()
    private var sway = ViewSway()
    /// Since when the view is the same, but not quite as usual.
    private var unusualSince: Int64?
    /// Edges of the last readings, the earliest first.
    private var recent: [EdgePlanes] = []
    /// How far the camera has moved, while it has.
    private(set) var movement: CameraMovement?
    /// On the last view that was measured.
    private var viewVerdict = HealthVerdict.healthy
    /// Whether the last reading made a new view the camera's own.
    private(set) var acceptedNewView = false

    init() {}

    mutating func verdict(
        on reading: HealthReading, at time: Int64, acceptance: Int64
    ) -> HealthVerdict {
        acceptedNewView = false
        if reading.isViewKept {
            // Light and sharpness are of this moment; of the scene nothing new is known.
            let fault = light.fault(reading, against: reference)
            light.note(reading.light, isWell: fault == nil && viewVerdict == .healthy)
            if let fault { return .fault(fault) }
            let isBlurred = viewVerdict == .healthy && reference.isSharper(than: reading)
            return isBlurred ? .fault(.defocused) : viewVerdict
        }
        let verdict = judge(reading, at: time)
        viewVerdict = verdict
        light.note(reading.light, isWell: verdict == .healthy)
        switch verdict {
        case .healthy:
            candidate.forget()
            movement = nil
        case .fault(.moved), .unclear:
            if candidate.add(reading, at: time, acceptance: acceptance) { acceptCandidate() }
        case .fault: candidate.forget()
        }
        recent.append(EdgePlanes(reading.view))
        if recent.count > Self.recentCount { recent.removeFirst() }
        return verdict
    }

    private mutating func acceptCandidate() {
        reference = candidate.view
        candidate = ViewCandidate()
        movement = nil
        acceptedNewView = true
    }

    private mutating func judge(_ reading: HealthReading, at time: Int64) -> HealthVerdict {
        if let fault = light.fault(reading, against: reference) { return .fault(fault) }
        if reference.isFlat(reading.light) { return .fault(.covered) }
        // Without edges, as in fog or before a wall, only light tells.
        guard reference.isKnown, reference.hasEdges else {
            reference.learn(reading)
            return .healthy
        }
        let planes = EdgePlanes(reading.view)
        let here = EdgeAgreement(planes, on: reference.edges)
        let usual = reference.usualAgreement
        if here.share >= Self.surelySameShare * usual {
            sway.atHome()
            return sameView(reading, isUsual: true, at: time)
        }
        let search = ViewSearch(
            reference: reference.edges, picture: planes, aspectPermille: reading.aspectPermille)
        let elsewhere = search.moved()
        // What lies close before the lens has hardly any light and shade, and edges only of noise.
        let isScene = reference.shade(of: reading.view) >= Self.leastShade
        // A small movement leaves long edges where they were.
        if isScene, let elsewhere, elsewhere.share >= Self.foundShare * usual,
            elsewhere.share > here.share + Self.clearlyBetter,
            search.explained(by: elsewhere) >= Self.explainedShare * usual
        {
            return moved(elsewhere.movement, reading, search)
        }
        sway.atHome()
        if here.share >= Self.sameShare * usual {
            return sameView(reading, isUsual: false, at: time)
        }
        let isPeak = here.significance >= Self.surePeak && here.share > (elsewhere?.share ?? 0)
        return otherView(reading, planes, search, isPeak: isPeak, isScene: isScene)
    }

    /// The content lies elsewhere.
    private mutating func moved(
        _ found: CameraMovement, _ reading: HealthReading, _ search: ViewSearch
    ) -> HealthVerdict {
        switch sway.add(found) {
        case .new: return .unclear
        case .swaying:
            reference.learn(reading)
            return .healthy
        case .resting:
            if movement.map({ !$0.isNear(found, cells: 1.5) }) ?? true {
                let warped = search.warped()?.movement
                movement = warped.map { $0.isTurnedOrZoomed } == true ? warped : found
            }
            return .fault(.moved)
        }
    }

    /// What is not quite as usual is not learned at once, so that nothing comes little by little.
    private mutating func sameView(
        _ reading: HealthReading, isUsual: Bool, at time: Int64
    ) -> HealthVerdict {
        if reference.isSharper(than: reading) { return .fault(.defocused) }
        unusualSince = isUsual ? nil : unusualSince ?? time
        if let unusualSince, time - unusualSince < Self.unusualTime { return .healthy }
        reference.learn(reading)
        return .healthy
    }

    /// Few edges are met, and they are met nowhere else without turning or enlarging.
    private mutating func otherView(
        _ reading: HealthReading, _ planes: EdgePlanes, _ search: ViewSearch, isPeak: Bool,
        isScene: Bool
    ) -> HealthVerdict {
        let light = reference.comparison(with: reading.view)
        let isBlurred = reference.isSharper(than: reading)
        if isBlurred, light.likeness >= ViewReference.alike { return .fault(.defocused) }
        if isScene, isTurned(search) { return .fault(.moved) }
        let parts = ViewParts(
            planes, on: reference.edges, usual: reference.usualAgreement,
            earlier: recent.count == Self.recentCount ? recent.first : nil)
        if parts.blankShare >= Self.coveredShare {
            // A room whose light went out is dark where nothing is seen of it.
            let isDimmed =
                reading.light.mean < Self.dim
                && Double(reading.light.mean) * 2 < reference.mean
            return isPeak && parts.lostShare < 1 && isDimmed ? .unclear : .fault(.covered)
        }
        if isPeak, parts.lostShare < Self.coveredShare {
            // The same place in other light.
            reference.learn(reading, haste: 8)
            return .healthy
        }
        guard parts.lostShare >= Self.coveredShare else { return .unclear }
        if parts.lostShare < Self.turnedShare || isPeak { return .fault(.covered) }
        // Nothing is where it was. Another view has light and shade, and is sharp.
        if isBlurred || !isScene { return .fault(.covered) }
        movement = nil
        return .fault(.moved)
    }

    private mutating func isTurned(_ search: ViewSearch) -> Bool {
        guard let warped = search.warped(), warped.movement.isTurnedOrZoomed,
            warped.share >= Self.surelyFoundShare * reference.usualAgreement,
            search.explained(by: warped) >= Self.explainedShare * reference.usualAgreement
        else { return false }
        movement = warped.movement
        return true
    }

    /// Shares of the usual agreement from which a view is the same, and surely so.
    private static let sameShare = 0.6
    private static let surelySameShare = 0.75
    private static let unusualTime: Int64 = 60_000_000
    /// Share of the usual agreement with which edges are found again elsewhere.
    private static let foundShare = 0.3
    private static let surelyFoundShare = 0.5
    /// Share of the edges of a scene that has moved which are the reference's: a lorry and a cloth
    /// have many of their own.
    private static let explainedShare = 0.25
    private static let clearlyBetter = 0.15
    private static let surePeak = 5.0
    private static let recentCount = 3
    private static let coveredShare = 0.5
    private static let turnedShare = 0.85
    /// Share of the reference's light and shade that another view has.
    private static let leastShade = 0.35
    private static let dim: UInt8 = 45
}
