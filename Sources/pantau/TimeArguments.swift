import ArgumentParser
import FeedPipeline
import Footage
import Foundation
import TypedText

/// Times and zones as options.
enum TimeArguments {
    static func duration(_ text: String) throws -> MediaTime {
        do {
            return try CommandLineTime.duration(text)
        } catch {
            throw ValidationError(error.description)
        }
    }

    static func moment(_ text: String, zone: TimeZone) throws -> WallTime {
        do {
            return try CommandLineTime.moment(text, zone: zone)
        } catch {
            throw CommandFailure(message: error.description, status: 2)
        }
    }

    /// The named zone, or the machine's.
    static func zone(_ name: String?) throws -> TimeZone {
        guard let name else { return .current }
        do {
            return try TimeZoneName.zone(named: name)
        } catch {
            throw CommandFailure(message: error.description, status: 2)
        }
    }
}
