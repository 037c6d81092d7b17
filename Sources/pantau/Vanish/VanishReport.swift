import Footage
import Foundation
import Playback

/// The answer of `pantau vanish`, for a person or a program.
struct VanishReport {
    let answer: VanishAnswer
    let zone: TimeZone
    let pictures: [String]

    private var clock: ClockText { ClockText(timeZoneName: zone.identifier) }

    var text: String {
        var lines = [answer.sentence(timeZone: zone), ""]
        for change in answer.changes {
            lines.append("\(change.kind.rawValue)")
            lines.append("  before  \(line(change.before))")
            lines.append("  after   \(line(change.after))")
        }
        lines.append(
            "looked at \(answer.probes) key frames and \(answer.frames) pictures in "
                + String(format: "%.1f s", answer.took.seconds))
        for trouble in answer.unreadable { lines.append("not searched: \(trouble.reason)") }
        lines += pictures.map { "picture  \($0)" }
        return lines.joined(separator: "\n")
    }

    private func line(_ shot: VanishShot) -> String {
        let name = (shot.path as NSString).lastPathComponent
        let place = "\(shot.media) in \(name), \(Int((shot.similarity * 100).rounded())) % alike"
        return shot.wall.map { "\(clock.table($0)), \(place)" } ?? place
    }

    var json: String {
        JSONLine.text([
            "verdict": .text(answer.verdict.rawValue),
            "sentence": .text(answer.sentence(timeZone: zone)),
            "before": answer.before.map(object) ?? .null,
            "after": answer.after.map(object) ?? .null,
            "changes": .list(
                answer.changes.map { change in
                    .object([
                        "kind": .text(change.kind.rawValue), "before": object(change.before),
                        "after": object(change.after),
                    ])
                }),
            "reference": object(answer.reference),
            "box": .list(
                [answer.region.x, answer.region.y, answer.region.width, answer.region.height]
                    .map { .number($0) }),
            "probes": .integer(answer.probes), "frames": .integer(answer.frames),
            "took_s": .number(answer.took.seconds),
            "unreadable": .list(
                answer.unreadable.map {
                    .object(["path": .text($0.path), "reason": .text($0.reason)])
                }),
            "pictures": .list(pictures.map { .text($0) }),
        ])
    }

    private func object(_ shot: VanishShot) -> JSONLine.Value {
        .object([
            "path": .text(shot.path), "media_s": .number(shot.media.seconds),
            "time": shot.wall.map { .text(clock.iso8601($0)) } ?? .null,
            "similarity": .number(shot.similarity),
        ])
    }
}
