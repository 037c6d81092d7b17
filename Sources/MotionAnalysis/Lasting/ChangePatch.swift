import Footage

/// The places of one change, with what they and their surroundings showed before and after.
///
/// Each value is the middle one of several pictures: grain, ripples and who passes are not in it.
struct ChangePatch {
    private let history: PlaceHistory
    private let places: [Int]
    // A part of the picture: the places and `Self.margin` around them, row by row.
    private let width: Int
    private let height: Int
    private let left: Int
    private let top: Int
    private var isInside: [Bool]
    private var before: [UInt8]
    private var after: [UInt8]

    private static let margin = 4
    /// Most pictures of before, and of after; and from how far they are taken.
    private static let pictures = 5
    private static let reach = MediaTime(seconds: 10)
    /// How much more of the border has to be an edge in one of the pictures.
    private static let clearRatio = 1.15
    /// Mean contrast across the border, levels, below which nothing stands there.
    private static let leastContrast = 6.0
    /// Correlation of the texture before and after from which only the light has changed.
    private static let sameTexture = 0.55
    /// How much of the change across the border goes on outside from where it is light: of a thing
    /// the border is sharp.
    private static let softShare = 0.45
    /// Share of the tolerance by which places have to differ on the whole.
    private static let leastDifference = 0.75

    /// - Parameter steps: at least one.
    init(_ steps: [PlaceHistory.Step], of history: PlaceHistory) {
        self.history = history
        places = steps.map { Int($0.place) }
        let columns = places.map { $0 % history.size.width }
        let rows = places.map { $0 / history.size.width }
        left = max(0, (columns.min() ?? 0) - Self.margin)
        top = max(0, (rows.min() ?? 0) - Self.margin)
        width = min(history.size.width, (columns.max() ?? 0) + Self.margin + 1) - left
        height = min(history.size.height, (rows.max() ?? 0) + Self.margin + 1) - top
        isInside = [Bool](repeating: false, count: width * height)
        before = []
        after = []
        for place in places { isInside[local(place)] = true }
        let last = Int(steps.map(\.last).sorted()[steps.count / 2])
        let since = Int(steps.map(\.since).sorted()[steps.count / 2])
        let first = Int(steps.map(\.first).sorted()[steps.count / 2])
        let times = history.times
        let lead = times[last] - Self.reach
        before = middle(of: times.indices.filter { since <= $0 && $0 <= last && times[$0] >= lead })
        let until = times[first] + Self.reach
        after = middle(of: times.indices.filter { first <= $0 && times[$0] <= until })
    }

    private func local(_ place: Int) -> Int {
        (place / history.size.width - top) * width + place % history.size.width - left
    }

    /// The middle value at each place of some of the pictures, spread over all of them.
    private func middle(of indices: [Int]) -> [UInt8] {
        let count = min(indices.count, Self.pictures)
        let pictures = (0..<count).map { number in
            history.pictures[indices[number * (indices.count - 1) / max(1, count - 1)]]
        }
        guard !pictures.isEmpty else { return [UInt8](repeating: 0, count: width * height) }
        var found = [UInt8](repeating: 0, count: width * height)
        var values = [UInt8](repeating: 0, count: pictures.count)
        for y in 0..<height {
            for x in 0..<width {
                let place = (top + y) * history.size.width + left + x
                for (number, picture) in pictures.enumerated() {
                    values[number] = picture.base[place]
                }
                values.sort()
                found[y * width + x] = values[values.count / 2]
            }
        }
        return found
    }

    /// Share of places whose neighbours on all four sides have changed too.
    var solidShare: Double {
        let solid = places.filter { place in
            neighbours(of: place, distance: 1).allSatisfy { $0.map { isInside[$0] } ?? false }
        }
        return Double(solid.count) / Double(max(1, places.count))
    }

