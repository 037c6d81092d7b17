/// What browsers play without help.
public enum BrowserPlayability {
    /// Why a recording has to be encoded anew before a browser plays it, as one sentence; `nil`
    /// when its packets can be copied into MP4 as they are.
    public static func reasonToTranscode(_ info: StreamInfo) -> String? {
        reasonToTranscode(codec: info.codec, pixelFormat: info.pixelFormat)
    }

    /// The same from libavcodec's name of the codec and libavutil's of the pixel format.
    public static func reasonToTranscode(codec: String, pixelFormat: String) -> String? {
        let plain = ["yuv420p", "yuvj420p"]
        switch codec {
        case "h264", "vp9", "av1":
            guard !plain.contains(pixelFormat) else { return nil }
            return "Browsers play \(name(of: codec)) only with 8 bits and 4:2:0 colour; this "
                + "recording has \(pixelFormat)."
        default:
            return "Browsers do not play \(name(of: codec)) everywhere."
        }
    }

    private static func name(of codec: String) -> String {
        switch codec {
        case "h264": "H.264"
        case "hevc": "H.265 (HEVC)"
        case "mjpeg": "Motion JPEG"
        case "mpeg4": "MPEG-4 part 2"
        case "mpeg2video": "MPEG-2"
        case "mpeg1video": "MPEG-1"
        case "vp8": "VP8"
        case "vp9": "VP9"
        case "av1": "AV1"
        default: codec
        }
    }
}
