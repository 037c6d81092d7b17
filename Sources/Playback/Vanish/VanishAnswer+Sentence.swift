import Footage
public import Foundation

extension VanishAnswer {
    /// The answer in one sentence.
    ///
    /// - Parameters:
    ///   - language: `id` for Bahasa Indonesia, anything else for English.
    ///   - timeZone: in which wall-clock times are told.
    public func sentence(language: String = "en", timeZone: TimeZone) -> String {
        let indonesian = language == "id"
        func time(_ shot: VanishShot?) -> String { Self.text(shot, timeZone, indonesian) }
        let flips = changes.count
        switch verdict {
        case .vanished where flips > 1:
            return indonesian
                ? "Terakhir terlihat \(time(before)), hilang \(time(after)), setelah \(flips - 1) "
                    + "perubahan sebelumnya."
                : "It was last seen \(time(before)) and gone \(time(after)), after \(flips - 1) "
                    + "earlier change\(flips == 2 ? "" : "s")."
        case .vanished:
            return indonesian
                ? "Terakhir terlihat \(time(before)), dan sudah hilang \(time(after))."
                : "It was last seen \(time(before)) and gone \(time(after))."
        case .stillThere:
            return indonesian
                ? "Masih ada di tempatnya sampai akhir pencarian."
                : "It is still there at the end of the search."
        case .returned where flips == 1:
            return indonesian
                ? "Belum ada \(time(before)); pertama kali terlihat \(time(after))."
                : "It was not there yet \(time(before)); it is first seen \(time(after))."
        case .returned:
            let back = changes.last { $0.kind == .returned }
            return indonesian
                ? "Hilang \(time(after)), tetapi kembali \(time(back?.after))."
                : "It was gone \(time(after)), but came back \(time(back?.after))."
        case .unclear:
            return indonesian
                ? "Gambar-gambarnya tidak cukup jelas untuk memastikan apa yang terjadi."
                : "The pictures are not clear enough to tell what happened."
        }
    }

    private static func text(
        _ shot: VanishShot?, _ timeZone: TimeZone, _ indonesian: Bool
    ) -> String {
        guard let shot else { return "–" }
        guard let wall = shot.wall else {
            return indonesian ? "pada rekaman \(shot.media)" : "at \(shot.media) of the recording"
        }
        // A fifth of a millisecond keeps a double's error from taking a whole one.
        let date = Date(timeIntervalSince1970: Double(wall.microsecondsUTC) / 1e6 + 0.000_2)
        let text = Date.ISO8601FormatStyle(timeZone: timeZone).year().month().day()
            .dateTimeSeparator(.space).time(includingFractionalSeconds: true).format(date)
        return indonesian ? "pada \(text)" : "at \(text)"
    }
}
