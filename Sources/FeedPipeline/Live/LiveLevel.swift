import Footage
import VideoDecoding

/// How much of a camera is looked at: what is given up, in this order, where the machine cannot
/// keep up. Raw values are the names in metrics.
public enum LiveLevel: Int, Sendable, CaseIterable, Comparable {
    /// Every frame is decoded and analysed.
    case everyFrame
    /// Every frame is decoded, one of three is analysed.
    case oneOfThree
    /// Key frames alone are decoded and analysed.
    case keyFrames

    public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }

    /// As in metrics and pages.
    public var name: String {
        switch self {
        case .everyFrame: "every_frame"
        case .oneOfThree: "one_of_three"
        case .keyFrames: "key_frames"
        }
    }

    /// For a person.
    var words: String {
        switch self {
        case .everyFrame: "every frame is analysed"
        case .oneOfThree: "one frame of three is analysed"
        case .keyFrames: "key frames alone are analysed"
        }
    }

    var next: LiveLevel? { LiveLevel(rawValue: rawValue + 1) }
    var previous: LiveLevel? { LiveLevel(rawValue: rawValue - 1) }

    /// Frames of which one is analysed.
    var stride: Int { self == .oneOfThree ? 3 : 1 }

    var depth: LiveDepth { self == .keyFrames ? .keyFrames : .everyFrame }

    /// What is to be said of time that was looked at in this way.
    var coverage: (state: CoverageState, reason: String?) {
        switch self {
        case .everyFrame: (.analysed, nil)
        case .oneOfThree: (.dropped, "overload: one of three frames analysed")
        case .keyFrames: (.keyFramesOnly, "overload: key frames only")
        }
    }
}
