import EventStore

/// What a purge did, for a person.
struct PurgeText {
    let report: PurgeReport
    let isDryRun: Bool

    var lines: [String] {
        let verb = isDryRun ? "Would delete" : "Deleted"
        var lines = [
            "\(verb) \(report.events) events, \(report.pictures) pictures, "
                + "\(report.activityMinutes) minutes of activity, of \(report.recordings) recordings"
        ]
        if report.eventsTrimmed > 0 {
            lines.append("\(report.eventsTrimmed) events reach over that time and keep their rest")
        }
        if report.byFileTime > 0 {
            lines.append(
                "\(report.byFileTime) recordings of unknown clock were judged by when their files "
                    + "were written")
        }
        if !report.inUse.isEmpty {
            lines.append("\(report.inUse.count) recordings are being scanned and were left alone")
        }
        return lines
    }
}
