import CFFmpeg
import Footage

/// What a live stream consists of, from one packet on up to the next change.
public final class LiveFormat: Sendable {
    /// 1, 2, … within one stream.
    public let number: Int
    public let info: StreamInfo
    /// With the parameter sets that decoders and clips need.
    let parameters: CodecParameters

    init(number: Int, info: StreamInfo, parameters: CodecParameters) {
        self.number = number
        self.info = info
        self.parameters = parameters
    }

    /// Why a clip of copied packets has to be encoded anew before a browser plays it, as one
    /// sentence; `nil` when browsers play it as it is. Media players play all of them.
    public var reasonToTranscode: String? { BrowserPlayability.reasonToTranscode(info) }
}
