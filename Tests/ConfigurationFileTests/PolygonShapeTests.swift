import Footage
import Testing

@testable import ConfigurationFile

@Suite struct `The shape of a polygon` {
    private func shape(_ corners: [[Double]]) -> PolygonShape {
        PolygonShape(corners.map { NormalizedPoint(x: $0[0], y: $0[1]) })
    }

    private static let good: [[[Double]]] = [
        [[0, 0], [1, 0], [1, 1], [0, 1]],
        [[0, 0], [1, 0], [0.5, 0.5], [1, 1], [0, 1]],
        [[0, 0], [0.5, 0], [1, 0], [1, 1]],
        [[0, 0], [0, 0], [1, 0], [1, 1], [1, 1]],
    ]

    @Test(arguments: good)
    func `is good where no edge meets another`(corners: [[Double]]) {
        #expect(shape(corners).crossing == nil)
        #expect(!shape(corners).isFlat)
    }

    /// A bow tie, a corner on another edge, a spike, edges over each other; the edges that meet.
    private static let crossed: [([[Double]], Int, Int)] = [
        ([[0, 0], [1, 1], [1, 0], [0, 1]], 0, 2),
        ([[0, 0], [1, 0], [1, 1], [0.5, 0], [0, 1]], 0, 2),
        ([[0, 0], [1, 0], [0.5, 0], [0.5, 1]], 0, 1),
        ([[0, 0], [1, 0], [1, 1], [0.2, 0], [0.8, 0], [0, 1]], 0, 2),
    ]

    @Test(arguments: crossed)
    func `is not where they do`(corners: [[Double]], first: Int, second: Int) throws {
        let crossing = try #require(shape(corners).crossing)
        #expect(crossing.first == first)
        #expect(crossing.second == second)
    }

    @Test func `is a line where all corners lie on one`() {
        #expect(shape([[0, 0], [0.5, 0.5], [1, 1]]).isFlat)
        #expect(shape([[0.3, 0.3], [0.3, 0.3], [0.3, 0.3]]).isFlat)
        #expect(!shape([[0, 0], [0.01, 0], [0, 0.01]]).isFlat)
    }
}