    /// What is so many places away to the right, the left, below and above; `nil`: not there.
    private func neighbours(of place: Int, distance: Int) -> [Int?] {
        let here = local(place)
        let (x, y) = (here % width, here / width)
        return [
            x + distance < width ? here + distance : nil, x >= distance ? here - distance : nil,
            y + distance < height ? here + distance * width : nil,
            y >= distance ? here - distance * width : nil,
        ]
    }

    /// Whether what was there before and what is there after differ by more than chance.
    var isDifferent: Bool {
        let sum = places.reduce(0) { sum, place in
            let here = local(place)
            return sum + abs(Int(after[here]) - Int(before[here]))
        }
        return Double(sum) >= Self.leastDifference * Double(history.tolerance)
            * Double(places.count)
    }

    /// Whether only the light has changed: the same texture is seen before and after, or the border
    /// is soft.
    var isLight: Bool { hasSameTexture || isSoft }

    private var hasSameTexture: Bool {
        var (both, was, now, count) = (0.0, 0.0, 0.0, 0.0)
        for place in places {
            let here = local(place)
            let near = neighbours(of: place, distance: 1)
            for side in [0, 2] {
                guard let next = near[side], isInside[next] else { continue }
                let earlier = Double(before[next]) - Double(before[here])
                let later = Double(after[next]) - Double(after[here])
                both += earlier * later
                was += earlier * earlier
                now += later * later
                count += 1
            }
        }
        // A surface without texture tells nothing: four times what is left of the grain.
        let least = 2.4 * history.noise * history.noise * count
        guard count > 0, was > least, now > 0 else { return false }
        return both / (was * now).squareRoot() > Self.sameTexture
    }

    private var isSoft: Bool {
        var (inside, outside) = (0, 0)
        visitBorder { inner, _, outer in
            let change = Int(after[inner]) - Int(before[inner])
            let beyond = Int(after[outer]) - Int(before[outer])
            inside += abs(change)
            outside += change < 0 ? -beyond : beyond
        }
        return Double(outside) > Self.softShare * Double(inside)
    }

    /// Where the border of the patch is an edge of the later picture something has come, where of
    /// the earlier one it has gone; `nil` where neither is clear.
    ///
    /// Places with an edge are counted, however strong it is: a dark thing before a bright wall
    /// hides the strong edge between the wall and what it lies on.
    var manner: LastingChange.Manner? {
        var (wasSum, nowSum, count) = (0, 0, 0)
        var (edgesBefore, edgesAfter) = (0, 0)
        let tolerance = Int(history.tolerance)
        visitBorder { inner, outer, _ in
            let was = abs(Int(before[inner]) - Int(before[outer]))
            let now = abs(Int(after[inner]) - Int(after[outer]))
            wasSum += was
            nowSum += now
            if 2 * was > tolerance { edgesBefore += 1 }
            if 2 * now > tolerance { edgesAfter += 1 }
            count += 1
        }
        guard count >= 8,
            Double(max(wasSum, nowSum)) >= Self.leastContrast * Double(count)
        else { return nil }
        if Double(edgesAfter) > Self.clearRatio * Double(edgesBefore) { return .came }
        if Double(edgesBefore) > Self.clearRatio * Double(edgesAfter) { return .gone }
        return nil
    }

    /// Each way across the border: a place one inside of it, one just outside and one farther out.
    private func visitBorder(_ body: (_ inner: Int, _ outer: Int, _ beyond: Int) -> Void) {
        for place in places {
            let near = neighbours(of: place, distance: 1)
            let far = neighbours(of: place, distance: 2)
            let farther = neighbours(of: place, distance: 3)
            for side in 0..<4 {
                guard let next = near[side], !isInside[next], let outer = far[side],
                    !isInside[outer], let beyond = farther[side], !isInside[beyond]
                else { continue }
                let opposite = near[side ^ 1]
                let inner = opposite.flatMap { isInside[$0] ? $0 : nil } ?? local(place)
                body(inner, outer, beyond)
            }
        }
    }
}
