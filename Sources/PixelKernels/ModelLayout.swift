/// How the background model lies in memory.
///
/// The picture, read as one long row, is cut into tiles of `tilePixels`; a tile holds its planes
/// one after the other. One base pointer and constant distances: the compiler knows that the
/// planes of a tile do not overlap and needs no checks, and memory is read in one stream.
public enum ModelLayout {
    public static let tilePixels = 64
    public static let modeCount = 3
    /// Planes of a mode: luma, blue and red difference, weight.
    public static let planesPerMode = 4
    /// How often a pixel changes between fitting and not fitting, 0…255.
    public static let blinkingPlane = 12
    /// The smallest threshold of a pixel, from the noise measured there.
    public static let floorPlane = 13
    /// 1 where the last frame did not fit, else 0.
    public static let misfitPlane = 14
    public static let planeCount = 15
    public static let tileBytes = planeCount * tilePixels

    // What is noted of each tile, in a byte of its own, so that a quiet tile costs little memory
    // traffic: that, and not arithmetic, is what a frame's time goes into.

    /// All pixels showed their first mode, which weighs enough, and none blinks.
    public static let plainNote: UInt8 = 1
    /// The second and third mode of all pixels are empty.
    public static let singleNote: UInt8 = 2
    /// The last classification found something that does not fit.
    public static let loudNote: UInt8 = 4

    /// Tiles that hold `pixelCount` pixels; the last may be partly unused.
    public static func tileCount(pixelCount: Int) -> Int {
        (pixelCount + tilePixels - 1) / tilePixels
    }
}
