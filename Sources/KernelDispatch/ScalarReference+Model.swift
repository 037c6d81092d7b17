import PixelKernels

/// One pixel's background model, gathered from its planes.
private struct PixelModel {
    struct Mode {
        var y: Int
        var u: Int
        var v: Int
        var weight: Int
    }

    var modes: [Mode]
    var blinking: Int
    var floor: Int
    var misfit: Int

    private static func planes(_ base: UnsafePointer<UInt8>, _ i: Int) -> [Int] {
        (0..<ModelLayout.planeCount).map { Int(base[$0 * 64 + i]) }
    }

    init(_ base: UnsafePointer<UInt8>, _ i: Int) {
        let values = Self.planes(base, i)
        modes = (0..<3).map {
            Mode(
                y: values[4 * $0], u: values[4 * $0 + 1], v: values[4 * $0 + 2],
                weight: values[4 * $0 + 3])
        }
        blinking = values[12]
        floor = values[13]
        misfit = values[14]
    }

    func store(_ base: UnsafeMutablePointer<UInt8>, _ i: Int) {
        let values =
            modes.flatMap { [$0.y, $0.u, $0.v, $0.weight] } + [blinking, floor, misfit]
        for (plane, value) in values.enumerated() { base[plane * 64 + i] = UInt8(value) }
    }

    var threshold: Int { min(255, floor + blinking / 4) }

    func distances(y: Int, u: Int, v: Int) -> [Int] {
        modes.map {
            let chroma = min(255, abs($0.u - u) + abs($0.v - v))
            return max(abs($0.y - y), min(255, 2 * max(0, chroma - 2)))
        }
    }
}

extension ScalarReference {
    @Sendable static func classifyTiles(
        model: MutableBytes, notes: MutableBytes, tileCount: Int, luma: Bytes, cb: Bytes,
        cr: Bytes, protected: Bytes, level: MutableBytes, misfit: MutableBytes,
        rates: ClassifyRates
    ) {
        for tile in 0..<tileCount {
            let base = model + tile * ModelLayout.tileBytes
            let isPlain = (0..<64).allSatisfy { i in
                let pixel = PixelModel(base, i)
                let index = tile * 64 + i
                let distances = pixel.distances(
                    y: Int(luma[index]), u: Int(cb[index]), v: Int(cr[index]))
                return distances[0] <= pixel.threshold && pixel.blinking == 0
                    && pixel.misfit == 0 && pixel.modes[0].weight >= Int(rates.leastWeight)
            }
            classify(tile, model, luma, cb, cr, protected, level, misfit, rates)
            let isLoud = (0..<64).contains { level[tile * 64 + $0] != 0 }
            notes[tile] =
                notes[tile] & ModelLayout.singleNote | (isPlain ? ModelLayout.plainNote : 0)
                | (isLoud ? ModelLayout.loudNote : 0)
        }
    }

    private static func classify(
        _ tile: Int, _ model: MutableBytes, _ luma: Bytes, _ cb: Bytes, _ cr: Bytes,
        _ protected: Bytes, _ level: MutableBytes, _ misfit: MutableBytes,
        _ rates: ClassifyRates
    ) {
        for index in tile * 64..<(tile + 1) * 64 {
            let base = model + index / 64 * ModelLayout.tileBytes
            var pixel = PixelModel(base, index % 64)
            let distances = pixel.distances(
                y: Int(luma[index]), u: Int(cb[index]), v: Int(cr[index]))
            let nearest =
                zip(pixel.modes, distances)
                .filter { $0.0.weight >= Int(rates.leastWeight) }.map(\.1).min() ?? 255
            let weak = nearest > pixel.threshold ? 1 : 0
            let strong = nearest > min(255, 2 * pixel.threshold) ? 1 : 0
            if protected[index] == 0 {
                let rate = Int(rates.blinkRate)
                let target = weak != pixel.misfit ? 255 : 0
                pixel.blinking =
                    (pixel.blinking * (256 - rate) + target * rate + Int(rates.dither)) / 256
            }
            pixel.misfit = weak
            level[index] = UInt8(weak + strong)
            misfit[index] = UInt8(weak * nearest)
            pixel.store(base, index % 64)
        }
    }

    @Sendable static func findLikenesses(
        planes: UnsafePointer<Bytes>, sampleCount: Int, start: Int, reach: Bytes,
        groups: UnsafeMutablePointer<UInt32>
    ) {
        for pixel in 0..<32 {
            let values = (0..<3).map { channel in
                (0..<sampleCount).map { Int(planes[channel * sampleCount + $0][start + pixel]) }
            }
            let limit = Int(reach[start + pixel])
            for one in 0..<sampleCount {
                groups[32 * one + pixel] = 0
                for other in 0..<sampleCount {
                    let differences = values.map { abs($0[one] - $0[other]) }
                    let chroma = differences[1] + differences[2]
                    if max(differences[0], 2 * chroma) <= limit {
                        groups[32 * one + pixel] |= 1 << UInt32(other)
                    }
                }
            }
        }
    }

