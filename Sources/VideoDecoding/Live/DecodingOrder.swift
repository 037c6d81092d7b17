/// Gives packets their decoding times from when their pictures are shown: ascending, none after its
/// picture, without holding a packet back.
///
/// Streams from the network state no decoding times. Where pictures are sent out of order, the i-th
/// packet is decoded when the picture `depth` places before it in order of presentation is shown.
struct DecodingOrder {
    /// Times shown lately, ascending.
    private var shown: [Int64] = []
    private var last: Int64?

    /// - Parameters:
    ///   - time: when the picture is shown.
    ///   - depth: pictures that are sent before one that is shown earlier, at most.
    mutating func decodingTime(of time: Int64, depth: Int) -> Int64 {
        let place = shown.lastIndex { $0 <= time }.map { $0 + 1 } ?? 0
        shown.insert(time, at: place)
        if shown.count > 17 { shown.removeFirst() }
        var decoding = min(shown[max(0, shown.count - 1 - depth)], time)
        if let last, decoding <= last { decoding = last + 1 }
        last = decoding
        return decoding
    }
}
