import Footage

extension InputReader {
    /// `[[x, y], …]` in 0…1 of the displayed picture.
    mutating func polygon(_ key: String) throws(APIError) -> Polygon {
        guard let value = value(key) else { throw refusal(key, "is missing") }
        guard case .list(let list) = value, Limits.polygonPoints.contains(list.count) else {
            let count = Limits.polygonPoints
            throw refusal(
                key, "must be a list of \(count.lowerBound) to \(count.upperBound) points [x, y]")
        }
        var points: [NormalizedPoint] = []
        for item in list {
            let numbers = try shares(item, count: 2, key)
            points.append(NormalizedPoint(x: numbers[0], y: numbers[1]))
        }
        return Polygon(points: points)
    }

    /// `[x, y, width, height]` in 0…1, not empty, within the picture.
    mutating func box(_ key: String) throws(APIError) -> Region? {
        guard let value = value(key) else { return nil }
        let numbers = try shares(value, count: 4, key)
        let box = Region(x: numbers[0], y: numbers[1], width: numbers[2], height: numbers[3])
        // A drawn box may end a rounding error outside.
        let slack = 1e-6
        guard box.width > 0, box.height > 0, box.x + box.width <= 1 + slack,
            box.y + box.height <= 1 + slack
        else { throw refusal(key, "must be a box that is not empty and lies within the picture") }
        return box
    }

    /// `[x, y]` in 0…1.
    mutating func point(_ key: String) throws(APIError) -> NormalizedPoint? {
        guard let value = value(key) else { return nil }
        let numbers = try shares(value, count: 2, key)
        return NormalizedPoint(x: numbers[0], y: numbers[1])
    }

    private func shares(
        _ value: JSONValue, count: Int, _ key: String
    ) throws(APIError) -> [Double] {
        guard case .list(let items) = value, items.count == count else {
            throw refusal(key, "must be made of lists of \(count) numbers")
        }
        var numbers: [Double] = []
        for item in items {
            guard let number = item.realNumber, (0...1).contains(number) else {
                throw refusal(key, "must hold numbers from 0 to 1")
            }
            numbers.append(number)
        }
        return numbers
    }

    /// Row numbers, each once, in their order.
    mutating func identifiers(_ key: String) throws(APIError) -> [Int64] {
        guard case .list(let items) = value(key),
            (1...Limits.eventsPerRequest).contains(items.count)
        else {
            throw refusal(key, "must be a list of 1 to \(Limits.eventsPerRequest) row numbers")
        }
        var identifiers: [Int64] = []
        for item in items {
            guard case .integer(let number) = item, Limits.integers.contains(number) else {
                throw refusal(key, "must hold row numbers")
            }
            if !identifiers.contains(number) { identifiers.append(number) }
        }
        return identifiers
    }

    /// An object of its own, which must hold nothing that `read` does not ask for.
    mutating func object<Value>(
        _ key: String, _ read: (inout InputReader) throws(APIError) -> Value
    ) throws(APIError) -> Value? {
        guard let value = value(key) else { return nil }
        guard case .object = value else { throw refusal(key, "must be an object") }
        var reader = try InputReader(body: value)
        let result = try read(&reader)
        try reader.end()
        return result
    }
}
