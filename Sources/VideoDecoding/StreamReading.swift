import CFFmpeg
import Footage

/// Facts of a stream as libavformat states them, in our terms.
enum StreamReading {
    static func info(
        _ context: UnsafeMutablePointer<AVFormatContext>,
        stream: UnsafeMutablePointer<AVStream>
    ) -> StreamInfo {
        let parameters = stream.pointee.codecpar.pointee
        let format = AVPixelFormat(rawValue: parameters.format)
        return StreamInfo(
            container: context.pointee.iformat.map { String(cString: $0.pointee.name) } ?? "",
            codec: String(cString: avcodec_get_name(parameters.codec_id)),
            storedSize: FrameSize(width: Int(parameters.width), height: Int(parameters.height)),
            sampleAspect: aspect(av_guess_sample_aspect_ratio(context, stream, nil)),
            orientation: orientation(stream),
            isInterlaced: [AV_FIELD_TT, AV_FIELD_BB, AV_FIELD_TB, AV_FIELD_BT].contains(
                parameters.field_order),
            pixelFormat: av_get_pix_fmt_name(format).map { String(cString: $0) } ?? "unknown",
            nominalFramesPerSecond: frameRate(stream),
            creationTime: creationTime(context.pointee.metadata)
                ?? creationTime(stream.pointee.metadata))
    }

    static func timing(
        _ stream: UnsafeMutablePointer<AVStream>, mode: StreamTiming.Mode, rate: Double
    ) -> StreamTiming {
        let depth = max(Int(stream.pointee.codecpar.pointee.video_delay), 0)
        if mode == .constantRate {
            let frames = av_d2q(rate, 1_000_000)
            return StreamTiming(
                mode: mode, tickNumerator: frames.den, tickDenominator: max(1, frames.num),
                intervalTicks: 1, zeroTicks: 0, reorderDepth: depth)
        }
        let base = stream.pointee.time_base
        let ticksPerSecond = Double(base.den) / Double(max(1, base.num))
        return StreamTiming(
            mode: mode, tickNumerator: max(1, base.num), tickDenominator: max(1, base.den),
            intervalTicks: max(1, Int64((ticksPerSecond / rate).rounded())), zeroTicks: 0,
            reorderDepth: depth)
    }

    /// Frames a second: the average where it is believable, else the stated one; the other way
    /// round for streams without time stamps, whose average is a guess.
    static func frameRate(
        _ stream: UnsafeMutablePointer<AVStream>, prefersStated: Bool = false
    ) -> Double? {
        let average = stream.pointee.avg_frame_rate
        let stated = stream.pointee.r_frame_rate
        for rate in prefersStated ? [stated, average] : [average, stated]
        where rate.num > 0 && rate.den > 0 {
            let value = Double(rate.num) / Double(rate.den)
            if value >= 0.01 && value <= 1000 { return value }
        }
        return nil
    }

    /// The video's length by the header; `nil` where it would be an estimate.
    static func statedDuration(
        _ context: UnsafeMutablePointer<AVFormatContext>,
        stream: UnsafeMutablePointer<AVStream>
    ) -> MediaTime? {
        let name = context.pointee.iformat.map { String(cString: $0.pointee.name) } ?? ""
        let microseconds: Int64
        if name == "avi" {
            // libavformat replaces the header's duration by one from the file's size.
            guard let rate = frameRate(stream), stream.pointee.nb_frames < 1 << 32 else {
                return nil
            }
            microseconds = Int64(Double(stream.pointee.nb_frames) / rate * 1_000_000)
        } else if name.hasPrefix("mov,") {
            guard stream.pointee.duration > 0, stream.pointee.duration < 1 << 60 else {
                return nil
            }
            microseconds = av_rescale_q(
                stream.pointee.duration, stream.pointee.time_base,
                AVRational(num: 1, den: 1_000_000))
        } else if name.hasPrefix("matroska"), context.pointee.nb_streams == 1 {
            microseconds = context.pointee.duration
        } else {
            return nil
        }
        // A header may promise centuries.
        guard microseconds > 0, microseconds < 366 * 86400 * 1_000_000 else { return nil }
        return MediaTime(microseconds: microseconds)
    }

    static func aspect(_ ratio: AVRational) -> PixelAspect {
        guard ratio.num > 0, ratio.den > 0 else { return .square }
        let value = Double(ratio.num) / Double(ratio.den)
        // Pixels ten times as wide as high are damage.
        guard value > 0.1, value < 10 else { return .square }
        return PixelAspect(numerator: Int(ratio.num), denominator: Int(ratio.den))
    }

    private static func orientation(_ stream: UnsafeMutablePointer<AVStream>) -> Orientation {
        var size = 0
        guard let data = av_stream_get_side_data(stream, AV_PKT_DATA_DISPLAYMATRIX, &size),
            size >= 9 * MemoryLayout<Int32>.size
        else { return .upright }
        return data.withMemoryRebound(to: Int32.self, capacity: 9) { orientation(matrix: $0) }
    }

    /// Nearest quarter turn of a display matrix.
    static func orientation(matrix: UnsafePointer<Int32>) -> Orientation {
        let counterclockwise = av_display_rotation_get(matrix)
        guard counterclockwise.isFinite else { return .upright }
        let quarters = Int((-counterclockwise / 90).rounded())
        return Orientation(rawValue: ((quarters % 4) + 4) % 4 * 90) ?? .upright
    }

    private static func creationTime(_ metadata: OpaquePointer?) -> WallTime? {
        guard let entry = av_dict_get(metadata, "creation_time", nil, 0) else { return nil }
        var microseconds: Int64 = 0
        guard av_parse_time(&microseconds, entry.pointee.value, 0) >= 0 else { return nil }
        // Recorders without a clock write the epoch of their format: 1904 or 1970.
        let earliest: Int64 = 631_152_000_000_000
        return microseconds > earliest ? WallTime(microsecondsUTC: microseconds) : nil
    }
}
