public import ArgumentParser
import EventStore
public import Evidence
import Footage
import Foundation
import Synchronization

struct ExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Hand over events as a signed bundle that proves what it is.",
        discussion: """
            The bundle holds the needed stretch of each recording (the original's packets, \
            untouched) or the whole file, pictures, a page per event to print, all data of the \
            events, and a manifest with the SHA-256 of every file, signed with this site's \
            Ed25519 key. pantau verify checks it anywhere, without the database.

              pantau export 12 13 -o bukti --purpose "Theft at the jetty" --request B/12/XI/2026
              pantau verify bukti

            Cameras with privacy masks are handed over with the masks painted over, unless \
            --include-original states the --reason. Every export is entered in the audit log.
            """)

    @Argument(help: "The events' numbers, from pantau events.")
    var events: [Int64] = []

    @Option(
        name: [.customShort("o"), .long],
        help: ArgumentHelp("The bundle's folder; it must not exist yet.", valueName: "folder"))
    var output: String?

    @Option(help: ArgumentHelp("What the recordings are for.", valueName: "text"))
    var purpose: String?

    @Option(
        help: ArgumentHelp(
            "Number of the letter or report that asks for them.", valueName: "number"))
    var request: String?

    @Option(help: ArgumentHelp("Language of the pages.", valueName: "en|id"))
    var language: EvidenceLanguage = .english

    @Option(
        help: ArgumentHelp(
            "The stretch of each event, or the whole original files.",
            valueName: "stretch|whole-file"))
    var contents: EvidenceContents = .stretch

    @Flag(help: "Hand over untouched pictures of cameras that have privacy masks.")
    var includeOriginal = false

    @Option(help: ArgumentHelp("Why untouched pictures are needed.", valueName: "text"))
    var reason: String?

    @Option(help: ArgumentHelp("Who exports; default: the user's name.", valueName: "name"))
    var by = NSUserName()

    @Option(
        help: ArgumentHelp(
            "The signing key; default: beside the database, made at first use.",
            valueName: "file"))
    var key: String?

    @Flag(help: "Also make the bundle one file, FOLDER.zip.")
    var zip = false

    @Flag(help: "Only show this site's public key and its fingerprint.")
    var showKey = false

    @Flag(help: "Print one JSON object.")
    var json = false

    @OptionGroup var database: DatabaseOption

    func validate() throws {
        guard !showKey else { return }
        if events.isEmpty { throw ValidationError("Name the events to export.") }
        if output == nil { throw ValidationError("Name the bundle's folder with -o.") }
        if purpose == nil { throw ValidationError("State the --purpose.") }
        if request == nil { throw ValidationError("Give the number of the --request.") }
        if includeOriginal, reason == nil {
            throw ValidationError("--include-original needs a --reason.")
        }
    }

    func run() throws {
        do {
            let key = try signingKey()
            if showKey {
                show(key)
            } else if let output, let purpose, let request {
                try export(
                    EvidenceRequest(
                        events: events.map(EventID.init(rawValue:)), purpose: purpose,
                        requestNumber: request, language: language, contents: contents,
                        includesOriginal: includeOriginal, reason: reason, exportedBy: by),
                    to: output, key: key)
            }
        } catch let error as EvidenceError {
            if case .invalid = error {
                throw CommandFailure(message: error.description, status: 2)
            }
            throw CommandFailure(message: error.description)
        }
    }

    /// Not made for a database that is not there.
    private func signingKey() throws -> SigningKey {
        if let key { return try SigningKey.open(path: key) }
        _ = try database.open(.readOnly)
        let key = try SigningKey.openOrCreate(path: SigningKey.path(forDatabase: database.db))
        if key.wasCreated {
            StandardError.line(
                "pantau: made a new signing key, \(key.path); keep a copy of it in a safe place "
                    + "and make its fingerprint known: \(key.fingerprint)")
        }
        return key
    }

    private func show(_ key: SigningKey) {
        if json {
            StandardOutput.line(
                JSONLine.text([
                    "fingerprint": .text(key.fingerprint), "path": .text(key.path),
                    "public_key": .text(key.publicKeyPEM),
                ]))
        } else {
            StandardOutput.line("fingerprint  \(key.fingerprint)")
            StandardOutput.line(key.publicKeyPEM.trimmingCharacters(in: .newlines))
        }
    }

    private func export(_ request: EvidenceRequest, to folder: String, key: SigningKey) throws {
        let archive = folder + ".zip"
        if zip, FileManager.default.fileExists(atPath: archive) {
            throw EvidenceError.exists(path: archive)
        }
        let store = try database.open(.readWrite)
        let exporter = EvidenceExporter(
            store: store, key: key, toolVersion: ProductVersion.current)
        let stop = StopFlag()
        let interrupts = InterruptHandler { stop.set() }
        defer { interrupts.cancel() }
        let line = ExportLine(isShown: isatty(STDERR_FILENO) == 1 && !json)
        let bundle: EvidenceBundle
        do {
            bundle = try exporter.export(
                request, to: folder, progress: { line.show($0) }, shouldStop: { stop.isSet })
        } catch {
            line.clear()
            throw error
        }
        line.clear()
        if zip { try BundleArchive(folder: bundle.folder).write(toFile: archive) }
        report(bundle, archive: zip ? archive : nil)
    }

    private func report(_ bundle: EvidenceBundle, archive: String?) {
        if json {
            var object: [String: JSONLine.Value] = [
                "bytes": .integer(Int(bundle.bytes)), "events": .integer(events.count),
                "files": .integer(bundle.files), "folder": .text(bundle.folder),
                "key_fingerprint": .text(bundle.keyFingerprint),
                "manifest_sha256": .text(bundle.manifestSHA256),
                "notes": .list(bundle.notes.map { .text($0) }),
                "uuid": .text(bundle.record.uuid),
            ]
            object["zip"] = archive.map { .text($0) } ?? .null
            StandardOutput.line(JSONLine.text(object))
            return
        }
        for note in bundle.notes { StandardOutput.line("note       \(note)") }
        StandardOutput.line(
            """
            bundle     \(bundle.folder) (\(ProgressLine.count(bundle.files, "file")), \
            \(ProgressLine.grouped(Int(bundle.bytes))) bytes)
            """)
        if let archive { StandardOutput.line("zip        \(archive)") }
        StandardOutput.line(
            """
            manifest   SHA-256 \(bundle.manifestSHA256)
                       write it into the record of the handing over
            key        \(bundle.keyFingerprint)
            """)
    }
}

