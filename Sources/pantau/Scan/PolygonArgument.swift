import ArgumentParser
import Footage

/// A polygon on the command line: `x,y x,y x,y …` in 0…1 of the picture as it is shown.
struct PolygonArgument: ExpressibleByArgument {
    var polygon: Polygon

    init?(argument: String) {
        let corners = argument.split { $0 == " " || $0 == ";" }
        var points: [NormalizedPoint] = []
        for corner in corners {
            let numbers = corner.split(separator: ",", omittingEmptySubsequences: false)
                .map { Double($0) }
            guard numbers.count == 2, let x = numbers[0], let y = numbers[1],
                (0...1).contains(x), (0...1).contains(y)
            else { return nil }
            points.append(NormalizedPoint(x: x, y: y))
        }
        guard points.count >= 3 else { return nil }
        polygon = Polygon(points: points)
    }
}
