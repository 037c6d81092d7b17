import Evidence
import Footage
import Foundation

/// What `verify` prints, for people and for programs.
enum VerifyText {
    static func lines(_ report: VerificationReport) -> [String] {
        var lines = report.findings.map { finding in
            "\(finding.problem.rawValue.replacing("_", with: " ").uppercased())  "
                + finding.description
        }
        let read =
            "\(ProgressLine.count(report.files, "file")), "
            + "\(ProgressLine.grouped(Int(report.bytes))) bytes"
        lines.append(
            report.isGood
                ? "good       \(report.path): \(read), each as it was signed"
                : "NOT GOOD   \(report.path): \(read), "
                    + "\(ProgressLine.count(report.findings.count, "finding"))")
        if let claims = report.claims {
            lines.append(
                "states     request \(claims.requestNumber), exported "
                    + ClockText(timeZoneName: "UTC").table(claims.exported)
                    + " by \(claims.exportedBy)" + (report.isGood ? "" : " (not to be believed)"))
        }
        if let sha256 = report.manifestSHA256 { lines.append("manifest   SHA-256 \(sha256)") }
        if let fingerprint = report.keyFingerprint {
            lines.append("key        \(fingerprint)")
            lines.append("           " + trust(report.keyTrust))
        }
        return lines
    }

    private static func trust(_ trust: VerificationReport.KeyTrust) -> String {
        switch trust {
        case .confirmed: "the key that you know"
        case .different: "NOT the key that you know"
        case .notCompared:
            "not compared: see that it is the one that the operator of the cameras made known"
        }
    }

    static func object(_ report: VerificationReport) -> [String: JSONLine.Value] {
        var object: [String: JSONLine.Value] = [
            "bytes": .integer(Int(report.bytes)), "files": .integer(report.files),
            "findings": .list(
                report.findings.map { finding in
                    .object([
                        "path": .text(finding.path), "problem": .text(finding.problem.rawValue),
                        "text": .text(finding.description),
                    ])
                }),
            "good": .flag(report.isGood),
            "key": .object([
                "fingerprint": text(report.keyFingerprint),
                "trust": .text(report.keyTrust.rawValue),
            ]),
            "manifest_sha256": text(report.manifestSHA256), "path": .text(report.path),
        ]
        object["claims"] =
            report.claims.map { claims in
                .object([
                    "audit_head": .text(claims.auditHead),
                    "cameras": .list(claims.cameras.map { .text($0) }),
                    "exported_by": .text(claims.exportedBy),
                    "exported_us": .integer(Int(claims.exported.microsecondsUTC)),
                    "name": .text(claims.name), "purpose": .text(claims.purpose),
                    "request_number": .text(claims.requestNumber),
                    "tool_version": .text(claims.toolVersion),
                ])
            } ?? .null
        return object
    }

    static func line(_ comparison: OriginalComparison) -> String {
        (comparison.isSame ? "original   " : "DIFFERENT  ") + comparison.description
    }

    static func object(_ comparison: OriginalComparison) -> JSONLine.Value {
        .object([
            "original": .text(comparison.original), "same": .flag(comparison.isSame),
            "text": .text(comparison.description), "video": .text(comparison.video),
        ])
    }

    static func lines(_ proof: AuditProof) -> [String] {
        var lines: [String] = []
        if let broken = proof.chain.firstBroken {
            lines.append("BROKEN     \(broken)")
        } else {
            lines.append(
                "whole      audit log of "
                    + (proof.chain.entries == 1
                        ? "1 entry" : "\(ProgressLine.grouped(proof.chain.entries)) entries")
                    + ", each following from the one before")
        }
        lines.append("head       \(proof.chain.head)")
        guard let standing = proof.bundle else { return lines }
        lines += self.lines(standing.report)
        if let entry = standing.headEntry {
            lines.append("bundle     the log is unchanged up to entry \(entry), where it was made")
        } else {
            lines.append(
                "NOT FOUND  the log holds no entry with the bundle's head: it was cut off, or is "
                    + "the log of another site")
        }
        lines.append(
            standing.exportEntry.map { "export     entered in the log as entry \($0)" }
                ?? "NOT FOUND  no entry of the log tells of the export of this bundle")
        return lines
    }

    static func object(_ proof: AuditProof) -> [String: JSONLine.Value] {
        var object: [String: JSONLine.Value] = [
            "entries": .integer(proof.chain.entries), "good": .flag(proof.isGood),
            "head": .text(proof.chain.head.description), "whole": .flag(proof.chain.isWhole),
        ]
        object["first_broken"] =
            proof.chain.firstBroken.map { broken in
                .object([
                    "entry": .integer(Int(broken.id)), "text": .text(broken.description),
                ])
            } ?? .null
        object["bundle"] =
            proof.bundle.map { standing in
                .object(
                    self.object(standing.report).merging([
                        "export_entry": integer(standing.exportEntry),
                        "head_entry": integer(standing.headEntry),
                    ]) { $1 })
            } ?? .null
        return object
    }

    private static func text(_ text: String?) -> JSONLine.Value { text.map { .text($0) } ?? .null }

    private static func integer(_ number: Int64?) -> JSONLine.Value {
        number.map { .integer(Int($0)) } ?? .null
    }
}
