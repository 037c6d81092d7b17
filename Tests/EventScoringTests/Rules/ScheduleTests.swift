import EventScoring
import Footage
import Foundation
import Testing

@Suite("When a schedule holds")
struct ScheduleTests {
    private let makassar = TimeZone(identifier: "Asia/Makassar")!
    private let berlin = TimeZone(identifier: "Europe/Berlin")!

    private func moment(_ text: String) throws -> WallTime {
        let date = try #require(ISO8601DateFormatter().date(from: text))
        return WallTime(microsecondsUTC: Int64(date.timeIntervalSince1970) * 1_000_000)
    }

    private func schedule(
        _ from: (Int, Int), _ to: (Int, Int), days: Set<ScheduleDay> = ScheduleDay.everyDay,
        holidays: [Holiday] = [], isOutside: Bool = false
    ) -> Schedule {
        Schedule(
            name: "hours",
            windows: [
                ScheduleWindow(
                    days: days, from: ClockTime(hour: from.0, minute: from.1)!,
                    to: ClockTime(hour: to.0, minute: to.1)!)
            ], holidays: holidays, isOutside: isOutside)
    }

    @Test("A night passes midnight and belongs to the day on which it began")
    func overMidnight() throws {
        // Only the night that begins on a Friday: 2026-12-04.
        let night = schedule((18, 0), (6, 0), days: [.friday])
        #expect(!night.contains(try moment("2026-12-04T17:59:59+08:00"), in: makassar))
        #expect(night.contains(try moment("2026-12-04T18:00:00+08:00"), in: makassar))
        #expect(night.contains(try moment("2026-12-05T02:10:14+08:00"), in: makassar))
        #expect(!night.contains(try moment("2026-12-05T06:00:00+08:00"), in: makassar))
        #expect(!night.contains(try moment("2026-12-05T19:00:00+08:00"), in: makassar))
        #expect(!night.contains(try moment("2026-12-04T02:10:14+08:00"), in: makassar))
        let began = night.began(before: try moment("2026-12-05T02:10:14+08:00"), in: makassar)
        #expect(began == (try moment("2026-12-04T18:00:00+08:00")))
        #expect(night.began(before: try moment("2026-12-05T07:00:00+08:00"), in: makassar) == nil)
    }

    @Test("The zone's clock counts, not UTC's")
    func zone() throws {
        let office = schedule((8, 0), (16, 0), days: [.monday])
        // Monday 2026-12-07 08:00 in Makassar is midnight UTC.
        #expect(office.contains(try moment("2026-12-07T00:00:00Z"), in: makassar))
        #expect(!office.contains(try moment("2026-12-07T00:00:00Z"), in: berlin))
        #expect(!office.contains(try moment("2026-12-06T23:59:59Z"), in: makassar))
    }

    @Test("On a holiday only windows of holidays begin")
    func holidays() throws {
        let independence = Holiday(month: 8, day: 17, name: "Hari Kemerdekaan")
        // 2026-08-17 is a Monday.
        let office = schedule((8, 0), (16, 0), days: ScheduleDay.weekdays, holidays: [independence])
        #expect(!office.contains(try moment("2026-08-17T10:00:00+08:00"), in: makassar))
        #expect(office.contains(try moment("2026-08-18T10:00:00+08:00"), in: makassar))
        #expect(!office.contains(try moment("2027-08-17T10:00:00+08:00"), in: makassar))
        let once = schedule(
            (8, 0), (16, 0), days: ScheduleDay.weekdays,
            holidays: [Holiday(year: 2026, month: 8, day: 17)])
        #expect(!once.contains(try moment("2026-08-17T10:00:00+08:00"), in: makassar))
        #expect(once.contains(try moment("2027-08-17T10:00:00+08:00"), in: makassar))
        let wholeDay = schedule((0, 0), (24, 0), days: [.holiday], holidays: [independence])
        #expect(wholeDay.contains(try moment("2026-08-17T00:00:00+08:00"), in: makassar))
        #expect(wholeDay.contains(try moment("2026-08-17T23:59:59+08:00"), in: makassar))
        #expect(!wholeDay.contains(try moment("2026-08-18T00:00:00+08:00"), in: makassar))
        // The night before a holiday began on an ordinary day and goes on.
        let night = schedule((18, 0), (6, 0), days: [.sunday], holidays: [independence])
        #expect(night.contains(try moment("2026-08-17T03:00:00+08:00"), in: makassar))
    }

