/// Lets the background model learn a frame, in every `tileStride`-th tile from `firstTile`.
///
/// The nearest mode within the threshold moves towards the frame and gains weight, the others lose
/// some. Where none fits, the lightest one loses weight and is replaced at zero. Where `command`
/// is 255 nothing is learned; where it is 1 the frame is background from now on.
///
/// - Parameters:
///   - notes: a byte for each tile, as `ModelLayout` says.
///   - luma, cb, cr, command, background: whole planes of `tileCount · 64` samples.
///   - background: receives the luma of the heaviest mode.
///   - step: a fitting mode moves by at most this much towards the frame, in levels.
///   - gain, loss: weight that the fitting mode gains, and that the others lose.
///   - vacating: weight that the lightest mode loses where nothing fits.
///   - newcomer, absorbed: weight of a mode that is new, and of one taken over by command.
@inline(never)
public func learnTiles(
    _ model: UnsafeMutablePointer<UInt8>, notes: UnsafeMutablePointer<UInt8>, firstTile: Int,
    tileStride: Int, tileCount: Int, luma: UnsafePointer<UInt8>, cb: UnsafePointer<UInt8>,
    cr: UnsafePointer<UInt8>, command: UnsafePointer<UInt8>,
    background: UnsafeMutablePointer<UInt8>, step: UInt8, gain: UInt8, loss: UInt8, vacating: UInt8,
    newcomer: UInt8, absorbed: UInt8
) {
    var tile = firstTile
    while tile < tileCount {
        let base = model + tile &* ModelLayout.tileBytes
        let start = tile &* 64
        let (ys, us, vs) = (luma + start, cb + start, cr + start)
        let (orders, out) = (command + start, background + start)
        let quiet = ModelLayout.plainNote | ModelLayout.singleNote
        if notes[tile] & quiet == quiet, isZero(orders),
            learnFirstMode(base, ys, us, vs, out, step, gain)
        {
            tile = tile &+ tileStride
            continue
        }
        for i in 0..<64 {
            let (y, u, v, order) = (ys[i], us[i], vs[i], orders[i])
            // Conditions are masks of 0 or 255: a short-circuiting && is a branch.
            let free = mask(order != 255)
            let forced = mask(order == 1)
            let d0 = modeDistance(base, 0, i, y, u, v)
            let d1 = modeDistance(base, 1, i, y, u, v)
            let d2 = modeDistance(base, 2, i, y, u, v)
            let nearest = smaller(smaller(d0, d1), d2)
            let threshold = saturatingSum(base[13 * 64 &+ i], base[12 * 64 &+ i] &>> 2)
            let fits = mask(nearest <= threshold)
            let is0 = mask(d0 == nearest)
            let is1 = mask(d1 == nearest) & ~is0
            let is2 = ~is0 & ~is1
            let (w0, w1, w2) = (base[3 * 64 &+ i], base[7 * 64 &+ i], base[11 * 64 &+ i])
            // Weights where something fits: the winner gains, the others lose.
            let bonus = larger(gain, forced & absorbed)
            let win0 = choose(is0, saturatingSum(w0, bonus), saturatingDifference(w0, loss))
            let win1 = choose(is1, saturatingSum(w1, bonus), saturatingDifference(w1, loss))
            let win2 = choose(is2, saturatingSum(w2, bonus), saturatingDifference(w2, loss))
            // Weights where nothing fits: the lightest makes room.
            let least = smaller(smaller(w0, w1), w2)
            let light2 = mask(w2 == least)
            let light1 = mask(w1 == least) & ~light2
            let light0 = ~light2 & ~light1
            let left = ~forced & saturatingDifference(least, vacating)
            let vacant = mask(left == 0)
            let successor = choose(vacant, choose(forced, absorbed, newcomer), left)
            let moves = fits & free
            let fails = ~fits & free
            let n0 = choose(moves, win0, choose(fails & light0, successor, w0))
            let n1 = choose(moves, win1, choose(fails & light1, successor, w1))
            let n2 = choose(moves, win2, choose(fails & light2, successor, w2))
            base[3 * 64 &+ i] = n0
            base[7 * 64 &+ i] = n1
            base[11 * 64 &+ i] = n2
            let replaces = fails & vacant
            let y0 = follow(base, 0, i, y, u, v, step & moves & is0, replaces & light0)
            let y1 = follow(base, 1, i, y, u, v, step & moves & is1, replaces & light1)
            let y2 = follow(base, 2, i, y, u, v, step & moves & is2, replaces & light2)
            let heavier = choose(mask(n1 > n0), y1, y0)
            out[i] = choose(mask(n2 > larger(n0, n1)), y2, heavier)
        }
        let isSingle =
            isZero(base + 7 * 64) && isZero(base + 11 * 64) && isZero(base + 5 * 64)
            && isZero(base + 6 * 64) && isZero(base + 9 * 64) && isZero(base + 10 * 64)
        notes[tile] =
            notes[tile] & ModelLayout.loudNote | (isSingle ? ModelLayout.singleNote : 0)
        tile = tile &+ tileStride
    }
}

/// Learns a tile that has no other mode than the first, if all of its pixels fit that: the same as
/// with all modes, for less memory.
///
/// - Returns: whether they do; else nothing was changed.
@inline(__always)
private func learnFirstMode(
    _ base: UnsafeMutablePointer<UInt8>, _ ys: UnsafePointer<UInt8>, _ us: UnsafePointer<UInt8>,
    _ vs: UnsafePointer<UInt8>, _ out: UnsafeMutablePointer<UInt8>, _ step: UInt8, _ gain: UInt8
) -> Bool {
    let fits = withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 64) { buffer in
        guard let excess = buffer.baseAddress else { return false }
        for i in 0..<64 {
            let distance = modeDistance(base, 0, i, ys[i], us[i], vs[i])
            // An empty mode is green, and may be nearer to what is greener still.
            let chroma = saturatingDifference(saturatingSum(us[i], vs[i]), 2)
            let toEmpty = saturatingSum(chroma, chroma)
            excess[i] = saturatingDifference(distance, smaller(base[13 * 64 &+ i], toEmpty))
        }
        return isZero(excess)
    }
    guard fits else { return false }
    for i in 0..<64 {
        out[i] = follow(base, 0, i, ys[i], us[i], vs[i], step, 0)
        base[3 * 64 &+ i] = saturatingSum(base[3 * 64 &+ i], gain)
    }
    return true
}

/// Moves a mode by at most `step` towards the frame, or replaces it; returns its luma.
@inline(__always)
private func follow(
    _ base: UnsafeMutablePointer<UInt8>, _ mode: Int, _ i: Int, _ y: UInt8, _ u: UInt8,
    _ v: UInt8, _ step: UInt8, _ replaced: UInt8
) -> UInt8 {
    let planes = base + mode &* (ModelLayout.planesPerMode * ModelLayout.tilePixels)
    let newY = choose(replaced, y, approach(planes[i], y, step))
    planes[i] = newY
    planes[64 &+ i] = choose(replaced, u, approach(planes[64 &+ i], u, step))
    planes[128 &+ i] = choose(replaced, v, approach(planes[128 &+ i], v, step))
    return newY
}

@inline(__always)
private func approach(_ from: UInt8, _ to: UInt8, _ step: UInt8) -> UInt8 {
    let up = smaller(saturatingDifference(to, from), step)
    let down = smaller(saturatingDifference(from, to), step)
    return from &+ up &- down
}
