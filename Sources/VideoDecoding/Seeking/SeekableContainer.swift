import CFFmpeg

/// Whether a container's own tables lead to any key frame of it, so that it need not be read as a
/// whole.
enum SeekableContainer {
    /// - Parameter timestampsAreContinuous: whoever read all of the recording found no jump in its
    ///   clock. Transport streams have no table that would show one.
    static func accepts(_ demuxer: ContainerDemuxer, timestampsAreContinuous: Bool) -> Bool {
        guard !demuxer.isElementaryStream,
            let format = demuxer.context.pointee.iformat.map({ String(cString: $0.pointee.name) })
        else { return false }
        if demuxer.isMovie {
            let entries = avformat_index_get_entries_count(demuxer.stream)
            // A file that goes on in fragments lists only its beginning.
            return Int64(entries) == demuxer.stream.pointee.nb_frames
                && tableAscends(demuxer)
        }
        if format == "avi" { return tableAscends(demuxer) }
        if format.hasPrefix("matroska") {
            return cuesReachEnd(demuxer) && tableAscends(demuxer)
        }
        return format == "mpegts" && timestampsAreContinuous
    }

    /// Matroska's cues, which are read at the first seek; without them a seek reads all that lies
    /// before it.
    private static func cuesReachEnd(_ demuxer: ContainerDemuxer) -> Bool {
        let duration = demuxer.context.pointee.duration
        guard duration > 0, demuxer.seek(decodingTicks: 0) else { return false }
        let count = avformat_index_get_entries_count(demuxer.stream)
        guard let last = avformat_index_get_entry(demuxer.stream, count - 1)?.pointee else {
            return false
        }
        let base = demuxer.stream.pointee.time_base
        let seconds = Double(last.timestamp) * Double(base.num) / Double(max(1, base.den))
        return seconds > Double(duration) / 1e6 - 60
    }

    /// Whether later entries of the table have later times and places, all within the file.
    private static func tableAscends(_ demuxer: ContainerDemuxer) -> Bool {
        let stream = demuxer.stream
        let count = avformat_index_get_entries_count(stream)
        guard count > 1 else { return false }
        let end = demuxer.sizeBytes
        var previous = (time: Int64.min, position: Int64.min)
        for number in 0..<count {
            guard let entry = avformat_index_get_entry(stream, number)?.pointee,
                entry.timestamp > previous.time, entry.timestamp.magnitude < 1 << 60,
                // Matroska's entries point to the cluster, which others may lie in too.
                entry.pos >= previous.position, entry.pos < end
            else { return false }
            previous = (entry.timestamp, entry.pos)
        }
        return true
    }
}
