import Footage

extension KeyValue {
    /// As many as the review's editor draws.
    static let mostCorners = 200

    /// A polygon that encloses something and does not cross itself.
    func polygon() -> Polygon? {
        guard let points = points(atLeast: 3, of: "polygon") else { return nil }
        let shape = PolygonShape(points)
        if shape.isFlat {
            refuse(.wrongPolygon, "the polygon encloses nothing: its corners lie on one line")
            return nil
        }
        if let crossing = shape.crossing {
            refuse(
                .wrongPolygon,
                "the polygon crosses itself: the edge from corner \(crossing.first + 1) to "
                    + "\(crossing.first + 2) and the one from corner \(crossing.second + 1) to "
                    + "\(crossing.second + 2 > points.count ? 1 : crossing.second + 2) meet",
                "list the corners in the order in which one walks around it")
            return nil
        }
        if let corner = shape.doubled {
            problems.warning(
                .odd, at: node.position, "corners \(corner + 1) and \(corner + 2) are the same",
                meant: "one of them is enough")
        }
        return Polygon(points: points)
    }

    /// A line of some length.
    func line() -> [NormalizedPoint]? {
        guard let points = points(atLeast: 2, of: "line") else { return nil }
        guard points.contains(where: { $0 != points[0] }) else {
            refuse(.wrongPolygon, "the line has no length: its points are the same")
            return nil
        }
        return points
    }

    /// `[[x, y], …]`, each coordinate in 0…1.
    private func points(atLeast least: Int, of what: String) -> [NormalizedPoint]? {
        let corner = what == "polygon" ? "corner" : "point"
        guard let list = node.list else {
            refuse(
                .wrongType, "a \(what) is a list of \(corner)s, not \(node.description)",
                "such as [[0.1, 0.4], [0.9, 0.4]\(least > 2 ? ", [0.9, 1.0]" : "")]")
            return nil
        }
        if !list.isEmpty, list.allSatisfy({ $0.text.flatMap(PlainNumber.read) != nil }) {
            refuse(
                .wrongType, "the \(corner)s of a \(what) are pairs, not single numbers",
                "put each pair in brackets: [[x, y], [x, y]\(least > 2 ? ", [x, y]" : "")]")
            return nil
        }
        let points = list.map { point($0, corner: corner) }
        guard !points.contains(where: { $0 == nil }) else { return nil }
        guard points.count >= least else {
            refuse(
                .wrongPolygon,
                "a \(what) has at least \(least == 3 ? "three" : "two") \(corner)s, not "
                    + "\(points.count)")
            return nil
        }
        guard points.count <= Self.mostCorners else {
            refuse(
                .wrongPolygon,
                "a \(what) has at most \(Self.mostCorners) \(corner)s, not \(points.count)")
            return nil
        }
        return points.compactMap { $0 }
    }

    private func point(_ node: ConfigurationNode, corner: String) -> NormalizedPoint? {
        let numbers = (node.list ?? []).map { $0.text.flatMap(PlainNumber.read) }
        guard numbers.count == 2, let x = numbers[0], let y = numbers[1] else {
            problems.error(
                .wrongType, at: node.position,
                "a \(corner) is [x, y], two numbers in 0…1, not \(Self.shown(node))")
            return nil
        }
        guard (0...1).contains(x), (0...1).contains(y) else {
            problems.error(
                .wrongPolygon, at: node.position,
                "[\(ValueForm.plain(x)), \(ValueForm.plain(y))] lies outside the picture; "
                    + "coordinates are 0…1",
                meant: max(x, y) > 2
                    ? "divide pixels by the width and the height of the picture"
                    : "0, 0 is the top left and 1, 1 the bottom right")
            return nil
        }
        return NormalizedPoint(x: x, y: y)
    }

    private static func shown(_ node: ConfigurationNode) -> String {
        guard let list = node.list else { return node.description }
        return list.count == 2
            ? "[\(list.map { $0.text ?? $0.description }.joined(separator: ", "))]"
            : "\(list.count) of them"
    }
}
