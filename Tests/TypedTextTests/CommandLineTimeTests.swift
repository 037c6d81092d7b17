import Footage
import Foundation
import Testing
import TypedText

@Suite struct `Times on the command line` {
    @Test(arguments: [
        ("90", 90_000_000), ("1.5s", 1_500_000), ("5m", 300_000_000), ("2h", 7_200_000_000),
        ("00:01:30.5", 90_500_000), ("01:30", 90_000_000), ("1h30m", 5_400_000_000),
        ("250ms", 250_000), ("1d", 86_400_000_000), (" 10 min ", 600_000_000), ("0", 0),
        ("100:00:00", 360_000_000_000), ("1.5", 1_500_000), (".5s", 500_000),
        ("1h 5s", 3_605_000_000),
    ])
    func `a length of time is read`(text: String, microseconds: Int64) throws {
        #expect(try CommandLineTime.duration(text).microseconds == microseconds)
    }

    @Test(arguments: [
        ("", "use 90"), ("-5", "negative"), ("5x", "use 90"), ("1:75", "below 60"),
        ("1:2:3:4", "HH:MM:SS"), ("nan", "use 90"), ("1e3", "use 90"), ("inf", "use 90"),
        ("0x10", "use 90"), ("2026-01-31", "it is a date"), ("5m2h", "use 90"),
        ("99999999999", "ten years"), ("1.5.5", "use 90"), ("::", "MM:SS"), ("٣", "use 90"),
    ])
    func `anything else is refused, saying what is meant`(text: String, hint: String) throws {
        let error = #expect(throws: IntakeError.self) { try CommandLineTime.duration(text) }
        #expect(try #require(error).description.contains(hint))
        #expect(try #require(error).description.hasPrefix("'\(text)' is not a length of time"))
    }

    @Test(arguments: [
        ("2026-01-31T23:59:59", 1_769_875_199_000_000),
        ("2026-01-31T23:59:59Z", 1_769_903_999_000_000),
        ("2026-01-31 23:59:59.25", 1_769_875_199_250_000),
        ("2026-01-31T23:59:59+07:00", 1_769_878_799_000_000),
        ("2026-01-31T23:59:59+0700", 1_769_878_799_000_000),
        ("2026-01-31T23:59:59-05:00", 1_769_921_999_000_000),
        ("2026-01-31T23:59", 1_769_875_140_000_000), ("2026-01-31T23:59Z", 1_769_903_940_000_000),
        ("2026-01-31", 1_769_788_800_000_000), ("20260131T235959", 1_769_875_199_000_000),
    ])
    func `a moment is read in the feed's zone unless it states one`(
        text: String, microseconds: Int64
    ) throws {
        let zone = try TimeZoneName.zone(named: "Asia/Makassar")
        #expect(try CommandLineTime.moment(text, zone: zone).microsecondsUTC == microseconds)
    }

    @Test(arguments: [
        ("", "use 2026-01-31T23:59:59"), ("2026-13-31T00:00:00", "no month 13"),
        ("2026-02-29", "has 28 days"), ("31-01-2026", "year first: 2026-01-31"),
        ("2026-01-31T25:00:00", "after the date comes a time"), ("yesterday", "use 2026-01-31"),
        ("1234-01-31", "1990…2100"), ("2026-01-31T23:59:59+99:00", "after the date"),
    ])
    func `what is no moment is refused, naming the fault`(text: String, hint: String) throws {
        let error = #expect(throws: IntakeError.self) {
            try CommandLineTime.moment(text, zone: .gmt)
        }
        #expect(try #require(error).description.contains(hint))
    }
}
