import Footage

/// Where in the picture something moves without ever going anywhere: water, leaves, a clock.
///
/// For every block of the picture the time is kept in which a thing was there that turned out to
/// be none, and how large such things are there. Both fade within minutes.
struct UnrestMap {
    private static let blockSide = 16
    private let columns: Int
    private let rows: Int
    private let size: FrameSize
    /// Seconds in which something was there that went nowhere.
    private var seconds: [Double]
    /// Pixels of the largest such thing, fading.
    private var sizes: [Double]
    /// How what goes nowhere is carried along: waves go with the wind.
    private var drifts: [Drift]

    /// Velocities of things, weighted by the time in which they were seen.
    struct Drift {
        private(set) var seconds = 0.0
        private var x = 0.0
        private var y = 0.0
        private var edges = 0.0
        private var edgeSeconds = 0.0

        /// Mean of what their contours add to the edges of the scene.
        var addedEdge: Double? { edgeSeconds > 0.5 ? edges / edgeSeconds : nil }

        /// Mean velocity, pixels per second.
        var velocity: (x: Double, y: Double) {
            let weight = max(seconds, 0.001)
            return (x / weight, y / weight)
        }

        mutating func add(
            _ velocity: (x: Double, y: Double), addedEdge: Double?, seconds elapsed: Double
        ) {
            if let addedEdge {
                edges += addedEdge * elapsed
                edgeSeconds += elapsed
            }
            x += velocity.x * elapsed
            y += velocity.y * elapsed
            seconds += elapsed
        }

        mutating func add(_ other: Drift) {
            x += other.x
            y += other.y
            edges += other.edges
            edgeSeconds += other.edgeSeconds
            seconds += other.seconds
        }

        mutating func fade(to kept: Double) {
            x *= kept
            y *= kept
            edges *= kept
            edgeSeconds *= kept
            seconds *= kept
        }
    }

    init(size: FrameSize) {
        self.size = size
        columns = (size.width + Self.blockSide - 1) / Self.blockSide
        rows = (size.height + Self.blockSide - 1) / Self.blockSide
        seconds = Array(repeating: 0, count: columns * rows)
        sizes = Array(repeating: 0, count: columns * rows)
        drifts = Array(repeating: Drift(), count: columns * rows)
    }

    mutating func clear() {
        for index in seconds.indices {
            (seconds[index], sizes[index], drifts[index]) = (0, 0, Drift())
        }
    }

    /// Forgets a share of everything.
    mutating func fade(seconds elapsed: Double, memorySeconds: Double) {
        let kept = memorySeconds / (memorySeconds + elapsed)
        for index in seconds.indices {
            seconds[index] *= kept
            sizes[index] *= kept
            drifts[index].fade(to: kept)
        }
    }

    /// Notes that something of that size was within a box for some time, and is nothing: the blocks
    /// around it are as likely to have the like.
    mutating func add(_ box: BoxEdges, seconds elapsed: Double, pixels: Double) {
        for index in blocks(of: Self.surroundings(of: box)) {
            seconds[index] += elapsed
            sizes[index] = max(sizes[index], pixels)
        }
    }

    /// Notes how something within a box moved that is no thing.
    mutating func add(
        _ box: BoxEdges, seconds elapsed: Double, velocity: (x: Double, y: Double),
        addedEdge: Double?
    ) {
        for index in blocks(of: Self.surroundings(of: box)) {
            drifts[index].add(velocity, addedEdge: addedEdge, seconds: elapsed)
        }
    }

    /// How what is no thing moves in a box.
    func drift(in box: BoxEdges) -> Drift {
        blocks(of: box).reduce(into: Drift()) { $0.add(drifts[$1]) }
    }

    /// Notes that a thing was within a box for some time: things do pass there.
    mutating func remove(_ box: BoxEdges, seconds elapsed: Double) {
        for index in blocks(of: box) { seconds[index] = max(0, seconds[index] - elapsed) }
    }

    /// Begins with the places at which the samples of the scene differ among themselves in a share
    /// of the pixels.
    mutating func seed(
        from spread: Plane, leastShare: Double, seconds given: Double, pixels: Double
    ) {
        for row in 0..<rows {
            for column in 0..<columns {
                var (sum, count) = (0, 0)
                let bottom = min((row + 1) * Self.blockSide, size.height)
                let right = min((column + 1) * Self.blockSide, size.width)
                for y in stride(from: row * Self.blockSide, to: bottom, by: 2) {
                    for x in stride(from: column * Self.blockSide, to: right, by: 2) {
                        sum += spread[x, y] > 0 ? 1 : 0
                        count += 1
                    }
                }
                guard Double(sum) >= leastShare * Double(count) else { continue }
                let box = BoxEdges(
                    left: Double(column * Self.blockSide), top: Double(row * Self.blockSide),
                    right: Double(right), bottom: Double(bottom))
                for index in blocks(of: Self.surroundings(of: box)) {
                    seconds[index] = max(seconds[index], given)
                    sizes[index] = max(sizes[index], pixels)
                }
            }
        }
    }

    /// Mean time of unrest in a box, seconds.
    func seconds(in box: BoxEdges) -> Double {
        let found = blocks(of: box)
        return found.reduce(0) { $0 + seconds[$1] } / Double(max(1, found.count))
    }

    /// Pixels of the largest thing in a box that was none.
    func pixels(in box: BoxEdges) -> Double { blocks(of: box).reduce(0) { max($0, sizes[$1]) } }

    /// Water and hedges reach farther across the picture than up and down.
    static func surroundings(of box: BoxEdges) -> BoxEdges {
        let (across, down) = (3 * Double(blockSide), Double(blockSide))
        return BoxEdges(
            left: box.left - across, top: box.top - down, right: box.right + across,
            bottom: box.bottom + down)
    }

    private func blocks(of box: BoxEdges) -> [Int] {
        let side = Double(Self.blockSide)
        let left = min(max(Int(box.left / side), 0), columns - 1)
        let right = min(max(Int((box.right - 1) / side), left), columns - 1)
        let top = min(max(Int(box.top / side), 0), rows - 1)
        let bottom = min(max(Int((box.bottom - 1) / side), top), rows - 1)
        return (top...bottom).flatMap { row in (left...right).map { row * columns + $0 } }
    }
}
