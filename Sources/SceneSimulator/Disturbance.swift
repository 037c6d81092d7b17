public import Footage

/// Something that changes pixels without anything having happened.
public struct Disturbance: Codable, Hashable, Sendable {
    public enum Effect: Codable, Hashable, Sendable {
        /// Thin bright streaks that live one or two frames; `streaks` is their number in each
        /// frame of a 640×360 picture (larger pictures show as many, larger).
        case rain(streaks: Int)
        /// Flakes that fall for seconds; `flakes` in the picture at once.
        case snow(flakes: Int)
        /// Large flakes close by, seen against the light, that the wind blows past within four
        /// seconds; `flakes` at once.
        case flurry(flakes: Int)
        /// Large blurred bright blobs that cross within a second or two.
        case insects(perMinute: Double)
        /// Moving waves and glitter on the background's water, `amplitude` in luma steps.
        case ripple(amplitude: Double)
        /// Boats at their moorings, bobbing and turning; part of the background.
        case mooredBoats(count: Int)
        /// Leaves moved by wind, by up to `amplitude` of the picture's height.
        case foliage(amplitude: Double)
        /// The camera trembles by up to `amplitudePixels` in both directions.
        case shake(amplitudePixels: Double)
        /// The light of vehicles outside the picture sweeps through it.
        case headlights(perMinute: Double)
        /// Flashes of one to three frames.
        case lightning(perMinute: Double)
        /// The camera is in the other light: from day or lamps to infrared, or from infrared to
        /// day. The switch happens at `startSeconds`, and back at `endSeconds`.
        case infraredSwitch
        /// All light is multiplied by `gain` (a lamp switched on or off); auto-exposure follows.
        case lightStep(gain: Double)
        /// Slow change of exposure, ± `amplitude` (0…1) with a period.
        case exposureDrift(amplitude: Double, periodSeconds: Double)
        /// Bands of mains flicker, ± `amplitude` (0…1), rolling at `frequency` a second.
        case flicker(amplitude: Double, frequency: Double)
        /// Shadows of clouds that take up to `depth` (0…1) of the light.
        case cloudShadows(depth: Double)
        /// A date, a clock and a camera name, burnt in by the recorder.
        case clock(cameraName: String)
        /// The place of the ship or vehicle that carries the camera, burnt in large. It is there
        /// all the time, and changes from start to end.
        case position
        /// Noise that the camera has smeared into crawling blotches of ± `amplitude` luma steps.
        case blotches(amplitude: Double)
        /// The whole picture is blurred over `radius` of its height (lens out of focus).
        case defocus(radius: Double)
        /// Something dark covers the lens but for `openShare` of the light.
        case cover(openShare: Double)
        /// The camera was turned: the scene is moved by these shares of the picture.
        case turned(shareX: Double, shareY: Double)
        /// The same picture is repeated.
        case freeze
    }

    public var effect: Effect
    public var startSeconds: Double
    public var endSeconds: Double

    public init(_ effect: Effect, from startSeconds: Double, to endSeconds: Double) {
        self.effect = effect
        self.startSeconds = startSeconds
        self.endSeconds = endSeconds
    }

    func isActive(at seconds: Double) -> Bool { startSeconds <= seconds && seconds < endSeconds }
}

extension Disturbance.Effect {
    /// The suppressor by whose name a detector should discard this; `nil` for damage to the camera.
    public var suppressor: Suppressor? {
        switch self {
        case .rain, .snow, .flurry: .rain
        case .insects: .insect
        case .ripple, .mooredBoats, .foliage: .ripple
        case .shake: .shake
        case .headlights, .lightning, .lightStep, .exposureDrift, .flicker, .cloudShadows:
            .lightChange
        case .infraredSwitch: .infraredSwitch
        case .clock, .position: .onScreenText
        case .blotches: .noise
        case .defocus, .cover, .turned, .freeze: nil
        }
    }

    /// The camera-health event that a detector should report; `nil` for what it should ignore.
    public var healthEvent: EventKind? {
        switch self {
        case .defocus: .defocused
        case .cover: .covered
        case .turned: .moved
        case .freeze: .frozen
        default: nil
        }
    }
}
