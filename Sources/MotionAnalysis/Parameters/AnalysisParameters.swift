/// Everything that can be set in the motion analysis, in seconds and shares of the picture.
///
/// The same values hold for every camera and frame rate; what differs between scenes (noise,
/// light, blinking) is measured. The values come from a model file: see `models/`.
public struct AnalysisParameters: Sendable, Hashable, Codable {
    /// How little is reported, 0…1: thresholds of difference and of size fall as it rises.
    public var sensitivity: Double
    public var model: ModelParameters
    public var mask: MaskParameters
    public var light: LightParameters
    public var shadow: ShadowParameters
    public var flatShadow: FlatShadowParameters
    public var shake: ShakeParameters
    public var objects: ObjectParameters
    public var tracking: TrackingParameters
    public var suppression: SuppressionParameters
    /// Parts that are switched off, to measure what each is good for.
    public var disabled: DisabledComponents = []

    /// Seconds for which a thing that is not confirmed may still turn out to be motion.
    public var youngSeconds: Double { 4 * objects.confirmationSeconds }

    /// Those of the model file that the program carries with it.
    public init() { self = ModelFile.standard.parameters }

    /// - Parameter sensitivity: held to 0…1.
    public init(sensitivity: Double) {
        self.init()
        self.sensitivity = min(max(sensitivity, 0), 1)
    }

    enum CodingKeys: String, CodingKey, CaseIterable {
        case sensitivity, model, mask, light, shadow, flatShadow, shake, objects, tracking
        case suppression
    }
}
