public import EventStore
import Foundation

/// What the check of a site's audit log gave, alone or against a bundle.
public struct AuditProof: Sendable, Hashable {
    public var chain: AuditChainReport
    /// `nil` if no bundle was given.
    public var bundle: BundleStanding?

    /// Where a bundle stands in the log.
    public struct BundleStanding: Sendable, Hashable {
        public var report: VerificationReport
        /// The entry up to which the log is as it was when the bundle was made (0: there was
        /// none); `nil` if the log has no such entry: it was cut off, written anew, or is the log
        /// of another site.
        public var headEntry: Int64?
        /// The entry that tells of the export of exactly this bundle, after `headEntry`.
        public var exportEntry: Int64?
    }

    /// Whether every entry follows from the one before, and the bundle, if any, is whole and was
    /// exported from here.
    public var isGood: Bool {
        guard chain.isWhole else { return false }
        guard let bundle else { return true }
        return bundle.report.isGood && bundle.headEntry != nil && bundle.exportEntry != nil
    }

    /// Proves the audit log of `store`, and that the bundle at `path` belongs to it.
    public init(
        of store: EventStore, bundle path: String? = nil, trusting trusted: TrustedKey? = nil
    ) throws(EvidenceError) {
        bundle = nil
        do throws(EventStoreError) {
            chain = try store.verifyAuditChain()
        } catch {
            throw .store(error)
        }
        guard let path else { return }
        let report = try BundleVerifier(trusting: trusted).verify(path)
        do throws(EventStoreError) {
            var standing = BundleStanding(report: report)
            if let head = report.claims.flatMap({ AuditHash($0.auditHead) }) {
                standing.headEntry = try store.containsAuditHead(head)
            }
            if let headEntry = standing.headEntry, let sha256 = report.manifestSHA256 {
                standing.exportEntry = try Self.entry(
                    ofExport: sha256, after: headEntry, in: store)
            }
            bundle = standing
        } catch {
            throw .store(error)
        }
    }

    private static func entry(
        ofExport sha256: String, after first: Int64, in store: EventStore
    ) throws(EventStoreError) -> Int64? {
        var cursor: Int64?
        while true {
            let entries = try store.auditEntries(before: cursor, limit: 500)
            for entry in entries where entry.id > first && entry.action == .exported {
                let subject = try? JSONDecoder().decode(
                    Subject.self, from: Data(entry.subjectJSON.utf8))
                if subject?.manifest == sha256 { return entry.id }
            }
            guard let last = entries.last, last.id > first else { return nil }
            cursor = last.id
        }
    }

    /// What of an export's entry is needed here.
    private struct Subject: Decodable {
        var manifest: String

        enum CodingKeys: String, CodingKey {
            case manifest = "manifest_sha256"
        }
    }
}
