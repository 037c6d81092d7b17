extension RecordingSource {
    /// The numbered pictures of a pattern, from the lowest number that exists.
    ///
    /// - Throws: `.missing` when there are none, `.badImagePattern`.
    public static func imageSequence(
        matching pattern: String, framesPerSecond: Double
    ) throws(VideoDecodingError) -> RecordingSource {
        let found = try ImageSequence(
            pattern: pattern, firstNumber: 0, framesPerSecond: framesPerSecond)
        return .imageSequence(
            pattern: pattern, firstNumber: found.numbers.first ?? 0,
            framesPerSecond: framesPerSecond)
    }
}
