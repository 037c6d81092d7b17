import Footage
import Testing

@testable import SceneSimulator

@Suite struct SilhouetteTests {
    @Test("the stated fill of each shape is what it covers, on average over styles and gaits")
    func fill() {
        let texture = NoiseTexture(seed: 1, cells: 8, octaves: 1)
        for kind in ActorKind.allCases {
            var sum = 0.0
            var count = 0.0
            for seed in 0..<24 {
                let style = ActorStyle(seed: UInt64(seed), actor: 1)
                let gait = Gait(
                    phase: Double(seed) / 12, facing: seed % 2 == 0 ? 1 : -1, stride: 1)
                var patch = ActorPatch()
                patch.draw(
                    Silhouette.parts(kind, gait: gait, style: style),
                    at: .init(footX: 300, footY: 350, extent: 250), style: style,
                    texture: texture, picture: FrameSize(width: 600, height: 400), shaded: false)
                sum += patch.alpha.reduce(0) { $0 + Double($1) } / (250 * 250)
                count += 1
            }
            let measured = sum / count
            #expect(abs(measured / Silhouette.fill(kind) - 1) < 0.05, "\(kind) fills \(measured)")
        }
    }
}
