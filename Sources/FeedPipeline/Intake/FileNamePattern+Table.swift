extension FileNamePattern {
    /// Every pattern that is tried, in this order; the first that fits decides.
    ///
    /// `docs/file-names.md` shows this table; a test compares the two.
    static let table: [FileNamePattern] = [
        // The manual of Canon's recorder says that its names hold Greenwich time.
        FileNamePattern(
            "Canon WebView", "NVR_MPEG4_*_<moment>_<moment>", zone: .utc,
            examples: [
                Example(
                    path: "NVR_MPEG4_gate_20260131_155959_20260131_160959.mov",
                    start: "2026-01-31T15:59:59Z", end: "2026-01-31T16:09:59Z")
            ]),
        FileNamePattern(
            "Canon WebView, JPEG", "NVR_MEDIA_*_<moment>_<moment>", zone: .utc,
            examples: [
                Example(
                    path: "NVR_MEDIA_gate_20260131_155959_20260131_160959.avi",
                    start: "2026-01-31T15:59:59Z", end: "2026-01-31T16:09:59Z")
            ]),
        FileNamePattern(
            "start and end", "<moment><join><moment>",
            examples: [
                Example(
                    path: "NVR_ch1_main_20260131235959_20260201005959.dav",
                    start: "2026-01-31T15:59:59Z", end: "2026-01-31T16:59:59Z", channel: 1),
                Example(
                    path: "gate_20260131_235959-20260201_000959.mp4",
                    start: "2026-01-31T15:59:59Z", end: "2026-01-31T16:09:59Z"),
            ]),
        FileNamePattern(
            "Reolink recorder", "Rec*<moment>_<time>_",
            examples: [
                Example(
                    path: "RecM01_20260131_235500_000000_0_A71C8F5_1F9B93.mp4",
                    start: "2026-01-31T15:55:00Z", end: "2026-01-31T16:00:00Z"),
                Example(
                    path: "RecS02_DST20260131_120000_120500_0_A71C8F5_1F9B93.mp4",
                    start: "2026-01-31T04:00:00Z", end: "2026-01-31T04:05:00Z"),
            ]),
        FileNamePattern(
            "Brickcom", "<moment>-<time>_*-CH",
            examples: [
                Example(
                    path: "20260131-235500-000000_192.168.1.11-CH2.avi",
                    start: "2026-01-31T15:55:00Z", end: "2026-01-31T16:00:00Z", channel: 2)
            ]),
        FileNamePattern(
            "Synology Surveillance Station", "<moment>-<epoch>",
            examples: [
                Example(
                    path: "20260131PM/jetty-20260131-235959-1769875199.mp4",
                    start: "2026-01-31T15:59:59Z"),
                Example(
                    path: "20260131PM/jetty-20260131-235959-1769875199123-7.mp4",
                    start: "2026-01-31T15:59:59.123Z"),
            ]),
        FileNamePattern(
            "Xiaomi", "/<date><hour>/<minute>M<second>S_<epoch>",
            examples: [
                Example(
                    path: "gate/2026013123/59M58S_1769875198.mp4", start: "2026-01-31T15:59:58Z")
            ]),
        FileNamePattern(
            "Yi", "/<year>Y<month>M<day>D<hour>H/<minute>M<second>S",
            examples: [
                Example(
                    path: "record/2026Y01M31D23H/59M00S60.mp4", start: "2026-01-31T15:59:00Z")
            ]),
        FileNamePattern(
            "Xiongmai", "/<date>/**/<hour>H/<minute>M<second>S",
            examples: [
                Example(path: "2026-01-31/23H/59M30S.h264", start: "2026-01-31T15:59:30Z"),
                Example(
                    path: "2026-01-31/001/01H/59M30S[A][@1][0].h264",
                    start: "2026-01-30T17:59:30Z", channel: 1),
            ]),
        FileNamePattern(
            "Dahua folders", "/<date>/**/<clock>-<clock>",
            examples: [
                Example(
                    path: "jetty/2026-01-31/001/dav/23/23.50.00-00.00.00[M][0@0][0].dav",
                    start: "2026-01-31T15:50:00Z", end: "2026-01-31T16:00:00Z", channel: 1)
            ]),
        FileNamePattern(
            "Frigate", "/<date>/<hour>/*/<minute>.<second>$", zone: .utc,
            examples: [
                Example(
                    path: "recordings/2026-01-31/15/jetty/59.30.mp4",
                    start: "2026-01-31T15:59:30Z")
            ]),
        FileNamePattern(
            "date and time", "<moment>",
            examples: [
                // Hikvision: camera, channel, moment to the millisecond.
                Example(
                    path: "192.168.1.64_01_20260131235959123.mp4",
                    start: "2026-01-31T15:59:59.123Z", channel: 1),
                Example(
                    path: "192.168.1.64_02_20260131235959123_MOTION_DETECTION.mp4",
                    start: "2026-01-31T15:59:59.123Z", channel: 2),
                // Xiongmai and its many brands.
                Example(
                    path: "[CH01]2026-01-31_23-59-59.avi", start: "2026-01-31T15:59:59Z",
                    channel: 1),
                Example(path: "01_20260131_235959.h264", start: "2026-01-31T15:59:59Z"),
                // Reolink by FTP.
                Example(path: "Jetty_00_20260131235959.mp4", start: "2026-01-31T15:59:59Z"),
                // Tapo memory card, Axis memory card, Blue Iris, Foscam, MDVR.
                Example(path: "20260131_235959_tp00001.mp4", start: "2026-01-31T15:59:59Z"),
                Example(
                    path: "20260131_23/20260131_235959_4A17.mkv", start: "2026-01-31T15:59:59Z"),
                Example(path: "jetty.20260131_235959.mp4", start: "2026-01-31T15:59:59Z"),
                Example(path: "MDalarm_20260131_235959.mkv", start: "2026-01-31T15:59:59Z"),
                Example(path: "H20260131-235959P1N2P0.avi", start: "2026-01-31T15:59:59Z"),
                // ACTi, Motion, Shinobi, and what a person writes.
                Example(path: "gate_2026_01_31@235959.mp4", start: "2026-01-31T15:59:59Z"),
                Example(path: "01-20260131235959.mkv", start: "2026-01-31T15:59:59Z"),
                Example(path: "2026-01-31T23-59-59.mp4", start: "2026-01-31T15:59:59Z"),
                Example(path: "2026-01-31 23.59.59.mp4", start: "2026-01-31T15:59:59Z"),
                Example(path: "jetty 2026-01-31T23:59:59.mp4", start: "2026-01-31T15:59:59Z"),
                // With the zone in the name.
                Example(path: "20260131T235959Z.mp4", start: "2026-01-31T23:59:59Z"),
                Example(
                    path: "2026-01-31T23:59:59.250+0700.mp4", start: "2026-01-31T16:59:59.250Z"),
            ]),
        FileNamePattern(
            "dated folder", "/<date>/**/<clock>",
            examples: [
                Example(path: "gate/2026-01-31/23-59-59.mp4", start: "2026-01-31T15:59:59Z"),
                Example(path: "gate/2026/01/31/23.59.59.mp4", start: "2026-01-31T15:59:59Z"),
            ]),
        FileNamePattern(
            "Wyze", "/<date>/<hour>/<minute>$",
            examples: [
                Example(path: "record/20260131/23/59.mp4", start: "2026-01-31T15:59:00Z")
            ]),
        FileNamePattern(
            "date, hour and minute", "<minutes>",
            examples: [
                Example(path: "gate_2026-01-31_23-59_4.mp4", start: "2026-01-31T15:59:00Z")
            ]),
        FileNamePattern(
            "Frigate clip", "-<epoch>.*-*$", zone: .utc,
            examples: [
                Example(
                    path: "jetty-1769875199.123456-k3x9qz.mp4", start: "2026-01-31T15:59:59Z")
            ]),
        FileNamePattern(
            "Unix time", "/<epoch>$", zone: .utc,
            examples: [
                Example(path: "jetty/1769875199.mp4", start: "2026-01-31T15:59:59Z"),
                Example(path: "jetty/1769875199123.mp4", start: "2026-01-31T15:59:59.123Z"),
            ]),
        FileNamePattern(
            "name and Unix time", "<join><epoch>$", zone: .utc,
            examples: [
                Example(path: "jetty_1769875199.mp4", start: "2026-01-31T15:59:59Z")
            ]),
    ]
}
