import CFFmpeg
public import Footage

/// Cuts a clip out of a recording by copying its packets.
public enum ClipCutter {
    /// The ending that a clip's name should have.
    public static func fileExtension(for info: StreamInfo, container: ClipContainer) -> String {
        formats(for: info, container).first?.fileExtension ?? "mkv"
    }

    private static func formats(for info: StreamInfo, _ container: ClipContainer) -> [ClipFormat] {
        container == .mp4 ? [.mp4] : ClipFormat.candidates(for: info)
    }

    /// Cuts `range` out of a recording, from the key frame at or before its start.
    ///
    /// - Parameters:
    ///   - path: where the clip appears once it is whole, in place of what is there.
    ///   - withAudio: copies the first audio stream too, where the container holds its codec.
    ///   - onPacket: gets each copied video packet as it was read from the recording. When the
    ///     recording's own container could not keep the packets as they are, the packets come
    ///     once more for the next container; each round begins with the same key packet.
    ///   - progress: gets the share done, 0…1; returns whether to go on.
    /// - Throws: `.outOfRange`, `.stopped`, `.diskFull`, `.cannotWrite`, and what reading throws.
    ///   Nothing is left at `path` then.
    public static func cut(
        _ seeker: RecordingSeeker, range: MediaRange, to path: String, container: ClipContainer,
        withAudio: Bool = false, onPacket: ((CopiedPacket) -> Void)? = nil,
        progress: (Double) -> Bool = { _ in true }
    ) throws(VideoDecodingError) -> CutClip {
        let formats = formats(for: seeker.info, container)
        var refusal: VideoDecodingError?
        var altered: ClipAttempt?
        for format in formats {
            do throws(VideoDecodingError) {
                let attempt = try ClipAttempt(
                    seeker, range: range, path: path, format: format, withAudio: withAudio,
                    onPacket: onPacket, progress: progress)
                let isWhole = container == .original ? try attempt.isUntouched() : false
                if isWhole || container == .mp4 {
                    return try attempt.commit(
                        isUntouched: isWhole, preferred: formats.first ?? format)
                }
                altered = altered ?? attempt
            } catch {
                switch error {
                case .cannotWrite: refusal = refusal ?? error
                default: throw error
                }
            }
        }
        if let altered {
            return try altered.commit(isUntouched: false, preferred: formats.first ?? .matroska)
        }
        throw refusal ?? .cannotWrite(path: path, reason: "no container holds its codec")
    }
}
