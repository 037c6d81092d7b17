import CFFmpeg

/// Where the packets of a live stream come from. One thread at a time.
protocol LiveSource: AnyObject {
    /// The video stream.
    var stream: UnsafeMutablePointer<AVStream> { get }
    /// The container, for what it says of the stream.
    var context: UnsafeMutablePointer<AVFormatContext> { get }
    /// Whether the packets' time stamps are the stream's own; otherwise when they arrive counts.
    var hasClock: Bool { get }

    /// Blocks for the next packet of the video stream.
    func read(into packet: Packet) throws(LiveError) -> LiveReading

    /// Waits until the packet is due, where that is not the sender's affair.
    func pace(to time: Int64) throws(LiveError)
}

enum LiveReading {
    case packet
    /// The next packet is the first again: time goes on, whatever the time stamps say.
    case rewound
}