    @Sendable static func forgiveSwaying(
        model: Bytes, notes: Bytes, width: Int, height: Int, background: Bytes, luma: Bytes,
        cb: Bytes, cr: Bytes, level: MutableBytes, misfit: MutableBytes, leastBlinking: UInt8,
        scratch _: MutableBytes
    ) -> Int {
        var found = 0
        for y in 0..<height where y >= 2 && y < height - 2 {
            for x in 0..<width where x >= 2 && x < width - 2 {
                let index = y * width + x
                let isLoud = notes[index / 64] & ModelLayout.loudNote != 0
                guard isLoud, level[index] != 0 else { continue }
                let pixel = PixelModel(model + index / 64 * ModelLayout.tileBytes, index % 64)
                let tolerance = pixel.floor / 2
                let chroma =
                    abs(Int(cb[index]) - pixel.modes[0].u)
                    + abs(Int(cr[index]) - pixel.modes[0].v)
                let around = (-2...2).flatMap { row in
                    (-2...2).map { Int(background[index + row * width + $0]) }
                }
                guard pixel.blinking >= Int(leastBlinking),
                    chroma - 2 <= tolerance, let lowest = around.min(), let highest = around.max(),
                    (lowest - tolerance...highest + tolerance).contains(Int(luma[index]))
                else { continue }
                (level[index], misfit[index]) = (0, 0)
                found += 1
            }
        }
        return found
    }

    @Sendable static func learnTiles(
        model: MutableBytes, notes: MutableBytes, firstTile: Int, tileStride: Int,
        tileCount: Int, luma: Bytes, cb: Bytes, cr: Bytes, command: Bytes,
        background: MutableBytes, rates: LearnRates
    ) {
        let quiet = ModelLayout.plainNote | ModelLayout.singleNote
        for tile in stride(from: firstTile, to: tileCount, by: tileStride) {
            var staysQuiet = notes[tile] & quiet == quiet
            var isSingle = true
            defer {
                notes[tile] &= staysQuiet ? .max : ModelLayout.loudNote
                notes[tile] |= isSingle && !staysQuiet ? ModelLayout.singleNote : 0
            }
            for i in 0..<64 {
                let index = tile * 64 + i
                let base = model + tile * ModelLayout.tileBytes
                var pixel = PixelModel(base, i)
                let distances = pixel.distances(
                    y: Int(luma[index]), u: Int(cb[index]), v: Int(cr[index]))
                let toEmpty = 2 * (Int(cb[index]) + Int(cr[index]) - 2)
                if command[index] != 0 || distances[0] > min(pixel.floor, max(toEmpty, 0)) {
                    staysQuiet = false
                }
                if command[index] != 255 {
                    learn(
                        &pixel, Int(luma[index]), Int(cb[index]), Int(cr[index]),
                        isForced: command[index] == 1, rates)
                }
                pixel.store(base, i)
                if pixel.modes[1...].contains(where: { $0.u | $0.v | $0.weight != 0 }) {
                    isSingle = false
                }
                // Of equal weights the first mode is shown.
                let heaviest = pixel.modes.map(\.weight).max() ?? 0
                let shown = pixel.modes.first { $0.weight == heaviest }
                background[index] = UInt8(shown?.y ?? 0)
            }
        }
    }

    private static func learn(
        _ pixel: inout PixelModel, _ y: Int, _ u: Int, _ v: Int, isForced: Bool,
        _ rates: LearnRates
    ) {
        func approach(_ from: Int, _ to: Int) -> Int {
            from + min(max(to - from, -Int(rates.step)), Int(rates.step))
        }
        let distances = pixel.distances(y: y, u: u, v: v)
        let nearest = distances.min() ?? 255
        if nearest <= pixel.threshold, let winner = distances.firstIndex(of: nearest) {
            let bonus = isForced ? max(rates.gain, rates.absorbed) : rates.gain
            for k in 0..<3 where k != winner {
                pixel.modes[k].weight = max(0, pixel.modes[k].weight - Int(rates.loss))
            }
            let mode = pixel.modes[winner]
            pixel.modes[winner] = .init(
                y: approach(mode.y, y), u: approach(mode.u, u), v: approach(mode.v, v),
                weight: min(255, mode.weight + Int(bonus)))
            return
        }
        // The last of the lightest makes room.
        let least = pixel.modes.map(\.weight).min() ?? 0
        guard let victim = pixel.modes.lastIndex(where: { $0.weight == least }) else { return }
        let left = isForced ? 0 : max(0, least - Int(rates.vacating))
        if left > 0 {
            pixel.modes[victim].weight = left
        } else {
            let weight = isForced ? rates.absorbed : rates.newcomer
            pixel.modes[victim] = .init(y: y, u: u, v: v, weight: Int(weight))
        }
    }
}
