import Footage
import Foundation
import Testing
import TypedText

@testable import FeedPipeline

/// 2026-01-31T15:59:59.123Z and the like, as in the pattern table.
private func utc(_ time: WallTime) -> String {
    let (seconds, micros) = time.microsecondsUTC.quotientAndRemainder(dividingBy: 1_000_000)
    let text = Date(timeIntervalSince1970: Double(seconds)).formatted(.iso8601)
    return micros == 0 ? text : text.dropLast() + ".\(String(micros / 1000 + 1000).dropFirst())Z"
}

@Suite struct `The clock in a file name` {
    private func read(_ path: String, in zone: String = "Asia/Makassar") throws
        -> RecordingClock.Reading?
    {
        RecordingClock.read(path: path, zone: try TimeZoneName.zone(named: zone))
    }

    @Test(arguments: FileNamePattern.table)
    func `every example of the table is read by its own pattern`(
        pattern: FileNamePattern
    ) throws {
        #expect(!pattern.examples.isEmpty)
        for example in pattern.examples {
            let reading = try #require(try read(example.path), "\(example.path)")
            #expect(reading.pattern == pattern.name, "\(example.path)")
            #expect(utc(reading.start) == example.start, "\(example.path)")
            #expect(reading.end.map { utc($0) } == example.end, "\(example.path)")
            #expect(reading.channel == example.channel, "\(example.path)")
            #expect(reading.note == nil, "\(example.path)")
        }
    }

    @Test(arguments: [
        "vtest.avi", "1920x1080.mp4", "clip_1920x1080_25fps.mp4", "cam1.mp4", "hiv00001.mp4",
        "ch01_00000000012000000.mp4", "jetty_12345678.mp4", "12345678_123456.mp4",
        "20261331_235959.mp4", "20260230_120000.mp4", "20260131_246000.mp4",
        "20260131_235960.mp4", "18991231_120000.mp4", "jetty_2026-01-31.mp4",
        "IMG_20260131-WA0001.mp4", "cam_20260131_1080p.mp4", "x120260131_2359591.mp4",
        "9999999999.mp4", "1234567890123456789.mp4", "serial_733804851_a.mp4",
        "000123.mp4", "2026/01/02/clip.mp4", "ab12345678901234cd.avi", "", "/", ".mp4",
        "2026-01-31/jetty.mp4", "31-01-2026_23-59-59.mp4", "v1.2.3-10.20.30.mp4",
    ])
    func `a name without a full date and time gives none`(path: String) throws {
        #expect(try read(path) == nil)
    }

    @Test func `the extension never counts as a fraction of a second`() throws {
        let reading = try #require(try read("cam.20260131_235959.264"))
        #expect(utc(reading.start) == "2026-01-31T15:59:59Z")
    }

    @Test func `a counter after the time is neither a fraction nor a zone`() throws {
        for path in ["a_20260131_235959_001.mp4", "a_20260131-235959-0500.mp4"] {
            #expect(utc(try #require(try read(path)).start) == "2026-01-31T15:59:59Z")
        }
    }

    @Test func `the feed's zone decides unless the name states one`() throws {
        #expect(
            utc(try #require(try read("20260131_235959.mp4", in: "UTC")).start)
                == "2026-01-31T23:59:59Z")
        #expect(
            utc(try #require(try read("20260131T235959-0500.mp4", in: "UTC")).start)
                == "2026-02-01T04:59:59Z")
    }

    @Test func `an hour that came twice is the first, and said so`() throws {
        let reading = try #require(try read("20251026_023000.mp4", in: "Europe/Berlin"))
        #expect(utc(reading.start) == "2025-10-26T00:30:00Z")
        #expect(reading.note?.contains("came twice") == true)
    }

    @Test func `an hour that did not exist is carried over, and said so`() throws {
        let reading = try #require(try read("20260329_023000.mp4", in: "Europe/Berlin"))
        #expect(utc(reading.start) == "2026-03-29T01:30:00Z")
        #expect(reading.note?.contains("did not exist") == true)
    }

