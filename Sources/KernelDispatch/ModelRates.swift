public import PixelKernels

/// How the background model lies in memory.
public typealias ModelLayout = PixelKernels.ModelLayout

/// Numbers of one classification, the same for every pixel.
public struct ClassifyRates: Sendable {
    /// Modes lighter than this do not count as background.
    public var leastWeight: UInt8
    /// How fast the blinking average follows, in 1/256 per frame, 0…255.
    public var blinkRate: UInt8
    /// Rounding of the blinking average, 0…255; varied from frame to frame so that rates far
    /// below 1/256 hold on average.
    public var dither: UInt8

    public init(leastWeight: UInt8, blinkRate: UInt8, dither: UInt8) {
        self.leastWeight = leastWeight
        self.blinkRate = blinkRate
        self.dither = dither
    }
}

/// Numbers of one update, the same for every pixel.
public struct LearnRates: Sendable {
    /// A fitting mode moves by at most this much towards the frame, in levels.
    public var step: UInt8
    /// Weight that the fitting mode gains.
    public var gain: UInt8
    /// Weight that the other modes lose.
    public var loss: UInt8
    /// Weight that the lightest mode loses where nothing fits.
    public var vacating: UInt8
    /// Weight of a mode that is new.
    public var newcomer: UInt8
    /// Weight of a mode that is taken over by command.
    public var absorbed: UInt8

    public init(
        step: UInt8, gain: UInt8, loss: UInt8, vacating: UInt8, newcomer: UInt8, absorbed: UInt8
    ) {
        self.step = step
        self.gain = gain
        self.loss = loss
        self.vacating = vacating
        self.newcomer = newcomer
        self.absorbed = absorbed
    }
}

/// Weights of four neighbouring samples, together at most 16.
public struct Weights: Sendable {
    public var a: UInt16
    public var b: UInt16
    public var c: UInt16
    public var d: UInt16

    public init(_ a: UInt16, _ b: UInt16, _ c: UInt16, _ d: UInt16) {
        (self.a, self.b, self.c, self.d) = (a, b, c, d)
    }
}
