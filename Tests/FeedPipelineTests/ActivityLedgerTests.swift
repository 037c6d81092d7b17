import EventStore
import Footage
import Testing

@testable import FeedPipeline

@Suite("Activity is gathered by second")
struct ActivityLedgerTests {
    private func grid(row: Int, column: Int, share: UInt8 = 200) -> ActivityGrid {
        var grid = ActivityGrid()
        grid.cells[row * ActivityGrid.columns + column] = share
        return grid
    }

    private func metrics(
        _ seconds: Double, ppm: Int = 0, noise: Int64 = 0, grid: ActivityGrid? = nil
    ) -> MotionMetrics {
        var suppressed = SuppressorCounts()
        suppressed[.noise] = noise
        return MotionMetrics(
            time: MediaTime(seconds: seconds), motionPPM: ppm, suppressed: suppressed, grid: grid)
    }

    @Test("the most motion of each second, the union of its cells, the sum of what was discarded")
    func seconds() {
        var ledger = ActivityLedger(orientation: .upright)
        ledger.add(metrics(4.1, ppm: 10, noise: 3, grid: grid(row: 2, column: 3)))
        ledger.add(metrics(4.9, ppm: 30, noise: 4, grid: grid(row: 5, column: 6)))
        ledger.add(metrics(5.0, ppm: 20))
        #expect(ledger.seconds.map(\.second) == [4, 5])
        #expect(ledger.seconds.map(\.motionPPM) == [30, 20])
        #expect(ledger.seconds[0].suppressed[.noise] == 7)
        #expect(ledger.suppressed[.noise] == 7)
        #expect(ledger.seconds[0].grid.cells.filter { $0 > 0 }.count == 2)
        #expect(ledger.seconds[1].grid.isEmpty)
    }

    @Test("a second in which nothing moved and nothing was discarded is quiet")
    func quiet() {
        #expect(ActivityRecord(second: 1, motionPPM: 0).isQuiet)
        #expect(!ActivityRecord(second: 1, motionPPM: 1).isQuiet)
        var ledger = ActivityLedger(orientation: .upright)
        ledger.add(metrics(0, noise: 1))
        #expect(!ledger.seconds[0].isQuiet)
    }

    @Test("a picture shown upside down has its cells at the opposite corner")
    func upsideDown() {
        let turned = grid(row: 1, column: 2).displayed(.upsideDown)
        #expect(turned == grid(row: ActivityGrid.rows - 2, column: ActivityGrid.columns - 3))
    }

    @Test(
        "a picture shown on its side has its cells where their place went, and nowhere else",
        arguments: [Orientation.clockwise90, .clockwise270])
    func turned(orientation: Orientation) {
        let stored = Region(x: 4.0 / 32, y: 6.0 / 18, width: 1.0 / 32, height: 1.0 / 18)
        let turned = grid(row: 6, column: 4).displayed(orientation)
        let shown = orientation.displayed(stored)
        #expect(!turned.isEmpty)
        for row in 0..<ActivityGrid.rows {
            for column in 0..<ActivityGrid.columns {
                let cell = Region(
                    x: Double(column) / 32, y: Double(row) / 18, width: 1.0 / 32, height: 1.0 / 18)
                let isSet = turned.cells[row * ActivityGrid.columns + column] > 0
                #expect(isSet == (cell.overlap(shown) > 1e-6), "row \(row), column \(column)")
            }
        }
    }
}
