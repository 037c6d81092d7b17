/// What a clip is for, which decides its container.
public enum ClipContainer: Sendable, Hashable {
    /// MP4 that a browser plays while it loads. Packets of transport streams are rewritten.
    case mp4
    /// The recording's own family of container, so that every packet stays as it was, bit for
    /// bit. Where that family cannot hold them unchanged: Matroska, or NUT.
    case original
}

/// A container that clips are written in.
struct ClipFormat: Hashable {
    /// libavformat's name of the muxer.
    var muxer: String
    var fileExtension: String

    static let mp4 = ClipFormat(muxer: "mp4", fileExtension: "mp4")
    static let matroska = ClipFormat(muxer: "matroska", fileExtension: "mkv")
    static let nut = ClipFormat(muxer: "nut", fileExtension: "nut")

    /// The family that a recording's demuxer belongs to; Matroska for those that cannot be
    /// written.
    static func family(of demuxer: String) -> ClipFormat {
        let names = demuxer.split(separator: ",").map(String.init)
        for name in names {
            switch name {
            case "mov", "mp4": return .mp4
            case "matroska", "webm": return .matroska
            case "mpegts": return ClipFormat(muxer: "mpegts", fileExtension: "ts")
            case "avi": return ClipFormat(muxer: "avi", fileExtension: "avi")
            case "flv": return ClipFormat(muxer: "flv", fileExtension: "flv")
            case "asf": return ClipFormat(muxer: "asf", fileExtension: "asf")
            case "nut": return .nut
            case "h264", "hevc": return ClipFormat(muxer: name, fileExtension: name)
            default: continue
            }
        }
        return .matroska
    }

    /// Containers to try in turn until one keeps all packets as they are.
    static func candidates(for info: StreamInfo) -> [ClipFormat] {
        let family = family(of: info.container)
        return [family] + [matroska, nut].filter { $0 != family }
    }
}
