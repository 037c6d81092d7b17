import Footage

/// Leaves in wind: the painted crown is pulled about by a field of small swings.
struct FoliageLayer: Sendable {
    private let marginX: Int
    private let marginY: Int
    private let padded: FrameSize
    /// First and last leafy column (with reach) of each padded row; empty rows have none.
    private let spans: [Range<Int>]
    /// Two phases per padded pixel, 256 to a turn: branches and leaves.
    private let branchPhase: [UInt8]
    private let leafPhase: [UInt8]
    /// 0 no leaves near … 255 leaves.
    private let weight: [UInt8]
    private let sines: [Int32]

    /// `nil` where no wind blows or nothing bears leaves.
    init?(_ description: SceneDescription, materials: MaterialMap, painter: BackgroundPainter) {
        let amplitudes = description.disturbances.compactMap { disturbance -> Double? in
            if case .foliage(let amplitude) = disturbance.effect { amplitude } else { nil }
        }
        let leafy = Surface.Material.leaves.rawValue
        guard let largest = amplitudes.max(), materials.materials.contains(leafy) else {
            return nil
        }
        marginX = painter.marginX
        marginY = painter.marginY
        padded = materials.paddedSize
        sines = (0..<256).map { Int32((Curves.sine(turns: Double($0) / 256) * 1024).rounded()) }
        let key = SceneHash.mix(description.seed, Int(RandomPurpose.foliage.rawValue))
        let broad = NoiseTexture(seed: SceneHash.mix(key, 1), cells: 4, octaves: 2)
        let close = NoiseTexture(seed: SceneHash.mix(key, 2), cells: 16, octaves: 2)
        // The field varies over tenths of the picture, whatever its size in pixels.
        let scale = 300 / Double(description.height)
        let reach = Int((largest * Double(description.height)).rounded(.up)) + 1
        let width = padded.width
        weight = Self.spread(materials, leafy: leafy, reach: reach)
        var branches = [UInt8](repeating: 0, count: padded.pixelCount)
        var leaves = branches
        var rowSpans: [Range<Int>] = []
        for y in 0..<padded.height {
            var span = 0..<0
            for x in 0..<width where weight[y * width + x] > 0 {
                span = (span.isEmpty ? x : span.lowerBound)..<(x + 1)
                let u = Double(x - painter.marginX) * scale
                let v = Double(y - painter.marginY) * scale
                branches[y * width + x] = UInt8(
                    truncatingIfNeeded: Int(broad.sample(u * 0.5, v * 0.5) * 200))
                leaves[y * width + x] = UInt8(
                    truncatingIfNeeded: Int(close.sample(u * 1.7, v * 1.7) * 400))
            }
            rowSpans.append(span)
        }
        branchPhase = branches
        leafPhase = leaves
        spans = rowSpans
    }

    /// Leaves and a rim as wide as they can swing.
    private static func spread(_ materials: MaterialMap, leafy: UInt8, reach: Int) -> [UInt8] {
        let width = materials.paddedSize.width
        let height = materials.paddedSize.height
        var across = [UInt8](repeating: 0, count: width * height)
        for y in 0..<height {
            var last = -reach - 1
            for x in 0..<width {
                if materials.materials[y * width + x] == leafy { last = x }
                if x - last <= reach { across[y * width + x] = 255 }
            }
            var next = width + reach + 1
            for x in stride(from: width - 1, through: 0, by: -1) {
                if materials.materials[y * width + x] == leafy { next = x }
                if next - x <= reach { across[y * width + x] = 255 }
            }
        }
        return across
    }

    /// - Parameter amplitude: pixels.
    func draw(
        _ background: PaintedBackground, seconds: Double, amplitude: Double,
        offset: CameraOffset, into picture: inout WorkingPicture
    ) {
        let shiftX = Int(offset.x.rounded())
        let shiftY = Int(offset.y.rounded())
        // Gusts: the wind swells and dies within tens of seconds.
        let gust =
            0.65 + 0.25 * Curves.sine(turns: seconds / 11) + 0.1 * Curves.sine(turns: seconds / 4.3)
        let strength = Int32(amplitude * gust * 8)
        let slow = Int(seconds * 0.55 * 256)
        let quick = Int(seconds * 1.9 * 256)
        let width = picture.size.width
        let stride = padded.width
        func swing(_ index: Int) -> (x: Int32, y: Int32) {
            let branch = Int(branchPhase[index])
            let leaf = Int(leafPhase[index])
            let x = sines[(branch + slow) & 255] * 5 + sines[(leaf + quick) & 255] * 3
            let y = sines[(branch + slow + 80) & 255] * 2 + sines[(leaf + quick + 64) & 255] * 3
            return ((x * strength) >> 13, (y * strength) >> 13)
        }
        for y in 0..<picture.size.height {
            let row = y - shiftY + marginY
            let span = spans[row]
            let from = max(0, span.lowerBound - marginX + shiftX)
            let to = min(width, span.upperBound - marginX + shiftX)
            guard from < to else { continue }
            for x in from..<to {
                let here = row * stride + x - shiftX + marginX
                guard weight[here] > 0 else { continue }
                let moved = swing(here)
                let source = here + Int(moved.y >> 3) * stride + Int(moved.x >> 3)
                picture.luma[y * width + x] = Self.interpolate(
                    background.luma, source, stride, moved.x & 7, moved.y & 7)
                if x & 1 == 0 && y & 1 == 0 {
                    let chromaRow = (row + Int(moved.y >> 3)) / 2
                    let chromaColumn = (x - shiftX + marginX + Int(moved.x >> 3)) / 2
                    let target = y / 2 * picture.chromaSize.width + x / 2
                    let from = chromaRow * background.chromaStride + chromaColumn
                    picture.cb[target] = background.cb[from]
                    picture.cr[target] = background.cr[from]
                }
            }
        }
    }

    private static func interpolate(
        _ samples: [Int16], _ index: Int, _ stride: Int, _ u: Int32, _ v: Int32
    ) -> Int16 {
        let a = Int32(samples[index]) * (8 - u) + Int32(samples[index + 1]) * u
        let b =
            Int32(samples[index + stride]) * (8 - u) + Int32(samples[index + stride + 1]) * u
        return Int16((a * (8 - v) + b * v) >> 6)
    }
}