extension EvidenceLanguage: ExpressibleByArgument {}

extension EvidenceContents: ExpressibleByArgument {
    /// `whole-file`, as options are written; the bundle's own spelling is taken too.
    public init?(argument: String) {
        self.init(rawValue: argument.replacing("-", with: "_"))
    }

    public static var allValueStrings: [String] {
        allCases.map { $0.rawValue.replacing("_", with: "-") }
    }
}

/// Set by an interrupt, read by the work.
private final class StopFlag: Sendable {
    private let flag = Mutex(false)
    var isSet: Bool { flag.withLock { $0 } }
    func set() { flag.withLock { $0 = true } }
}

/// One line about a running export, redrawn in place on a terminal.
private final class ExportLine {
    private let isShown: Bool
    private var last = ""

    init(isShown: Bool) { self.isShown = isShown }

    func show(_ progress: ExportProgress) {
        let event = progress.event.map { ", event \($0.rawValue)" } ?? ""
        let text = "\(Int(progress.fraction * 100)) % · \(progress.step.rawValue)\(event)"
        guard isShown, text != last else { return }
        last = text
        StandardError.write("\r\u{1B}[K\(text)")
    }

    func clear() {
        if isShown, !last.isEmpty { StandardError.write("\r\u{1B}[K") }
    }
}
