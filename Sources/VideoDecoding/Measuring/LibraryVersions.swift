import CFFmpeg

/// The libraries that decode, as they are loaded: another version may be faster or slower.
public enum LibraryVersions {
    /// Version by name of the library, for example `59.37.100` of `libavcodec`.
    public static var all: [String: String] {
        [
            "libavcodec": text(avcodec_version()), "libavformat": text(avformat_version()),
            "libavutil": text(avutil_version()), "libswscale": text(swscale_version()),
        ]
    }

    private static func text(_ version: UInt32) -> String {
        "\(version >> 16).\(version >> 8 & 255).\(version & 255)"
    }
}
