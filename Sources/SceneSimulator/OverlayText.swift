import Footage

/// Text that the recorder burns into the finished picture: white dots with a black rim.
struct OverlayText {
    let picture: FrameSize

    /// Pixels per dot of the font.
    private let dot: Int
    private var inset: Int { dot * 6 }

    init(picture: FrameSize) {
        self.picture = picture
        dot = max(1, picture.height / 180)
    }

    private init(picture: FrameSize, dot: Int) {
        self.picture = picture
        self.dot = dot
    }

    /// Date and clock at the top left, the camera's name at the bottom right.
    func draw(clockSeconds: Int, cameraName: String, into target: PlanarPicture) {
        write(Self.timestamp(clockSeconds), x: inset, y: inset, into: target)
        let width = cameraName.count * (OverlayFont.width + 1) * dot
        write(
            cameraName.uppercased(), x: max(0, picture.width - inset - width),
            y: max(0, picture.height - inset - OverlayFont.height * dot), into: target)
    }

    /// Latitude and longitude in large letters at the top, five times a second others.
    func drawPosition(afterSeconds seconds: Double, into target: PlanarPicture) {
        let step = Int((seconds * 5).rounded(.down))
        let latitude = 61_250 + step * 137 % 30_000
        let longitude = 1_068_450 + step * 173 % 30_000
        let text =
            "\(latitude / 10_000).\(latitude % 10_000)S "
            + "\(longitude / 10_000).\(longitude % 10_000)E"
        let large = OverlayText(picture: picture, dot: max(2, picture.height / 120))
        large.write(text, x: 2 * large.dot, y: 2 * large.dot, into: target)
    }

    /// `YYYY-MM-DD hh:mm:ss` of seconds since the start of the year 2000.
    static func timestamp(_ seconds: Int) -> String {
        let date = date(days: seconds / 86_400)
        func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
        let clock = [seconds / 3600 % 24, seconds / 60 % 60, seconds % 60].map(two)
        return "\(date.year)-\(two(date.month))-\(two(date.day)) "
            + clock.joined(separator: ":")
    }

    private static func date(days: Int) -> (year: Int, month: Int, day: Int) {
        var year = 2000 + days / 146_097 * 400
        var rest = days % 146_097
        func isLeap(_ year: Int) -> Bool { year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) }
        while rest >= (isLeap(year) ? 366 : 365) {
            rest -= isLeap(year) ? 366 : 365
            year += 1
        }
        var month = 0
        let lengths = [31, isLeap(year) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        while rest >= lengths[month] {
            rest -= lengths[month]
            month += 1
        }
        return (year, month + 1, rest + 1)
    }

    private func write(_ text: String, x: Int, y: Int, into target: PlanarPicture) {
        // The rim first, so that no letter's rim eats its neighbour.
        for (rim, luma) in [(dot, UInt8(16)), (0, UInt8(235))] {
            for (index, character) in text.enumerated() {
                let left = x + index * (OverlayFont.width + 1) * dot
                for (row, bits) in OverlayFont.rows(character).enumerated() {
                    for column in 0..<OverlayFont.width
                    where bits & (16 >> UInt8(column)) != 0 {
                        fill(
                            left + column * dot - rim, y + row * dot - rim,
                            left + (column + 1) * dot + rim, y + (row + 1) * dot + rim, luma,
                            target)
                    }
                }
            }
        }
    }

    private func fill(
        _ left: Int, _ top: Int, _ right: Int, _ bottom: Int, _ luma: UInt8,
        _ target: PlanarPicture
    ) {
        // What does not fit is cut off.
        let columns = (left..<right).clamped(to: 0..<picture.width)
        for y in (top..<bottom).clamped(to: 0..<picture.height) where !columns.isEmpty {
            for x in columns {
                target.luma[x, y] = luma
                target.cb?[x / 2, y / 2] = 128
                target.cr?[x / 2, y / 2] = 128
            }
        }
    }
}
