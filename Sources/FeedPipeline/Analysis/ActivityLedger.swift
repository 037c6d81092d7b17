import EventStore
import Footage

/// Gathers frames into seconds. A second that a stretch border cuts appears in both stretches.
struct ActivityLedger {
    private(set) var seconds: [ActivityRecord] = []
    private(set) var suppressed = SuppressorCounts()
    private let orientation: Orientation

    init(orientation: Orientation) { self.orientation = orientation }

    mutating func add(_ metrics: MotionMetrics) {
        let second = Int(metrics.time.microseconds / 1_000_000)
        if seconds.last?.second != second {
            seconds.append(ActivityRecord(second: second, motionPPM: 0))
        }
        let last = seconds.count - 1
        seconds[last].motionPPM = max(seconds[last].motionPPM, metrics.motionPPM)
        if let grid = metrics.grid {
            seconds[last].grid.formMaximum(grid.displayed(orientation))
        }
        seconds[last].suppressed.add(metrics.suppressed)
        suppressed.add(metrics.suppressed)
    }
}

extension ActivityRecord {
    /// Nothing moved and nothing was discarded: not worth a row.
    var isQuiet: Bool { motionPPM == 0 && suppressed.nonZero.isEmpty && grid.isEmpty }
}

extension ActivityGrid {
    /// The grid over the picture as it is shown; a turned picture's cells go where their centre
    /// goes.
    func displayed(_ orientation: Orientation) -> ActivityGrid {
        if orientation == .upright { return self }
        var turned = ActivityGrid()
        for row in 0..<Self.rows {
            for column in 0..<Self.columns {
                let cell = Region(
                    x: Double(column) / Double(Self.columns), y: Double(row) / Double(Self.rows),
                    width: 1 / Double(Self.columns), height: 1 / Double(Self.rows))
                turned.spread(cells[row * Self.columns + column], over: orientation.displayed(cell))
            }
        }
        return turned
    }

    /// Raises every cell that the region touches by more than a hair to at least `share`.
    private mutating func spread(_ share: UInt8, over region: Region) {
        guard share > 0 else { return }
        let hair = 1e-6
        let columns = Int((region.x + hair) * Double(Self.columns))
        let lastColumn = Int((region.x + region.width - hair) * Double(Self.columns))
        let rows = Int((region.y + hair) * Double(Self.rows))
        let lastRow = Int((region.y + region.height - hair) * Double(Self.rows))
        for row in max(0, rows)...max(0, min(lastRow, Self.rows - 1)) {
            for column in max(0, columns)...max(0, min(lastColumn, Self.columns - 1)) {
                let cell = row * Self.columns + column
                cells[cell] = max(cells[cell], share)
            }
        }
    }
}
