import Footage
import KernelDispatch
import Testing

@testable import MotionAnalysis

@Suite("The parts of the suppressors")
struct SuppressionPartsTests {
    private static func box(_ left: Double, _ top: Double, _ side: Double) -> BoxEdges {
        BoxEdges(left: left, top: top, right: left + side, bottom: top + side)
    }

    @Test("Unrest is remembered where it was, fades, and is taken back by things that pass")
    func unrest() {
        var map = UnrestMap(size: FrameSize(width: 320, height: 160))
        let place = Self.box(160, 80, 16)
        #expect(map.seconds(in: place) == 0)
        map.add(place, seconds: 2, pixels: 50)
        #expect(map.seconds(in: place) == 2)
        #expect(map.pixels(in: place) == 50)
        #expect(map.seconds(in: Self.box(16, 16, 16)) == 0)
        map.fade(seconds: 60, memorySeconds: 60)
        #expect(abs(map.seconds(in: place) - 1) < 0.01)
        map.remove(place, seconds: 3)
        #expect(map.seconds(in: place) == 0)
    }

    @Test("The map begins with the places at which samples differ")
    func seeded() {
        let spread = Plane(size: FrameSize(width: 320, height: 160))
        for y in 64..<80 { for x in 192..<208 { spread[x, y] = 9 } }
        var map = UnrestMap(size: spread.size)
        map.seed(from: spread, leastShare: 0.1, seconds: 1.5, pixels: 40)
        #expect(map.seconds(in: Self.box(192, 64, 16)) == 1.5)
        #expect(map.pixels(in: Self.box(192, 64, 16)) == 40)
        #expect(map.seconds(in: Self.box(16, 16, 16)) == 0)
    }

    private static func observation(_ left: Int, _ right: Int) -> Observation {
        var component = MaskComponent()
        for row in 40..<60 { component.add(start: left, end: right, row: row, isAtEdge: false) }
        return Observation(
            component: component, activeShare: 1, activePixels: 100, looksLikeGhost: false,
            looksLikeLight: false)
    }

    @Test("What grows at one side has gone nowhere, what moves with both has")
    func travel() {
        let picture = FrameSize(width: 320, height: 160)
        var grown = TrackEvidence(at: .zero)
        var gone = TrackEvidence(at: .zero)
        for step in 0...10 {
            let time = MediaTime(seconds: Double(step) / 10)
            grown.add(Self.observation(100, 120 + 6 * step), at: time, memorySeconds: 2)
            gone.add(Self.observation(100 + 6 * step, 120 + 6 * step), at: time, memorySeconds: 2)
        }
        #expect(grown.travel(in: picture) == 0)
        #expect(gone.travel(in: picture) == 60)
    }

    /// A dark place of 40 pixels' width at which frame and background differ alike, for a second.
    private static func darkPlace(addedEdge: Double) -> Suspect {
        var seen = observation(100, 140)
        seen.contourJump = 25
        seen.addedEdge = addedEdge
        seen.surface.pixels = 600
        seen.surface.darker = 600 * 40
        var track = Track(
            id: 1, observation: seen, at: .zero, picture: FrameSize(width: 320, height: 160),
            parameters: AnalysisParameters())
        track.observations = 10
        var evidence = TrackEvidence(at: .zero)
        for step in 0..<10 {
            evidence.add(seen, at: MediaTime(seconds: Double(step) / 10), memorySeconds: 2)
        }
        return Suspect(
            track: track, evidence: evidence, time: MediaTime(seconds: 1),
            picture: FrameSize(width: 320, height: 160))
    }

    @Test("A sharp end of the mask without an edge in the frame is a shadow's, with one a thing's")
    func edgeless() {
        let light = LightSuppressor(parameters: AnalysisParameters())
        func objection(_ addedEdge: Double, isPatchy: Bool) -> Suppressor? {
            light.objection(to: Self.darkPlace(addedEdge: addedEdge), isPatchy: isPatchy)
        }
        #expect(objection(1, isPatchy: false) == .shadow)
        #expect(objection(20, isPatchy: false) == nil)
        // 15 % of the difference: enough, but not among patches of light.
        #expect(objection(6, isPatchy: false) == nil)
        #expect(objection(6, isPatchy: true) == .shadow)
        #expect(objection(20, isPatchy: true) == nil)
    }

