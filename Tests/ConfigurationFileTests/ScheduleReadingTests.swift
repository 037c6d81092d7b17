import ConfigurationFile
import EventScoring
import Testing

@Suite struct `Schedules of a configuration` {
    /// The schedule, and what it says in words.
    private func words(_ schedule: String, holidays: String = "[]") throws -> String {
        let read = Reading.parse("holidays: \(holidays)\nschedules:\n  s: \(schedule)\n")
        let configuration = try #require(read.configuration, "\(read.problems)")
        return ScheduleWords.text(of: try #require(configuration.schedules.first))
    }

    @Test(arguments: [
        ("18:00–06:00", "daily 18:00–06:00"),
        ("18:00-06:00", "daily 18:00–06:00"),
        ("18.00 - 06.00", "daily 18:00–06:00"),
        ("18–6", "daily 18:00–06:00"),
        ("18:00 to 06:00", "daily 18:00–06:00"),
        ("18:00 sampai 06:00", "daily 18:00–06:00"),
        ("18.00 s/d 06.00", "daily 18:00–06:00"),
        ("00:00–24:00", "always"),
        ("all day", "always"),
        ("{hours: \"12:00–13:00, 18:00–20:00\"}", "daily 12:00–13:00, and daily 18:00–20:00"),
        ("{days: weekdays, hours: 18:00–06:00}", "weekdays 18:00–06:00"),
        ("{days: monday–thursday, hours: 18:00–06:00}", "monday–thursday 18:00–06:00"),
        ("{days: senin–jumat, hours: 18:00–06:00}", "weekdays 18:00–06:00"),
        ("{days: hari kerja, hours: 18:00–06:00}", "weekdays 18:00–06:00"),
        ("{days: akhir pekan}", "all day on weekends"),
        ("{days: [sabtu, minggu]}", "all day on weekends"),
        ("{days: Sabtu dan Minggu}", "all day on weekends"),
        ("{days: \"jum'at\", hours: 11:30–13:00}", "friday 11:30–13:00"),
        ("{days: fri–mon, hours: 1:00–2:00}", "monday and friday–sunday 01:00–02:00"),
        ("{days: [mon, wed, fri], hours: 1:00–2:00}", "monday, wednesday and friday 01:00–02:00"),
        ("{days: setiap hari, hours: 22:00–05:00}", "daily 22:00–05:00"),
        (
            "{outside: on, days: weekdays, hours: 08:00–16:00}",
            "outside of weekdays 08:00–16:00"
        ),
    ])
    func `are read as people write them`(schedule: String, expected: String) throws {
        #expect(try words(schedule) == expected)
    }

    @Test func `name each of the seven days in both languages`() throws {
        let english = [
            "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
        ]
        let indonesian = ["senin", "selasa", "rabu", "kamis", "jumat", "sabtu", "minggu"]
        for (day, hari) in zip(english, indonesian) {
            for name in [day, hari, day.capitalized, String(hari.prefix(3))] {
                #expect(
                    try words("{days: \(name), hours: 01:00–02:00}") == "\(day) 01:00–02:00",
                    "\(name)")
            }
        }
    }

    @Test func `know the holidays of the file, and their own`() throws {
        let yaml = "{HUT RI: 08-17, Nyepi: 2026-03-19}"
        #expect(
            try words(
                "[{days: weekdays, hours: 18:00–06:00}, {days: hari libur}]", holidays: yaml)
                == "weekdays 18:00–06:00, and all day on 17 August and 19 March 2026")
        #expect(
            try words("{days: holidays, holidays: [12-25]}", holidays: yaml)
                == "all day on 25 December")
        #expect(
            try words(
                "{days: [weekend, holidays], hours: 07:00–09:00}",
                holidays: "[01-01, 02-01, 03-01, 04-01, 05-01]")
                == "weekends and on 5 holidays 07:00–09:00")
        let schedule = try #require(
            Reading.sound("holidays: \(yaml)\nschedules: {s: 18:00–06:00}\n").schedules.first)
        #expect(
            schedule.holidays == [
                Holiday(month: 8, day: 17, name: "HUT RI"),
                Holiday(year: 2026, month: 3, day: 19, name: "Nyepi"),
            ])
    }

    @Test func `hold over midnight`() throws {
        let schedule = try #require(
            Reading.sound("schedules: {s: {days: friday, hours: 18:00–06:00}}\n").schedules.first)
        #expect(
            schedule.windows == [
                ScheduleWindow(
                    days: [.friday], from: try #require(ClockTime(hour: 18, minute: 0)),
                    to: try #require(ClockTime(hour: 6, minute: 0)))
            ])
    }
}