    @Test func `the hours around a change of clocks are left alone`() throws {
        let cases = [
            ("20260329_015959.mp4", "2026-03-29T00:59:59Z"),
            ("20260329_030000.mp4", "2026-03-29T01:00:00Z"),
            ("20251026_015959.mp4", "2025-10-25T23:59:59Z"),
            ("20251026_030000.mp4", "2025-10-26T02:00:00Z"),
        ]
        for (path, expected) in cases {
            let reading = try #require(try read(path, in: "Europe/Berlin"))
            #expect(utc(reading.start) == expected)
            #expect(reading.note == nil)
        }
    }

    @Test func `an end before the start lies on the next day`() throws {
        let path = "2026-01-31/001/dav/23/23.50.00-00.10.00[M][0@0][0].dav"
        let reading = try #require(try read(path))
        let end = try #require(reading.end)
        #expect(end.microsecondsUTC - reading.start.microsecondsUTC == 20 * 60 * 1_000_000)
    }

    @Test func `seconds since 1970 beside a date of another time do not count`() throws {
        let reading = try #require(try read("jetty-20260131-235959-1500000000.mp4"))
        #expect(utc(reading.start) == "2026-01-31T15:59:59Z")
    }

    @Test func `the calendar agrees with Foundation's for every day of 1990 to 2100`() throws {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        var days = 0
        for year in 1990...2100 {
            for month in 1...12 {
                for day in 1...31 {
                    guard let date = CivilDate(year: year, month: month, day: day) else { continue }
                    let expected = try #require(
                        calendar.date(from: DateComponents(year: year, month: month, day: day)))
                    #expect(date.daysSinceEpoch * 86_400 == Int(expected.timeIntervalSince1970))
                    days += 1
                }
            }
        }
        #expect(days == 40_542)
    }

    @Test func `any text is read without harm`() throws {
        var state: UInt64 = 7
        let alphabet = Array("0123456789-_.:/TZ+[]hHMS@ ~é%chRec*")
        for _ in 0..<4000 {
            var text = ""
            for _ in 0..<24 {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                text.append(alphabet[Int(state >> 33) % alphabet.count])
            }
            if let reading = try read(text) {
                #expect(
                    (631_152_000_000_000 - 50_400_000_000..<4_133_980_800_000_000).contains(
                        reading.start.microsecondsUTC))
            }
            #expect(!FeedNaming.name(for: text, workingFolder: "/").isEmpty)
        }
    }
}

@Suite struct `Time zones` {
    @Test func `are found by their IANA name in any case`() throws {
        #expect(try TimeZoneName.zone(named: "asia/makassar").secondsFromGMT() == 8 * 3600)
        #expect(try TimeZoneName.zone(named: "UTC").secondsFromGMT() == 0)
        #expect(try TimeZoneName.zone(named: "US/Pacific").identifier.isEmpty == false)
    }

    @Test(arguments: [
        ("Asia/Makasar", "Asia/Makassar"), ("Makassar", "Asia/Makassar"),
        ("Asia/Jakata", "Asia/Jakarta"), ("Europe/Berln", "Europe/Berlin"),
    ])
    func `an unknown name is refused with the nearest`(name: String, nearest: String) throws {
        let error = #expect(throws: IntakeError.self) { try TimeZoneName.zone(named: name) }
        guard case .timeZone(_, let names) = try #require(error) else {
            Issue.record("another error: \(String(describing: error))")
            return
        }
        #expect(names.first == nearest)
        #expect(error?.description.contains("did you mean \(nearest)") == true)
    }

    @Test func `a name like none gets an example`() {
        let error = #expect(throws: IntakeError.self) { try TimeZoneName.zone(named: "WITA??") }
        #expect(error?.description.contains("Asia/Makassar") == true)
    }
}
