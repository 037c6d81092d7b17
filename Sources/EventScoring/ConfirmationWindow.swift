public import Footage

/// Holds metrics back until it is known what the young things in them are.
///
/// The analysis calls a thing motion only once it has been seen for a while. An event begins when
/// the thing appeared, not when that was certain: frames wait here, and when a track is confirmed,
/// its blobs in the frames that wait become motion. What is not confirmed in time stays what it
/// was, noise.
///
/// `Attachment` travels with a frame: its picture, say.
public struct ConfirmationWindow<Attachment> {
    public struct Entry {
        public var metrics: MotionMetrics
        public var attachment: Attachment
    }

    private let length: MediaTime
    private var waiting: [Entry] = []

    /// `length`: how long a frame waits, in media time.
    public init(length: MediaTime) { self.length = length }

    /// The frames that wait, oldest first; attachments may be changed.
    public var entries: [Entry] {
        get { waiting }
        set { waiting = newValue }
    }

    /// Takes the next frame, in order of time; gives back those that have waited long enough.
    public mutating func add(_ metrics: MotionMetrics, _ attachment: Attachment) -> [Entry] {
        if !metrics.confirmed.isEmpty {
            for index in waiting.indices {
                waiting[index].metrics.confirm(metrics.confirmed)
            }
        }
        waiting.append(Entry(metrics: metrics, attachment: attachment))
        let oldest = metrics.time - length
        let count = waiting.prefix { $0.metrics.time <= oldest }.count
        defer { waiting.removeFirst(count) }
        return Array(waiting.prefix(count))
    }

    /// The frames that still wait: the stretch is over.
    public mutating func finish() -> [Entry] {
        defer { waiting = [] }
        return waiting
    }
}

extension MotionMetrics {
    /// Makes motion of the young blobs of these tracks.
    mutating func confirm(_ tracks: [Int]) {
        let confirmed = young.filter { tracks.contains($0.track) }
        guard !confirmed.isEmpty else { return }
        young.removeAll { tracks.contains($0.track) }
        blobs += confirmed
        blobs.sort { ($1.pixels, $0.track) < ($0.pixels, $1.track) }
        let pixels = confirmed.reduce(0) { $0 + $1.pixels }
        // They were counted by what was thought of them.
        var left = Int64(pixels)
        for reason in [Suppressor.noise, .ripple, .insect] {
            let taken = min(left, suppressed[reason])
            suppressed[reason] -= taken
            left -= taken
        }
        let moving = blobs.reduce(0) { $0 + $1.pixels }
        motionPPM = min(1_000_000, moving * 1_000_000 / max(1, watchedPixels))
        var cells = grid ?? ActivityGrid()
        for blob in confirmed { cells.add(blob, of: watchedPixels) }
        grid = cells
    }
}

extension ActivityGrid {
    /// Spreads a blob evenly over its box: its own pixels are gone by now.
    mutating func add(_ blob: Blob, of watchedPixels: Int) {
        let box = blob.region
        guard box.area > 0 else { return }
        let boxPixels = box.area * Double(max(1, watchedPixels))
        let density = min(1, Double(blob.pixels) / max(1, boxPixels))
        let (columns, rows) = (Double(Self.columns), Double(Self.rows))
        let lastColumn = min(Self.columns - 1, Int((box.x + box.width) * columns))
        let lastRow = min(Self.rows - 1, Int((box.y + box.height) * rows))
        for row in max(0, min(Int(box.y * rows), lastRow))...max(0, lastRow) {
            for column in max(0, min(Int(box.x * columns), lastColumn))...max(0, lastColumn) {
                let across =
                    min(box.x + box.width, Double(column + 1) / columns)
                    - max(box.x, Double(column) / columns)
                let down =
                    min(box.y + box.height, Double(row + 1) / rows)
                    - max(box.y, Double(row) / rows)
                guard across > 0, down > 0 else { continue }
                let share = across * columns * down * rows * density
                let cell = row * Self.columns + column
                let sum = Int(cells[cell]) + max(1, Int(share * 255))
                cells[cell] = UInt8(min(255, sum))
            }
        }
    }
}
