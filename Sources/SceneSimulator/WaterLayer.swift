import Footage

/// Waves and glitter: two textures drift against each other over the water, in perspective.
struct WaterLayer: Sendable {
    private let first: NoiseTexture
    private let second: NoiseTexture
    private let marginX: Int
    private let marginY: Int
    private let padded: FrameSize
    /// 1 where there is water.
    private let isWater: [UInt8]
    /// Texels per pixel, and texel row, for each padded row; 16.16 fixed point.
    private let rowScale: [Int32]
    private let rowTexel: [Int32]
    /// Rows that hold water.
    private let rows: Range<Int>

    init(_ materials: MaterialMap, painter: BackgroundPainter, seed: UInt64) {
        let key = SceneHash.mix(seed, Int(RandomPurpose.water.rawValue))
        first = NoiseTexture(seed: SceneHash.mix(key, 1), cells: 8, octaves: 3, persistence: 0.6)
        second = NoiseTexture(seed: SceneHash.mix(key, 2), cells: 8, octaves: 3, persistence: 0.6)
        marginX = painter.marginX
        marginY = painter.marginY
        padded = materials.paddedSize
        let width = padded.width
        isWater = materials.materials.map {
            $0 == Surface.Material.water.rawValue ? 1 : 0
        }
        let wet = (0..<padded.height).filter { [isWater] row in
            isWater[row * width..<(row + 1) * width].contains(1)
        }
        rows = (wet.first ?? 0)..<((wet.last ?? -1) + 1)
        var scales: [Int32] = []
        var texels: [Int32] = []
        let height = Double(painter.size.height)
        for row in 0..<padded.height {
            let v = (Double(row - painter.marginY) + 0.5) / height
            let depth = 1 / max(0.06, v - 0.22)
            scales.append(Int32(620 / height * depth * 0.36 * 65_536))
            texels.append(Int32(depth * 260 * 65_536))
        }
        rowScale = scales
        rowTexel = texels
    }

    /// - Parameter amplitude: luma steps.
    func draw(
        seconds: Double, amplitude: Double, offset: CameraOffset,
        into picture: inout WorkingPicture
    ) {
        // Positions in the scene, not the picture: the water moves with a shaking camera.
        let shiftX = Int(offset.x.rounded())
        let shiftY = Int(offset.y.rounded())
        let drift = [(31.0, 23.0), (-23.0, 17.0)].map { x, y in
            (Self.fixed(seconds * x), Self.fixed(seconds * y))
        }
        let strength = Int32(amplitude * 16)
        let width = picture.size.width
        let centre = Int32(padded.width / 2)
        picture.luma.withUnsafeMutableBufferPointer { luma in
            first.texels.withUnsafeBufferPointer { first in
                second.texels.withUnsafeBufferPointer { second in
                    isWater.withUnsafeBufferPointer { isWater in
                        for y in 0..<picture.size.height {
                            let row = y - shiftY + marginY
                            guard rows.contains(row) else { continue }
                            let scale = rowScale[row]
                            let rowA = Self.rowStart(rowTexel[row] &+ drift[0].1)
                            let rowB = Self.rowStart(rowTexel[row] &* 3 / 2 &+ drift[1].1)
                            let wet = row * padded.width + marginX - shiftX
                            for x in 0..<width {
                                let across =
                                    (Int32(truncatingIfNeeded: x + marginX - shiftX) &- centre)
                                    &* scale
                                let a = Int32(
                                    first[rowA + Int((across &+ drift[0].0) &>> 16 & 255)])
                                let b = Int32(
                                    second[rowB + Int((across &+ drift[1].0) &>> 16 & 255)])
                                let wave = a &+ b
                                // Only the steepest faces glitter.
                                let glint = max(0, wave &- 110) &* 3
                                let change = ((wave &+ glint) &* strength) &>> 7
                                let here = Int32(isWater[wet + x])
                                let value = Int32(luma[y * width + x]) &+ change &* here
                                luma[y * width + x] = Int16(
                                    truncatingIfNeeded: max(0, min(4080, value)))
                            }
                        }
                    }
                }
            }
        }
    }

    private static func rowStart(_ texel: Int32) -> Int { Int(texel &>> 16 & 255) << 8 }

    /// Texels as 16.16 fixed point, wrapped to the tile.
    private static func fixed(_ texels: Double) -> Int32 {
        Int32((texels - (texels / 256).rounded(.down) * 256) * 65_536)
    }
}
