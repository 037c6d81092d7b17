public import Footage

/// One packet of a recording's video stream as it lies in the file, borrowed.
public struct CopiedPacket {
    /// The untouched bytes; valid until the closure that got them returns.
    public let payload: UnsafeRawBufferPointer
    /// When its picture is shown; `nil` where the stream tells only decoding times.
    public let time: MediaTime?
    /// When it is decoded; `nil` where the stream has no times.
    public let decodingTime: MediaTime?
    public let isKey: Bool
}
