import EventStore
import Playback
import VideoDecoding

extension EvidenceError {
    init(_ error: VideoDecodingError, recording: RecordingRecord) {
        switch error {
        case .stopped: self = .stopped
        case .missing(let path): self = .recordingGone(path: path, recording: recording.id)
        case .diskFull(let path): self = .diskFull(path: path)
        case .cannotWrite(let path, let reason): self = .cannotWrite(path: path, reason: reason)
        default: self = .media(recording: recording.id, reason: error.description)
        }
    }

    init(_ error: PlaybackError, recording: RecordingRecord) {
        switch error {
        case .stopped: self = .stopped
        case .gone(let path, _): self = .recordingGone(path: path, recording: recording.id)
        case .diskFull(let path): self = .diskFull(path: path)
        case .cannotWrite(let path, let reason): self = .cannotWrite(path: path, reason: reason)
        case .store(let error): self = .store(error)
        default: self = .media(recording: recording.id, reason: error.description)
        }
    }
}
