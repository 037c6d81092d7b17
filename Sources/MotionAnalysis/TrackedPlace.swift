import Footage

/// Where a thing is, how fast it moves and how large it is, in analysis pixels.
struct TrackedPlace {
    /// Of the box's centre.
    private(set) var x: MotionEstimate
    private(set) var y: MotionEstimate
    private(set) var width: Double
    private(set) var height: Double

    private let parameters: TrackingParameters
    private let picture: BoxEdges

    init(_ box: BoxEdges, picture: FrameSize, parameters: TrackingParameters) {
        self.parameters = parameters
        self.picture = BoxEdges(
            left: 0, top: 0, right: Double(picture.width), bottom: Double(picture.height))
        (width, height) = (box.width, box.height)
        let speed = parameters.appearingSpeed * (box.width * box.height).squareRoot()
        x = MotionEstimate(
            position: box.centreX, deviation: Self.deviation(box.width, parameters),
            velocityDeviation: speed)
        y = MotionEstimate(
            position: box.centreY, deviation: Self.deviation(box.height, parameters),
            velocityDeviation: speed)
    }

    /// Where it should be now.
    var box: BoxEdges {
        BoxEdges(centreX: x.position, centreY: y.position, width: width, height: height)
    }

    /// Whether it has left the picture.
    var isOutside: Bool { box.common(picture) <= 0.1 * box.area }

    mutating func advance(seconds: Double) {
        let acceleration = parameters.acceleration * (width * height).squareRoot()
        x.advance(seconds: seconds, acceleration: acceleration)
        y.advance(seconds: seconds, acceleration: acceleration)
    }

    mutating func stop() {
        x.stop()
        y.stop()
    }

    /// Squared distance of a box from where the thing should be, in standard deviations, with what
    /// is lost by not knowing better: a thing whose place is uncertain fits anywhere a little.
    func distance(to other: BoxEdges) -> (place: Double, doubt: Double) {
        let across = Self.deviation(width, parameters)
        let down = Self.deviation(height, parameters)
        let varianceX = x.variance + across * across
        let varianceY = y.variance + down * down
        let offX = offset(across: other)
        let offY = offset(down: other)
        let certain = across * across * down * down
        return (
            offX * offX / varianceX + offY * offY / varianceY,
            Self.logarithm(of: varianceX * varianceY / certain)
        )
    }

    /// Takes the box that was seen.
    ///
    /// - Parameter weight: of its size, 0…1.
    mutating func take(_ seen: BoxEdges, weight: Double) {
        let (offX, offY) = (offset(across: seen), offset(down: seen))
        x.correct(to: x.position + offX, deviation: Self.deviation(width, parameters))
        y.correct(to: y.position + offY, deviation: Self.deviation(height, parameters))
        resize(across: seen, weight: weight)
        resize(down: seen, weight: weight)
    }

    /// Takes edges that can be seen though the rest is hidden.
    mutating func takeEdges(left: Double?, right: Double?, top: Double?, bottom: Double?) {
        // The edge of a group is less certain to be that of a thing in it.
        if let off = Self.mean(left.map { $0 - box.left }, right.map { $0 - box.right }) {
            x.correct(to: x.position + off, deviation: 2 * Self.deviation(width, parameters))
        }
        if let off = Self.mean(top.map { $0 - box.top }, bottom.map { $0 - box.bottom }) {
            y.correct(to: y.position + off, deviation: 2 * Self.deviation(height, parameters))
        }
    }

    /// Close to the natural logarithm from 1 up to some thousands; unlike that of a library it is
    /// the same on every machine.
    private static func logarithm(of ratio: Double) -> Double {
        16 * (ratio.squareRoot().squareRoot().squareRoot().squareRoot() - 1)
    }

    private static func mean(_ one: Double?, _ other: Double?) -> Double? {
        guard let one else { return other }
        guard let other else { return one }
        return (one + other) / 2
    }

    private static func deviation(_ side: Double, _ parameters: TrackingParameters) -> Double {
        parameters.placeNoise * side + 0.5
    }

    /// Of a thing that is cut by the picture's edge only the other edge tells how far it has moved.
    private func offset(across seen: BoxEdges) -> Double {
        let isCutLeft = seen.left <= picture.left
        guard isCutLeft != (seen.right >= picture.right) else { return seen.centreX - x.position }
        return isCutLeft ? seen.right - box.right : seen.left - box.left
    }

    private func offset(down seen: BoxEdges) -> Double {
        let isCutAbove = seen.top <= picture.top
        guard isCutAbove != (seen.bottom >= picture.bottom) else {
            return seen.centreY - y.position
        }
        return isCutAbove ? seen.bottom - box.bottom : seen.top - box.top
    }

    private mutating func resize(across seen: BoxEdges, weight: Double) {
        let isCutLeft = seen.left <= picture.left
        let isCut = isCutLeft || seen.right >= picture.right
        // What is hidden beyond the picture's edge can't be smaller than what is seen.
        let growth = isCut ? max(0, seen.width - width) : weight * (seen.width - width)
        width += growth
        if isCut, isCutLeft != (seen.right >= picture.right) {
            x.shift(by: isCutLeft ? -growth / 2 : growth / 2)
        }
    }

    private mutating func resize(down seen: BoxEdges, weight: Double) {
        let isCutAbove = seen.top <= picture.top
        let isCut = isCutAbove || seen.bottom >= picture.bottom
        let growth = isCut ? max(0, seen.height - height) : weight * (seen.height - height)
        height += growth
        if isCut, isCutAbove != (seen.bottom >= picture.bottom) {
            y.shift(by: isCutAbove ? -growth / 2 : growth / 2)
        }
    }
}
