import ArgumentParser
import EventStore
import Footage
import Foundation
import Playback

struct VanishCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "vanish",
        abstract: "Find when an object vanished from its place.",
        discussion: """
            Names the moment at which the picture shows the object, and where it is; finds when \
            it went, whether it came back, and saves the pictures before and after.

              pantau vanish gate --at "2026-11-20 22:00" --box 0.41,0.62,0.05,0.07 -o found/
              pantau vanish recording.mp4 --at 00:03:20 --point 0.43,0.65

            With an end before --at it finds when the object came. Exit status: 0 there is an \
            answer, 1 the pictures are not clear enough, 2 wrong usage.
            """)

    @Argument(help: "A feed of the database, or a recording's file.")
    var place: String

    @Option(help: "When the object is seen: a moment, or in a file the time since its start.")
    var at: String

    @Option(help: ArgumentHelp("The object's box, 0…1 of the picture.", valueName: "x,y,w,h"))
    var box: String?

    @Option(help: ArgumentHelp("A point on it, instead of a box.", valueName: "x,y"))
    var point: String?

    @Option(help: "Where the search ends; default: at the end of what is recorded.")
    var until: String?

    @Option(help: "Time zone of the times given and shown; default: the feed's, or the machine's.")
    var timezone: String?

    @OptionGroup var database: DatabaseOption

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("Save the pictures before and after here.", valueName: "folder"))
    var output: String?

    @Flag(help: "Print the answer as JSON.")
    var json = false

    func validate() throws {
        guard (box == nil) != (point == nil) else {
            throw ValidationError("say where the object is: either --box x,y,w,h or --point x,y")
        }
        _ = try target()
    }

    func run() throws {
        let search = try VanishScope.find(
            place, databasePath: database.db, zoneName: timezone,
            open: { try database.open(.readOnly) })
        do {
            let answer = try search.run(at: at, until: until, target: target())
            let pictures = try output.map { try search.save(answer, in: $0) } ?? []
            let report = VanishReport(answer: answer, zone: search.zone, pictures: pictures)
            StandardOutput.line(json ? report.json : report.text)
            if answer.verdict == .unclear { throw ExitCode(1) }
        } catch let error as PlaybackError {
            let isUsage = error.trouble == .nothingToCompare || error.trouble == .outOfRange
            throw CommandFailure(message: error.description, status: isUsage ? 2 : 1)
        }
    }

    private func target() throws -> VanishTarget {
        if let box {
            let numbers = try Self.numbers(box, count: 4, option: "--box")
            guard numbers[2] > 0, numbers[3] > 0, numbers[0] + numbers[2] <= 1.0001,
                numbers[1] + numbers[3] <= 1.0001
            else { throw ValidationError("--box \(box): reaches beyond the picture") }
            return .box(
                Region(x: numbers[0], y: numbers[1], width: numbers[2], height: numbers[3]))
        }
        let numbers = try Self.numbers(point ?? "", count: 2, option: "--point")
        return .point(NormalizedPoint(x: numbers[0], y: numbers[1]))
    }

    private static func numbers(_ text: String, count: Int, option: String) throws -> [Double] {
        let numbers = text.split(separator: ",", omittingEmptySubsequences: false).map {
            Double($0.trimmingCharacters(in: .whitespaces))
        }
        let values = numbers.compactMap { $0 }.filter { (0...1).contains($0) }
        guard values.count == count, numbers.count == count else {
            throw ValidationError(
                "\(option) \(text): give \(count) numbers from 0 to 1 with commas between")
        }
        return values
    }
}
