import Footage

/// How much light falls on each part of a scene.
struct Illumination: Sendable {
    let size: FrameSize
    let lamps: [Lamp]

    /// 1 is daylight. Position in picture heights.
    func amount(_ light: LightKind, u: Double, v: Double) -> Double {
        switch light {
        case .day: return 1
        case .infrared:
            // The lamp sits on the camera: bright in the middle and below, dark at the rim.
            let aspect = Double(size.width) / Double(size.height)
            let du = (u - aspect / 2) / aspect * 1.7
            let dv = v - 0.58
            return 0.28 + 0.85 * Curves.decay((du * du + dv * dv) * 2.6)
        case .lamps:
            var amount = 0.2
            for lamp in lamps {
                let du = (u - lamp.u) / lamp.reach
                let dv = (v - lamp.v) / (lamp.reach * 0.8)
                amount += 0.8 * lamp.strength * Curves.decay((du * du + dv * dv) * 1.6)
            }
            return min(1.1, amount)
        }
    }

    /// At a pixel of the undisplaced picture.
    func amount(_ light: LightKind, x: Double, y: Double) -> Double {
        amount(light, u: x / Double(size.height), v: y / Double(size.height))
    }
}
