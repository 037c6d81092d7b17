import EventStore
import Foundation
import Playback

extension APIError {
    /// - Parameter showsPath: whether paths on the server may be told.
    init(_ error: PlaybackError, showsPath: Bool) {
        let text = showsPath ? error.description : Self.withoutFolders(error.description)
        switch error.trouble {
        case .gone: self.init(.gone, text)
        case .unreadable, .outOfRange, .nothingToCompare: self.init(.unprocessable, text)
        case .notFound: self.init(.notFound, text)
        case .disk:
            self.init(.unavailable, "Clips can't be kept: the server's disk is full or fails.")
            retryAfterSeconds = 30
        case .encoder: self.init(.unavailable, text)
        case .stopped: self = .givenUp
        case .store(let error): self.init(describing: error)
        }
        recording = error.recording?.rawValue
    }

    /// The text with every path reduced to its last name.
    static func withoutFolders(_ text: String) -> String {
        text.replacing(#/(^|[\s(“"'])(?:/[^/\s:]+)*/([^/\s:]+)/#) { match in
            "\(match.1)\(match.2)"
        }
    }
}