    @Test("After hours is what lies outside opening hours, since they ended")
    func outside() throws {
        let closed = schedule((6, 0), (18, 0), isOutside: true)
        #expect(!closed.contains(try moment("2026-12-02T12:00:00+08:00"), in: makassar))
        let night = try moment("2026-12-02T02:10:14+08:00")
        #expect(closed.contains(night, in: makassar))
        #expect(
            closed.began(before: night, in: makassar)
                == (try moment("2026-12-01T18:00:00+08:00")))
    }

    @Test("A weekend that is closed is told as one span")
    func weekend() throws {
        let open = schedule(
            (8, 0), (16, 0), days: [.monday, .tuesday, .wednesday, .thursday, .friday],
            isOutside: true)
        // From Friday 16:00 until Monday 08:00.
        let began = open.began(before: try moment("2026-12-06T12:00:00+08:00"), in: makassar)
        #expect(began == (try moment("2026-12-04T16:00:00+08:00")))
    }

    @Test("Equal times are a whole day, and what never ends has no beginning")
    func always() throws {
        let always = schedule((0, 0), (0, 0))
        let noon = try moment("2026-12-02T12:00:00+08:00")
        #expect(always.contains(noon, in: makassar))
        #expect(always.began(before: noon, in: makassar) == nil)
        let never = Schedule(name: "never", windows: [])
        #expect(!never.contains(noon, in: makassar))
    }

    @Test("When clocks are put forward a night is an hour shorter")
    func springForward() throws {
        // Berlin, 2026-03-29: 02:00 becomes 03:00.
        let night = schedule((22, 0), (6, 0))
        let range = WallRange(
            start: try moment("2026-03-28T12:00:00+01:00"),
            end: try moment("2026-03-29T12:00:00+02:00"))
        let spans = night.spans(in: range, zone: berlin)
        #expect(spans.count == 1)
        #expect(spans[0].start == (try moment("2026-03-28T22:00:00+01:00")))
        #expect(spans[0].end == (try moment("2026-03-29T06:00:00+02:00")))
        // 02:30 does not exist on that day: half an hour after the change is meant.
        let skipped = schedule((2, 30), (4, 0))
        #expect(skipped.contains(try moment("2026-03-29T03:30:00+02:00"), in: berlin))
        #expect(!skipped.contains(try moment("2026-03-29T03:29:59+02:00"), in: berlin))
    }

    @Test("When clocks are put back an hour that comes twice counts twice")
    func fallBack() throws {
        // Berlin, 2026-10-25: 03:00 becomes 02:00.
        let early = schedule((2, 0), (3, 0))
        #expect(early.contains(try moment("2026-10-25T02:30:00+02:00"), in: berlin))
        #expect(early.contains(try moment("2026-10-25T02:30:00+01:00"), in: berlin))
        #expect(!early.contains(try moment("2026-10-25T03:00:00+01:00"), in: berlin))
    }

    @Test("Overlapping windows are one span")
    func overlapping() throws {
        var both = schedule((8, 0), (12, 0))
        both.windows.append(
            ScheduleWindow(
                days: ScheduleDay.everyDay, from: ClockTime(hour: 11, minute: 0)!,
                to: ClockTime(hour: 14, minute: 0)!))
        let began = both.began(before: try moment("2026-12-02T13:00:00+08:00"), in: makassar)
        #expect(began == (try moment("2026-12-02T08:00:00+08:00")))
    }

    @Test("A time of day that there is not is refused")
    func clockTimes() {
        #expect(ClockTime(hour: 24, minute: 0) != nil)
        #expect(ClockTime(hour: 24, minute: 1) == nil)
        #expect(ClockTime(hour: 25, minute: 0) == nil)
        #expect(ClockTime(hour: 9, minute: 60) == nil)
        #expect(ClockTime(hour: 9, minute: 5)?.description == "09:05")
    }
}
