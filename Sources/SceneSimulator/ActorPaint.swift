/// How bright an actor is.
struct ActorPaint {
    /// Luma from which the contrast counts.
    var surroundings: Double
    /// Luma steps between the surroundings and a tone of 1.
    var contrast: Double
    /// Light where the actor stands, relative to that along its whole path.
    var gain = 1.0

    /// - Parameters:
    ///   - tone: multiplies the contrast.
    ///   - relief: −1…1, light and dark sides of limbs and folds; weak where contrast is.
    func luma(tone: Double, relief: Double) -> Double {
        gain * (surroundings + contrast * tone + 18 * min(1, abs(contrast) / 40) * relief)
    }
}
