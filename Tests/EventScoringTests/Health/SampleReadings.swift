import Footage

/// Readings of an imagined camera, one every two seconds.
struct SampleReadings {
    /// Edges of the scene, as it lies before a camera that was not moved.
    private let scene: [(row: Int, column: Int)]
    private(set) var readings: [HealthReading] = []
    private var state: UInt32

    init(seed: UInt32 = 1) {
        state = seed
        var scene: [(row: Int, column: Int)] = []
        for row in 0..<ViewSignature.rows {
            for column in -20..<ViewSignature.columns + 20 {
                state = state &* 1_664_525 &+ 1_013_904_223
                if state >> 16 % 6 == 0 { scene.append((row, column)) }
            }
        }
        self.scene = scene
    }

    var end: MediaTime { readings.last?.end ?? .zero }

    private mutating func chance(_ outOf: UInt32) -> UInt32 {
        state = state &* 1_664_525 &+ 1_013_904_223
        return (state >> 16) % outOf
    }

    /// The scene, well seen, or moved to the right by some cells.
    mutating func well(_ seconds: Int, movedBy cells: Int = 0, light: Double = 1) {
        for _ in 0..<seconds / 2 {
            var view = ViewSignature()
            for edge in scene where chance(10) > 0 {
                let column = edge.column + cells
                guard (0..<ViewSignature.columns).contains(column) else { continue }
                let bit = UInt64(1) << UInt64(column)
                if (edge.row * 7 + edge.column) % 2 == 0 {
                    view.upright[edge.row] |= bit
                } else {
                    view.level[edge.row] |= bit
                }
            }
            for block in view.luma.indices {
                view.luma[block] = UInt8(Double(40 + block * 37 % 120) * light)
            }
            add(view, sharpness: 250, high: UInt8(160 * light), change: 400)
        }
    }

    /// A lens that something covers: grey, with hardly an edge.
    mutating func covered(_ seconds: Int, lit: UInt8 = 90) {
        for _ in 0..<seconds / 2 {
            var view = ViewSignature()
            for block in view.luma.indices { view.luma[block] = lit }
            add(view, sharpness: 0, low: lit, high: lit + 6, change: 300)
        }
    }

    /// The last reading again and again, with key frames.
    mutating func frozen(_ seconds: Int) {
        guard let last = readings.last else { return }
        for _ in 0..<seconds / 2 {
            var reading = last
            reading.time = end
            reading.end = end + MediaTime(seconds: 2)
            reading.change = PictureChange(mean: 0, jumps: 0, keyFrames: 1)
            readings.append(reading)
        }
    }

    /// A card with words, which never changes.
    mutating func card(_ seconds: Int) {
        for _ in 0..<seconds / 2 {
            var view = ViewSignature()
            for row in 16..<20 { view.upright[row] = 0x0000_0F5A_A5F0_0000 }
            add(view, sharpness: 250, low: 16, high: 120, change: 0)
            readings[readings.count - 1].view.fingerprint = view.fingerprint
            readings[readings.count - 1].change = PictureChange(mean: 0, jumps: 0, keyFrames: 1)
        }
    }

    /// What came last stands for the view of the next readings too.
    mutating func kept(_ seconds: Int) {
        guard let last = readings.last else { return }
        for _ in 0..<seconds / 2 {
            var reading = last
            reading.time = end
            reading.end = end + MediaTime(seconds: 2)
            reading.isViewKept = true
            readings.append(reading)
        }
    }

    /// The scene out of focus.
    mutating func defocused(_ seconds: Int, sharpness: Int = 100) {
        let first = readings.count
        well(seconds)
        for index in first..<readings.count {
            readings[index].sharpness = sharpness
        }
    }

    /// Nothing was seen.
    mutating func gap(_ seconds: Double) {
        skipped = skipped + MediaTime(seconds: seconds)
    }

    private var skipped = MediaTime.zero

    private mutating func add(
        _ view: ViewSignature, sharpness: Int, low: UInt8 = 30, high: UInt8, change: Int
    ) {
        var view = view
        for index in view.fingerprint.indices { view.fingerprint[index] = UInt8(60 + chance(9)) }
        let start = end + skipped
        skipped = .zero
        readings.append(
            HealthReading(
                time: start, end: start + MediaTime(seconds: 2),
                light: PictureLight(
                    mean: low / 2 + high / 2, low: low, middle: low / 2 + high / 2, high: high,
                    whitePermille: 0, colour: 200, strongestColour: 60),
                sharpness: sharpness,
                change: PictureChange(mean: change, jumps: 20, keyFrames: 1), view: view))
    }
}
