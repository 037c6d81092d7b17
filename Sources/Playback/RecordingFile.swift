import EventStore
import Footage
import Glibc
import VideoDecoding

/// A recording's file as it is now, which need not be as it was scanned.
struct RecordingFile: Hashable {
    let source: RecordingSource
    /// Changes with the file.
    let version: String

    /// - Throws: `.gone`, `.unreadable`, `.notIndexed`.
    init(_ recording: RecordingRecord) throws(PlaybackError) {
        let path = recording.identity.path
        guard let facts = recording.facts else {
            throw .notIndexed(path: path, recording: recording.id)
        }
        if facts.container == "image sequence" {
            do throws(VideoDecodingError) {
                source = try .imageSequence(
                    matching: path, framesPerSecond: facts.nominalFramesPerSecond ?? 25)
            } catch {
                throw PlaybackError(error, recording: recording.id)
            }
            version = "\(recording.identity.sizeBytes)"
            return
        }
        var status = stat()
        guard stat(path, &status) == 0 else {
            guard errno == EACCES else { throw .gone(path: path, recording: recording.id) }
            throw .unreadable(
                recording: recording.id,
                reason: "\(path): permission denied. Make it readable for this user.")
        }
        source = .file(path: path)
        version = "\(status.st_size)-\(status.st_mtim.tv_sec).\(status.st_mtim.tv_nsec)"
    }
}
