import Footage

/// A run of mask pixels in one row.
struct MaskRun {
    var row: Int32
    /// First column, and the one after the last.
    var start: Int32
    var end: Int32
    /// Index of the component, after labelling.
    var component: Int32
}

/// A group of connected mask pixels.
struct MaskComponent {
    var left = Int.max
    var top = Int.max
    /// Exclusive.
    var right = 0
    /// Exclusive.
    var bottom = 0
    var pixels = 0
    var touchesEdge = false
    var sumX = 0
    var sumY = 0

    var centreX: Double { Double(sumX) / Double(max(1, pixels)) }
    var centreY: Double { Double(sumY) / Double(max(1, pixels)) }
}

/// Groups mask pixels by runs and union-find, 8-connected.
///
/// Memory is kept from frame to frame. Components are numbered in reading order of their first
/// pixel.
struct ConnectedComponents {
    private(set) var runs: [MaskRun] = []
    private(set) var components: [MaskComponent] = []
    private var parents: [Int32] = []
    /// Index of each row's first run, and the count of all at the end.
    private var firstRuns: [Int] = []

    /// Whether the row has none of the grouped pixels.
    func isEmpty(row: Int) -> Bool { firstRuns[row] == firstRuns[row + 1] }

    /// Index of the component that has the pixel, if one has.
    func component(atRow row: Int, column: Int) -> Int? {
        for index in firstRuns[row]..<firstRuns[row + 1]
        where Int(runs[index].start) <= column && column < Int(runs[index].end) {
            return Int(runs[index].component)
        }
        return nil
    }

    /// The rows that may have any.
    private(set) var rows = 0..<0

    /// - Parameters:
    ///   - value: 255 to group the foreground, 0 to group the background (4-connected, as it must
    ///     be between 8-connected things).
    ///   - rows: others are not looked at; `nil`: all are.
    mutating func label(_ mask: Plane, value: UInt8, rows: Range<Int>? = nil) {
        let rows = rows ?? 0..<mask.size.height
        self.rows = rows
        runs.removeAll(keepingCapacity: true)
        parents.removeAll(keepingCapacity: true)
        components.removeAll(keepingCapacity: true)
        firstRuns.removeAll(keepingCapacity: true)
        let reach: Int32 = value == 0 ? 0 : 1
        var above = 0..<0
        for y in 0..<mask.size.height {
            let first = runs.count
            firstRuns.append(first)
            guard rows.contains(y) else {
                above = 0..<0
                continue
            }
            appendRuns(mask.row(y), width: mask.size.width, row: Int32(y), value: value)
            connect(above, first..<runs.count, reach: reach)
            above = first..<runs.count
        }
        firstRuns.append(runs.count)
        number(width: mask.size.width, height: mask.size.height)
    }

    private mutating func appendRuns(
        _ row: UnsafeMutablePointer<UInt8>, width: Int, row y: Int32, value: UInt8
    ) {
        let words = UnsafeRawPointer(row)
        let skip: UInt64 = value == 0 ? .max : 0
        let fill: UInt64 = ~skip
        var x = 0
        while x < width {
            x = Self.end(of: skip, in: words, from: x, to: width)
            guard x < width else { break }
            let start = x
            x = Self.end(of: fill, in: words, from: x, to: width)
            parents.append(Int32(runs.count))
            runs.append(MaskRun(row: y, start: Int32(start), end: Int32(x), component: 0))
        }
    }

    /// Where the bytes of `word` end: all zero or all 255, as every pixel is either.
    private static func end(
        of word: UInt64, in row: UnsafeRawPointer, from start: Int, to width: Int
    ) -> Int {
        func difference(_ x: Int) -> UInt64 {
            row.loadUnaligned(fromByteOffset: x, as: UInt64.self) ^ word
        }
        var x = start
        while x &+ 32 <= width {
            let first = difference(x) | difference(x &+ 8)
            if first | difference(x &+ 16) | difference(x &+ 24) != 0 { break }
            x = x &+ 32
        }
        while x &+ 8 <= width {
            let found = difference(x)
            // Little endian: the lowest byte is the first pixel.
            if found != 0 { return x &+ found.trailingZeroBitCount / 8 }
            x = x &+ 8
        }
        let byte = UInt8(truncatingIfNeeded: word)
        while x < width, row.load(fromByteOffset: x, as: UInt8.self) == byte { x = x &+ 1 }
        return x
    }

    private mutating func connect(_ above: Range<Int>, _ below: Range<Int>, reach: Int32) {
        var i = above.lowerBound
        var j = below.lowerBound
        while i < above.upperBound, j < below.upperBound {
            if runs[i].start < runs[j].end + reach, runs[j].start < runs[i].end + reach {
                unite(Int32(i), Int32(j))
            }
            if runs[i].end < runs[j].end { i += 1 } else { j += 1 }
        }
    }

    private mutating func root(_ index: Int32) -> Int32 {
        var node = index
        while parents[Int(node)] != node {
            parents[Int(node)] = parents[Int(parents[Int(node)])]
            node = parents[Int(node)]
        }
        return node
    }

    private mutating func unite(_ a: Int32, _ b: Int32) {
        let (first, second) = (root(a), root(b))
        // The earlier run leads, so that numbering follows reading order.
        if first < second {
            parents[Int(second)] = first
        } else if second < first {
            parents[Int(first)] = second
        }
    }

    private mutating func number(width: Int, height: Int) {
        for index in runs.indices {
            let leader = Int(root(Int32(index)))
            if leader == index {
                runs[index].component = Int32(components.count)
                components.append(MaskComponent())
            } else {
                runs[index].component = runs[leader].component
            }
            let run = runs[index]
            let (start, end, y) = (Int(run.start), Int(run.end), Int(run.row))
            let isAtEdge = start == 0 || end == width || y == 0 || y == height - 1
            components[Int(run.component)].add(
                start: start, end: end, row: y, isAtEdge: isAtEdge)
        }
    }
}

extension MaskComponent {
    mutating func add(start: Int, end: Int, row: Int, isAtEdge: Bool) {
        let count = end - start
        left = min(left, start)
        right = max(right, end)
        top = min(top, row)
        bottom = max(bottom, row + 1)
        pixels += count
        sumX += (start + end - 1) * count / 2
        sumY += row * count
        if isAtEdge { touchesEdge = true }
    }
}
