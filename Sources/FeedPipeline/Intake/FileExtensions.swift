/// Which files of a folder are taken, by extension. A file named on the command line is always
/// taken, whatever it is called.
enum FileExtensions {
    /// Lower case, without the point.
    static let video: Set<String> = [
        // Containers.
        "3g2", "3gp", "asf", "avi", "dvr", "f4v", "flv", "ismv", "ivf", "m2t", "m2ts", "m2v",
        "m4v", "mj2", "mk3d", "mkv", "mov", "mp4", "mpe", "mpeg", "mpg", "mts", "mxf", "nut",
        "ogm", "ogv", "ps", "qt", "rm", "rmvb", "tod", "trp", "ts", "vob", "webm", "wmv", "wtv",
        // Bare streams.
        "264", "265", "av1", "avc", "h264", "h265", "h26l", "hevc", "jsv", "m1v", "m4e", "mjpeg",
        "mjpg", "obu", "vc1", "y4m",
        // Recorders' own.
        "dav", "ifv",
    ]

    /// Pictures that may be part of a numbered sequence.
    static let image: Set<String> = [
        "bmp", "jpeg", "jpg", "pgm", "png", "pnm", "ppm", "tif", "tiff", "webp",
    ]
}