    @Test("The map keeps how what goes nowhere is carried along, and what edges it has")
    func drift() {
        var map = UnrestMap(size: FrameSize(width: 320, height: 160))
        let place = Self.box(160, 80, 16)
        #expect(map.drift(in: place).addedEdge == nil)
        map.add(place, seconds: 1, velocity: (-20, 0), addedEdge: 0.1)
        map.add(place, seconds: 3, velocity: (-10, 4), addedEdge: 0.3)
        let drift = map.drift(in: place)
        #expect(abs(drift.velocity.x + 12.5) < 0.01)
        #expect(abs(drift.velocity.y - 3) < 0.01)
        #expect(drift.addedEdge.map { abs($0 - 0.25) < 0.01 } == true)
        #expect(map.drift(in: Self.box(16, 16, 16)).seconds == 0)
        map.fade(seconds: 60, memorySeconds: 60)
        #expect(abs(map.drift(in: place).velocity.x + 12.5) < 0.01)
    }

    /// Something of `side` pixels that falls by `step` pixels fifteen times a second.
    private static func falling(side: Int, step: Int) -> Suspect {
        let picture = FrameSize(width: 640, height: 360)
        func observation(_ frame: Int) -> Observation {
            var component = MaskComponent()
            for row in 0..<side {
                component.add(
                    start: 100, end: 100 + side, row: 20 + frame * step + row, isAtEdge: false)
            }
            return Observation(
                component: component, activeShare: 1, activePixels: side * side,
                looksLikeGhost: false, looksLikeLight: false)
        }
        var evidence = TrackEvidence(at: .zero)
        evidence.add(observation(0), at: .zero, memorySeconds: 2)
        var track = Track(
            id: 1, observation: observation(0), at: .zero, picture: picture,
            parameters: AnalysisParameters())
        var time = MediaTime.zero
        for frame in 1...6 {
            time = MediaTime(seconds: Double(frame) / 15)
            let seen = observation(frame)
            track.take(seen, edges: BoxEdges(seen.component), elapsedSeconds: 1.0 / 15, at: time)
            evidence.add(seen, at: time, memorySeconds: 2)
        }
        return Suspect(track: track, evidence: evidence, time: time, picture: picture)
    }

    @Test("Flakes are told by their speed in their own sizes; what is larger or slower is none")
    func rain() {
        let parameters = AnalysisParameters()
        let rain = RainSuppressor(parameters: parameters)
        #expect(rain.objection(to: Self.falling(side: 6, step: 10)) == .rain)
        #expect(rain.objection(to: Self.falling(side: 6, step: 2)) == nil)
        #expect(rain.objection(to: Self.falling(side: 24, step: 40)) == nil)
        var without = parameters
        without.disabled = .rain
        let off = RainSuppressor(parameters: without)
        #expect(off.objection(to: Self.falling(side: 6, step: 10)) == nil)
    }

    @Test("Texture is kept under a shadow and covered by a thing", arguments: [true, false])
    func texture(_ isShadow: Bool) {
        let scene = SyntheticScene()
        let (frame, background) = (scene.picture(1), scene.picture(2))
        for y in 20..<80 {
            for x in 20..<140 {
                frame.luma[x, y] =
                    isShadow
                    ? UInt8(Int(background.luma[x, y]) * 3 / 5)
                    : UInt8(60 + (x * 5 + y * 3) % 23)
            }
        }
        let thresholds = [UInt8](repeating: 10, count: 256)
        var surface = SurfaceEvidence()
        thresholds.withUnsafeBufferPointer { thresholds in
            let pictures = ContourEvidence.Pictures(
                frame: frame.luma.base, background: background.luma.base, size: scene.size,
                thresholds: thresholds)
            for row in 20..<80 {
                surface.add(
                    MaskRun(row: Int32(row), start: 20, end: 140, component: 0), pictures,
                    .forThisMachine)
            }
        }
        #expect(surface.texturedPixels > 200)
        #expect((surface.keptShare > 0.6) == isShadow)
    }
}
