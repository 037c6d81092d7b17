/// How much of people may be seen.
///
/// The privacy masks of a feed are painted over in both.
public enum PrivacyView: Hashable, Sendable {
    /// Everything but what lies under a privacy mask.
    case masksOnly
    /// Whatever moves is pixelated too; all of the picture where nothing is known of what moves.
    case pixelated
}
