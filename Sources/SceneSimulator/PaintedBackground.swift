import Footage

/// The scene without anything that moves, in one light, painted once.
///
/// It is larger than the picture by a margin on every side, so that a shaking or turned camera
/// still sees scene.
struct PaintedBackground: Sendable {
    /// Pixels beyond the picture on each side; even.
    let marginX: Int
    let marginY: Int
    /// Luma's width and height with margins; even.
    let paddedSize: FrameSize
    /// In sixteenths, `paddedSize`.
    let luma: [Int16]
    /// In sixteenths around neutral, half of `paddedSize`.
    let cb: [Int16]
    let cr: [Int16]

    var chromaStride: Int { paddedSize.width / 2 }
}

/// Where water and leaves are, with the same margins as the background.
struct MaterialMap: Sendable {
    let paddedSize: FrameSize
    /// `Surface.Material` raw values, row-major.
    let materials: [UInt8]
}

/// Paints a scenery in a light.
struct BackgroundPainter {
    let scenery: any Scenery
    let illumination: Illumination
    let size: FrameSize
    let marginX: Int
    let marginY: Int

    init(kind: BackgroundKind, seed: UInt64, size: FrameSize, marginX: Int, marginY: Int) {
        self.size = size
        self.marginX = (marginX + 1) / 2 * 2
        self.marginY = (marginY + 1) / 2 * 2
        let aspect = max(0.9, Double(size.width) / Double(size.height))
        let scenery: any Scenery =
            switch kind {
            case .yard: YardScenery(seed: seed, aspect: aspect)
            case .harbour: HarbourScenery(seed: seed, aspect: aspect)
            case .corridor: CorridorScenery(seed: seed, aspect: aspect)
            case .road: RoadScenery(seed: seed, aspect: aspect)
            case .park: ParkScenery(seed: seed, aspect: aspect)
            }
        self.scenery = scenery
        illumination = Illumination(size: size, lamps: scenery.lamps)
    }

    private var paddedSize: FrameSize {
        FrameSize(
            width: (size.width + 1) / 2 * 2 + 2 * marginX,
            height: (size.height + 1) / 2 * 2 + 2 * marginY)
    }

    /// The scene in each of the lights, from one pass over its surfaces.
    func paint(lights: [LightKind]) -> (backgrounds: [PaintedBackground], materials: MaterialMap) {
        let padded = paddedSize
        let footprint = 1 / Double(size.height)
        var luma = lights.map { _ in [Int16](repeating: 0, count: padded.pixelCount) }
        var cb = lights.map { _ in [Int16](repeating: 0, count: padded.pixelCount / 4) }
        var cr = cb
        var materials = [UInt8](repeating: 0, count: padded.pixelCount)
        for y in 0..<padded.height {
            let v = (Double(y - marginY) + 0.5) * footprint
            for x in 0..<padded.width {
                let u = (Double(x - marginX) + 0.5) * footprint
                let surface = scenery.surface(u: u, v: v, footprint: footprint)
                let index = y * padded.width + x
                materials[index] = surface.material.rawValue
                for (which, light) in lights.enumerated() {
                    let lit = lit(surface, by: light, u: u, v: v)
                    luma[which][index] = Self.sixteenths(lit.luma, 0, 255)
                    if x & 1 == 0 && y & 1 == 0 {
                        let chroma = y / 2 * (padded.width / 2) + x / 2
                        cb[which][chroma] = Self.sixteenths(lit.cb, -112, 112)
                        cr[which][chroma] = Self.sixteenths(lit.cr, -112, 112)
                    }
                }
            }
        }
        let backgrounds = lights.indices.map { which in
            PaintedBackground(
                marginX: marginX, marginY: marginY, paddedSize: padded, luma: luma[which],
                cb: cb[which], cr: cr[which])
        }
        return (backgrounds, MaterialMap(paddedSize: padded, materials: materials))
    }

    private static func sixteenths(_ value: Double, _ low: Double, _ high: Double) -> Int16 {
        Int16((min(high, max(low, value)) * Double(WorkingPicture.one)).rounded())
    }

    private func lit(_ surface: Surface, by light: LightKind, u: Double, v: Double) -> Surface {
        var result = surface
        let amount = illumination.amount(light, u: u, v: v)
        switch light {
        case .day:
            break
        case .infrared:
            // Lens and lamp compress: shadows stay above black, lights below white.
            let reflected = surface.luma * surface.infraredGain * amount
            result.luma = 14 + min(225, reflected + surface.glow)
            result.cb = 0
            result.cr = 0
        case .lamps:
            let reflected = surface.luma * min(1, surface.infraredGain + 0.3) * amount
            result.luma = 12 + min(235, reflected + surface.glow)
            // Sodium light: everything tends to orange.
            result.cb = surface.cb * 0.4 - 12 * min(1, amount)
            result.cr = surface.cr * 0.4 + 10 * min(1, amount)
        }
        return result
    }
}
