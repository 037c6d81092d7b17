import EventStore
import Footage
import Foundation

extension ExportRun {
    /// Every recording from which something is in the bundle, in the order of the events.
    func recordings(_ copies: RecordingCopies) -> [BundleManifest.Recording] {
        let wording = Wording.of(request.language)
        var recordings: [BundleManifest.Recording] = []
        for dossier in dossiers {
            for part in dossier.parts
            where !recordings.contains(where: { $0.id == part.recording.id.rawValue }) {
                recordings.append(
                    BundleManifest.Recording(
                        part.recording, site: dossier.feed?.site,
                        sha256: copies.wholeFiles[part.recording.id], wording: wording))
            }
        }
        return recordings
    }

    /// What a person should know before anything else.
    func notes() -> [String] {
        let wording = Wording.of(request.language)
        var notes: [String] = []
        for dossier in dossiers {
            var found: [String] = []
            if !dossier.privacyMasks.isEmpty {
                let note = request.includesOriginal ? wording.originalNote : wording.maskedNote
                found.append(note.filling(["camera": dossier.event.feedName]))
            }
            for part in dossier.parts {
                let identity = part.recording.identity
                guard let now = BundleManifest.Recording.sizeNow(identity),
                    now != identity.sizeBytes
                else { continue }
                found.append(
                    wording.changedSizeNote.filling([
                        "file": part.part.fileName, "scanned": String(identity.sizeBytes),
                        "now": String(now),
                    ]))
            }
            notes += found.filter { !notes.contains($0) }
        }
        return notes
    }
}

extension BundleManifest.Recording {
    init(_ recording: RecordingRecord, site: String?, sha256: String?, wording: Wording) {
        let facts = recording.facts
        let fileName = (recording.identity.path as NSString).lastPathComponent
        let source = facts?.clockSource ?? .unknown
        let size = facts.map { $0.orientation.displayed($0.storedSize) }
        self.init(
            id: recording.id.rawValue, uuid: recording.uuid, camera: recording.feedName,
            site: site, timeZone: recording.feedTimeZone, fileName: fileName,
            scannedBytes: recording.identity.sizeBytes, bytes: Self.sizeNow(recording.identity),
            fingerprint: recording.identity.fingerprint, sha256: sha256,
            container: facts?.container, codec: facts?.codec, width: size?.width,
            height: size?.height, durationUs: facts?.duration.microseconds,
            startUs: facts?.start?.microsecondsUTC, clockSource: source.rawValue,
            clockStatement: wording.clockStatement(source, fileName: fileName),
            findings: facts?.findings ?? [])
    }

    /// `nil` for what is not one file.
    static func sizeNow(_ identity: RecordingIdentity) -> Int64? {
        var status = stat()
        guard stat(identity.path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            return nil
        }
        return Int64(status.st_size)
    }
}
