import Footage

/// A source while it is read.
struct SourceDraft {
    var address: SecretText?
    var configuration = SourceConfiguration(address: SecretText(""))
}

/// Keys of what says more of a source than its address.
enum SourceSection {
    static let stalls = MediaTime(seconds: 1)...MediaTime(seconds: 600)

    static var section: Section<SourceDraft> {
        Section(
            name: "source", summary: "Where the pictures of a camera come from.",
            keys: [
                Key(
                    "address", .secret, "rtsp://, rtsps://, http:// or https://, or a file.",
                    example: "rtsp://10.0.0.21/stream2", synonyms: ["url", "uri", "path"],
                    isRequired: true
                ) { value, draft in draft.address = value.secret(mayBePlain: true) },
                Key(
                    "user", .secret, standard: "the one in the address",
                    "Who logs in at the camera.", example: "pantau",
                    synonyms: ["username", "login"]
                ) { value, draft in
                    draft.configuration.user = value.secret(mayBePlain: true)
                },
                Key(
                    "password", .secret, standard: "the one in the address", "Their password.",
                    example: "\"${CAMERA_PASSWORD}\"", synonyms: ["pass", "passwd", "sandi"]
                ) { value, draft in draft.configuration.password = value.secret() },
                Key(
                    "transport", .choice(["tcp", "udp"]), standard: "tcp",
                    "How RTSP sends pictures; over udp they are lost where the link is bad.",
                    example: "udp", synonyms: ["rtsp_transport", "protocol"]
                ) { value, draft in
                    draft.configuration.transport = value.choice(["tcp", "udp"])
                },
                Key(
                    "stall", .duration(stalls), standard: "10s",
                    "When no picture has come for so long, the camera is connected anew.",
                    example: "10s", synonyms: ["timeout", "stall_timeout"]
                ) { value, draft in draft.configuration.stall = value.duration(stalls) },
                Key(
                    "repeat", .flag, standard: "off",
                    "Whether a file begins again at its end, for trying things out.",
                    example: "on", synonyms: ["loop", "repeats"]
                ) { value, draft in
                    if let flag = value.flag() { draft.configuration.repeats = flag }
                },
            ])
    }

    static let form = ValueForm.either([.secret, .section("source"), .off])
}

/// Keys of clips.
enum ClipSection {
    private static let lengths = MediaTime(seconds: 10)...MediaTime(seconds: 7200)
    private static let sizes = 0.1...1_000_000.0

    static var section: Section<ClipDraft> {
        Section(
            name: "clips", summary: "Clips of what feeds that are watched live showed of events.",
            keys: [
                Key(
                    "folder", .path,
                    "Where they are put; a relative path begins where the configuration lies.",
                    example: "/var/lib/pantau/clips", synonyms: ["path", "directory", "dir"],
                    isRequired: true
                ) { value, draft in draft.folder = value.path() },
                Key(
                    "keep", .duration(Retention.range), standard: "as long as there is room",
                    "How long they are kept.", example: "30d", synonyms: ["retention", "retain"]
                ) { value, draft in draft.kept = value.duration(Retention.range) },
                Key(
                    "keep_gigabytes", .number(sizes), standard: "as much as the disk takes",
                    "How much is kept; the oldest go first.", example: "200",
                    synonyms: ["max_size", "size", "gigabytes"]
                ) { value, draft in draft.mostGigabytes = value.number(sizes) },
                Key(
                    "longest", .duration(lengths), standard: "10m",
                    "An event that lasts longer goes on in another file.", example: "10m",
                    synonyms: ["max_length", "longest_clip"]
                ) { value, draft in draft.longest = value.duration(lengths) },
            ])
    }
}

/// Clips while they are read.
struct ClipDraft {
    var folder: String?
    var kept: MediaTime?
    var mostGigabytes: Double?
    var longest: MediaTime?

    /// `nil` where the folder was refused.
    var configuration: ClipConfiguration? {
        folder.map { folder in
            var clips = ClipConfiguration(folder: folder)
            clips.kept = kept
            clips.mostGigabytes = mostGigabytes
            clips.longest = longest
            return clips
        }
    }
}

extension KeyValue {
    /// An address, or an address and more as keys. `off`: there is none.
    func source() -> SourceStatement? {
        if node.flag == false { return .off }
        if node.mapping != nil {
            var draft = SourceDraft()
            SourceSection.section.read(node, into: &draft, context)
            guard let address = draft.address else { return nil }
            draft.configuration.address = address
            return .stated(draft.configuration)
        }
        guard let address = secret(mayBePlain: true) else { return nil }
        return .stated(SourceConfiguration(address: address))
    }
}

/// What is said of a source.
enum SourceStatement: Hashable {
    case off
    case stated(SourceConfiguration)

    var configuration: SourceConfiguration? {
        if case .stated(let source) = self { source } else { nil }
    }
}
