import EventStore
import Footage
import Foundation
import Playback

/// One export at work.
struct ExportRun {
    let exporter: EvidenceExporter
    let player: Player
    let request: EvidenceRequest
    let dossiers: [EventDossier]
    let folder: BundleFolder
    let meter: ExportMeter
    let shouldStop: @Sendable () -> Bool

    private var wording: Wording { Wording.of(request.language) }

    mutating func make() throws(EvidenceError) -> EvidenceBundle {
        for name in [BundleLayout.video, BundleLayout.stills, BundleLayout.pages] {
            try folder.makeFolder(name)
        }
        let copies = try copyRecordings()
        let pages = try takeStills()
        meter.begin(.pages)
        try checkStop()
        let context = try addPages(copies: copies, pages: pages)
        meter.end()
        meter.begin(.signing)
        try checkStop()
        return try sign(context, copies: copies)
    }

    private func checkStop() throws(EvidenceError) {
        if shouldStop() { throw .stopped }
    }

    private func copyRecordings() throws(EvidenceError) -> RecordingCopies {
        var copies = RecordingCopies(
            player: player, folder: folder, request: request, shouldStop: shouldStop)
        for dossier in dossiers {
            let event = dossier.event.id
            for part in dossier.parts {
                try checkStop()
                meter.begin(.video, event: event)
                try copies.add(part, of: dossier) { share in
                    meter.begin(.video, event: event, part: share)
                }
                meter.end()
            }
        }
        return copies
    }

    private func takeStills() throws(EvidenceError) -> [PageContext.EventPages] {
        let stills = EventStills(player: player, folder: folder, wording: wording)
        var pages: [PageContext.EventPages] = []
        for dossier in dossiers {
            pages.append(
                try stills.take(of: dossier) { () throws(EvidenceError) in
                    try checkStop()
                    meter.begin(.stills, event: dossier.event.id)
                    meter.end()
                })
        }
        return pages
    }

    private func addPages(
        copies: RecordingCopies, pages: [PageContext.EventPages]
    ) throws(EvidenceError) -> PageContext {
        let document = EventDocument(events: dossiers.map(EventDocument.Event.init))
        try folder.add(BundleLayout.events, try json(document, BundleLayout.events))
        try folder.add(BundleLayout.publicKey, Data(exporter.key.publicKeyPEM.utf8))
        let context = PageContext(
            wording: wording, language: request.language, request: request, bundle: bundle(),
            keyFingerprint: exporter.key.fingerprint, auditHead: try auditHead(),
            recordings: recordings(copies), videos: copies.videos,
            digests: Dictionary(
                folder.files.map { ($0.path, $0.sha256) }, uniquingKeysWith: { $1 }),
            events: pages, notes: notes())
        for page in pages {
            try folder.add(
                BundleLayout.page(ofEvent: page.dossier.event.id.rawValue),
                Data(EventPage(context: context, pages: page).html.text.utf8))
        }
        try folder.add(BundleLayout.cover, Data(CoverPage(context: context).html.text.utf8))
        let sums = folder.files.map { "\($0.sha256)  \($0.path)\n" }.joined()
        try folder.add(BundleLayout.checksums, Data(sums.utf8))
        return context
    }

    /// The manifest, its signature, the entry in the audit log, and the name: in this order.
    private func sign(
        _ context: PageContext, copies: RecordingCopies
    ) throws(EvidenceError) -> EvidenceBundle {
        let manifest = BundleManifest(
            bundle: context.bundle,
            request: BundleManifest.Request(
                purpose: request.purpose, requestNumber: request.requestNumber,
                language: request.language.rawValue, contents: request.contents.rawValue,
                includesOriginal: request.includesOriginal, reason: request.reason),
            files: folder.files, recordings: context.recordings, videos: copies.videos,
            events: context.events.map { pages in
                let event = pages.dossier.event
                return BundleManifest.Event(
                    id: event.id.rawValue, uuid: event.uuid,
                    page: BundleLayout.page(ofEvent: event.id.rawValue),
                    videos: context.videos(of: event.id).map(\.path),
                    stills: pages.stills.map(\.path))
            }, auditHead: context.auditHead,
            signer: BundleManifest.Signer(
                algorithm: "Ed25519", publicKey: exporter.key.publicKeyPEM,
                fingerprint: exporter.key.fingerprint))
        let data = try json(manifest, BundleLayout.manifest)
        let signature = try exporter.key.signature(for: data)
        try folder.write(BundleLayout.manifest, data)
        try folder.write(BundleLayout.signature, signature)
        let bytes = folder.files.reduce(Int64(data.count + signature.count)) { $0 + $1.bytes }
        let files = folder.files.count + 2
        let sha256 = FileDigest(of: data).sha256
        try checkStop()
        let record: ExportRecord
        do throws(EventStoreError) {
            record = try exporter.store.addExport(
                ExportDraft(
                    uuid: context.bundle.uuid, name: context.bundle.name,
                    path: folder.destination, purpose: request.purpose,
                    requestNumber: request.requestNumber, language: request.language.rawValue,
                    contents: request.contents.rawValue,
                    includesOriginal: request.includesOriginal, reason: request.reason,
                    events: request.events, files: files, bytes: bytes, manifestSHA256: sha256),
                by: request.exportedBy)
        } catch {
            throw .store(error)
        }
        try folder.finish()
        meter.end()
        meter.begin(.signing)
        return EvidenceBundle(
            folder: folder.destination, record: record, files: files, bytes: bytes,
            manifestSHA256: sha256, keyFingerprint: exporter.key.fingerprint,
            notes: context.notes)
    }

    private func json(
        _ value: some Encodable, _ name: String
    ) throws(EvidenceError) -> Data {
        guard let data = BundleJSON.data(value) else {
            throw .cannotWrite(
                path: folder.location(name), reason: "a number in it is not finite")
        }
        return data
    }

    private func auditHead() throws(EvidenceError) -> BundleManifest.AuditHead {
        do throws(EventStoreError) {
            let head = try exporter.store.auditHead()
            return BundleManifest.AuditHead(entries: head.entries, hash: head.hash.description)
        } catch {
            throw .store(error)
        }
    }

    private func bundle() -> BundleManifest.Bundle {
        let now = exporter.clock()
        let zone = dossiers.first?.event.feedTimeZone ?? "UTC"
        let random = exporter.random
        return BundleManifest.Bundle(
            uuid: Self.uuid(random(), random()),
            name: (folder.destination as NSString).lastPathComponent,
            exportedUs: now.microsecondsUTC,
            exportedAt: LocalClock(timeZoneName: zone, language: request.language).text(now),
            exportedBy: request.exportedBy, tool: "pantau", toolVersion: exporter.toolVersion)
    }

    /// A random UUID (version 4).
    private static func uuid(_ high: UInt64, _ low: UInt64) -> String {
        let high = high & ~0xF000 | 0x4000
        let low = low & ~(0xC000 << 48) | 0x8000 << 48
        let digits = Hexadecimal.text(
            [high, low].flatMap { number in
                (0..<8).map { UInt8(truncatingIfNeeded: number >> (56 - 8 * $0)) }
            })
        var rest = digits[...]
        return [8, 4, 4, 4, 12].map { count in
            defer { rest = rest.dropFirst(count) }
            return String(rest.prefix(count))
        }.joined(separator: "-")
    }
}
