/// Place and speed along one axis, with how certain they are: a Kalman filter of constant velocity.
///
/// The change of speed is white noise in continuous time, so that the estimate after one second is
/// the same for any number of frames.
struct MotionEstimate {
    /// Pixels.
    private(set) var position: Double
    /// Pixels per second.
    private(set) var velocity = 0.0
    /// Pixels².
    private(set) var variance: Double
    private var covariance = 0.0
    private var velocityVariance: Double

    /// - Parameters:
    ///   - deviation: of the first measurement, in pixels.
    ///   - velocityDeviation: of the speed of things that have just appeared.
    init(position: Double, deviation: Double, velocityDeviation: Double) {
        self.position = position
        variance = deviation * deviation
        velocityVariance = velocityDeviation * velocityDeviation
    }

    /// Lets time pass.
    ///
    /// - Parameter acceleration: change of speed to be expected in one second, pixels per second.
    mutating func advance(seconds: Double, acceleration: Double) {
        let noise = acceleration * acceleration
        position += velocity * seconds
        variance +=
            2 * covariance * seconds + velocityVariance * seconds * seconds
            + noise * seconds * seconds * seconds / 3
        covariance += velocityVariance * seconds + noise * seconds * seconds / 2
        velocityVariance += noise * seconds
    }

    /// Takes a measured place.
    mutating func correct(to measured: Double, deviation: Double) {
        let total = variance + deviation * deviation
        let innovation = measured - position
        let (gain, velocityGain) = (variance / total, covariance / total)
        position += gain * innovation
        velocity += velocityGain * innovation
        velocityVariance -= velocityGain * covariance
        covariance -= gain * covariance
        variance -= gain * variance
    }

    /// Moves the point that is followed, such as when a thing turns out to be wider.
    mutating func shift(by distance: Double) { position += distance }

    /// It has come to rest.
    mutating func stop() {
        velocity = 0
        covariance = 0
        velocityVariance = 0
    }
}
