/// Why something could not be measured.
public enum CapacityError: Error, Hashable, CustomStringConvertible {
    /// Names a stream on the network.
    case liveStream(address: String)
    case unreadable(path: String, reason: String)
    /// Key frames are so far apart that no part of it can be measured alone.
    case tooFewKeyFrames(path: String, seconds: Int)
    case noPictures(path: String)
    case failed(path: String, reason: String)

    public var description: String {
        switch self {
        case .liveStream(let address):
            "\(address): live streams cannot be opened yet; record a minute of it (ffmpeg -i URL "
                + "-t 60 -c copy camera.mkv) and measure that file"
        case .unreadable(_, let reason): reason
        case .tooFewKeyFrames(let path, let seconds):
            "\(path): has no key frame for \(seconds) s, so that no part of it can be measured "
                + "alone; cut a minute out of it and measure that"
        case .noPictures(let path): "\(path): not one picture of it could be decoded"
        case .failed(let path, let reason): "\(path): \(reason)"
        }
    }
}
