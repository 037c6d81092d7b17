import ArgumentParser
import EventStore
import Evidence
import Footage
import Foundation

struct VerifyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Check a bundle of evidence, or this site's audit log.",
        discussion: """
            Offline and without a database: every file against the manifest, the manifest \
            against its signature. Each file that was changed, removed, added or renamed is named.

              pantau verify bukti --key FINGERPRINT
              pantau verify bukti.zip
              pantau verify bukti --original /rekaman/gerbang.mp4
              pantau verify --audit pantau.sqlite --bundle bukti

            A bundle proves by itself that it is whole, not whose it is: compare the key's \
            fingerprint with the one that the operator of the cameras made known, or give it \
            with --key.

            Exit status: 0 all is well, 1 something is not, 2 wrong usage.
            """)

    @Argument(help: "The bundle: its folder, or its .zip.")
    var path: String?

    @Option(
        help: ArgumentHelp(
            "The signer's public key: a PEM file, or its fingerprint.",
            valueName: "file|fingerprint"))
    var key: String?

    @Option(
        help: ArgumentHelp(
            "Compare the bundle's video with this original recording, packet by packet.",
            valueName: "file"))
    var original: [String] = []

    @Option(help: ArgumentHelp("Check the audit log of this database.", valueName: "database"))
    var audit: String?

    @Option(
        help: ArgumentHelp(
            "With --audit: check that the bundle was exported from there.", valueName: "folder"))
    var bundle: String?

    @Flag(help: "Print one JSON object.")
    var json = false

    func validate() throws {
        if path == nil, audit == nil { throw ValidationError("Name a bundle, or use --audit.") }
        if path != nil, audit != nil {
            throw ValidationError("Name the bundle with --bundle when --audit is given.")
        }
        if bundle != nil, audit == nil { throw ValidationError("--bundle goes with --audit.") }
        if !original.isEmpty, path == nil {
            throw ValidationError("--original goes with a bundle.")
        }
    }

    func run() throws {
        do {
            let trusted = try trustedKey()
            let isGood =
                if let path {
                    try verify(path, trusting: trusted)
                } else {
                    try proveAudit(trusting: trusted)
                }
            if !isGood { throw ExitCode(1) }
        } catch let error as EvidenceError {
            throw CommandFailure(message: error.description)
        }
    }

    private func trustedKey() throws -> TrustedKey? {
        do throws(EvidenceError) {
            guard let key else { return nil }
            return try TrustedKey(key)
        } catch {
            throw CommandFailure(message: error.description, status: 2)
        }
    }

    private func verify(_ path: String, trusting trusted: TrustedKey?) throws -> Bool {
        let report = try BundleVerifier(trusting: trusted).verify(path)
        var comparisons: [OriginalComparison] = []
        for file in original {
            comparisons += try OriginalComparison.compare(bundle: path, with: file)
        }
        let isSame = comparisons.allSatisfy(\.isSame)
        if json {
            var object = VerifyText.object(report)
            object["originals"] = .list(comparisons.map(VerifyText.object))
            object["good"] = .flag(report.isGood && isSame)
            StandardOutput.line(JSONLine.text(object))
        } else {
            VerifyText.lines(report).forEach(StandardOutput.line)
            comparisons.map(VerifyText.line).forEach(StandardOutput.line)
        }
        return report.isGood && isSame
    }

    private func proveAudit(trusting trusted: TrustedKey?) throws -> Bool {
        var option = DatabaseOption()
        option.db = audit ?? ""
        let proof = try AuditProof(
            of: option.open(.readOnly), bundle: bundle, trusting: trusted)
        if json {
            StandardOutput.line(JSONLine.text(VerifyText.object(proof)))
        } else {
            VerifyText.lines(proof).forEach(StandardOutput.line)
        }
        return proof.isGood
    }
}
