extension Silhouette {
    /// A walker seen from the side: two legs with knees, two arms, a torso and a head.
    static func person(_ gait: Gait, _ style: ActorStyle) -> [SilhouettePart] {
        let swing = Curves.sine(turns: gait.phase) * gait.stride
        let lift = Curves.cosine(turns: gait.phase) * gait.stride
        // The hips sink when the legs are apart.
        let hip = 0.5 - 0.012 * swing * swing
        func leg(_ side: Double, tone: Double) -> [SilhouettePart] {
            let reach = swing * side * gait.facing
            let raised = max(0, lift * side) * 0.05
            let knee = (x: reach * 0.09 + 0.02 * gait.facing * gait.stride, y: 0.27 + raised)
            let foot = (x: reach * 0.19 - raised * 0.6 * gait.facing, y: 0.03 + raised)
            let stance = 0.03 * side * (1 - gait.stride)
            return [
                part(
                    .capsule(
                        ax: stance * 0.6, ay: hip, bx: knee.x + stance, by: knee.y, ra: 0.068,
                        rb: 0.05), tone, style.lowerCb, style.lowerCr),
                part(
                    .capsule(
                        ax: knee.x + stance, ay: knee.y, bx: foot.x + stance, by: foot.y,
                        ra: 0.047, rb: 0.032), tone, style.lowerCb, style.lowerCr),
                part(
                    .capsule(
                        ax: foot.x + stance, ay: foot.y - 0.008,
                        bx: foot.x + stance + 0.055 * gait.facing, by: foot.y - 0.012,
                        ra: 0.022, rb: 0.018), tone * 1.15, 0, 0),
            ]
        }
        func arm(_ side: Double, tone: Double) -> [SilhouettePart] {
            let reach = -swing * side * gait.facing
            let hang = 0.06 * side * (1 - gait.stride)
            return [
                part(
                    .capsule(
                        ax: hang, ay: hip + 0.29, bx: reach * 0.07 + hang * 1.6, by: hip + 0.13,
                        ra: 0.035, rb: 0.03), tone, style.upperCb, style.upperCr),
                part(
                    .capsule(
                        ax: reach * 0.07 + hang * 1.6, ay: hip + 0.13,
                        bx: reach * 0.14 + hang * 1.7 + 0.03 * gait.facing, by: hip,
                        ra: 0.028, rb: 0.024), tone * 0.85, -6, 12),
            ]
        }
        return leg(-1, tone: style.lowerTone * 0.85) + arm(-1, tone: style.upperTone * 0.85)
            + leg(1, tone: style.lowerTone) + [
                part(
                    .capsule(
                        ax: 0.012 * gait.facing, ay: hip + 0.27, bx: 0, by: hip + 0.03,
                        ra: 0.098, rb: 0.078), style.upperTone, style.upperCb, style.upperCr),
                part(
                    .capsule(
                        ax: 0.012 * gait.facing, ay: hip + 0.3, bx: 0.02 * gait.facing,
                        by: hip + 0.38, ra: 0.035, rb: 0.035), 0.8, -6, 12),
                part(
                    .ellipse(
                        x: 0.024 * gait.facing, y: hip + 0.415, radiusX: 0.062, radiusY: 0.078),
                    0.85, -6, 12),
                part(
                    .ellipse(
                        x: 0.012 * gait.facing, y: hip + 0.45, radiusX: 0.06, radiusY: 0.048),
                    1.2, 0, 0),
            ] + arm(1, tone: style.upperTone * 1.05)
    }

    /// A boat seen from the side: a long hull with a raised bow and a canopy or a cabin.
    static func boat(_ gait: Gait, _ style: ActorStyle) -> [SilhouettePart] {
        let canopy = 0.16 + 0.1 * style.variant
        var parts: [SilhouettePart] = []
        for x in stride(from: -0.3, through: 0.15, by: 0.15) {
            parts.append(
                part(
                    .capsule(ax: x, ay: 0.08, bx: x, by: canopy, ra: 0.006, rb: 0.006), 0.8, 0, 0))
        }
        parts += [
            quad(
                [(-0.36, canopy), (0.2, canopy), (0.17, canopy + 0.035), (-0.34, canopy + 0.035)],
                1.1, style.upperCb, style.upperCr),
            quad(
                [(-0.3, 0.07), (-0.12, 0.07), (-0.12, canopy), (-0.3, canopy)], 0.9, 0, 0),
            quad(
                [(-0.42, -0.02), (0.36, -0.02), (0.47, 0.1), (-0.48, 0.1)], style.lowerTone,
                style.lowerCb, style.lowerCr),
            quad([(0.3, 0.05), (0.42, 0.04), (0.52, 0.17), (0.46, 0.16)], style.lowerTone, 0, 0),
            quad([(-0.48, 0.08), (0.47, 0.08), (0.48, 0.105), (-0.48, 0.105)], 1.25, 0, 0),
            // The helmsman.
            part(
                .capsule(ax: -0.38, ay: 0.1, bx: -0.38, by: 0.19, ra: 0.03, rb: 0.028),
                style.upperTone, 0, 0),
            part(.ellipse(x: -0.375, y: 0.24, radiusX: 0.02, radiusY: 0.024), 0.85, 0, 0),
        ]
        return facing(gait.facing, parts)
    }

    /// A van or car seen from the side.
    static func vehicle(_ gait: Gait, _ style: ActorStyle) -> [SilhouettePart] {
        let roof = 0.32 + 0.07 * style.variant
        let rear = -0.28 - 0.18 * style.variant
        let parts = [
            quad(
                [(-0.5, 0.07), (0.48, 0.07), (0.5, 0.2), (-0.5, 0.21)], style.upperTone,
                style.upperCb, style.upperCr),
            quad(
                [(rear - 0.04, 0.2), (0.33, 0.2), (0.17, roof), (rear + 0.04, roof)],
                style.upperTone * 1.05, style.upperCb, style.upperCr),
            quad(
                [
                    (rear + 0.06, 0.215), (-0.03, 0.215), (-0.03, roof - 0.03),
                    (rear + 0.08, roof - 0.03),
                ],
                0.6, 4, -2),
            quad(
                [(0, 0.215), (0.27, 0.215), (0.16, roof - 0.03), (0, roof - 0.03)], 0.6, 4, -2),
            part(.ellipse(x: -0.3, y: 0.08, radiusX: 0.085, radiusY: 0.085), 1.2, 0, 0),
            part(.ellipse(x: 0.3, y: 0.08, radiusX: 0.085, radiusY: 0.085), 1.2, 0, 0),
            part(.ellipse(x: -0.3, y: 0.08, radiusX: 0.045, radiusY: 0.045), 0.5, 0, 0),
            part(.ellipse(x: 0.3, y: 0.08, radiusX: 0.045, radiusY: 0.045), 0.5, 0, 0),
        ]
        return facing(gait.facing, parts)
    }

    /// A wooden box with battens.
    static func crate(_ style: ActorStyle) -> [SilhouettePart] {
        [
            quad([(-0.6, 0), (0.6, 0), (0.6, 1), (-0.6, 1)], 1, -10, 8),
            quad([(-0.6, 0.05), (0.6, 0.05), (0.6, 0.17), (-0.6, 0.17)], 0.8, -10, 8),
            quad([(-0.6, 0.83), (0.6, 0.83), (0.6, 0.95), (-0.6, 0.95)], 0.8, -10, 8),
            quad([(-0.5, 0.17), (-0.36, 0.17), (0.5, 0.83), (0.36, 0.83)], 0.85, -10, 8),
        ]
    }

    private static func part(
        _ outline: SilhouettePart.Outline, _ tone: Double, _ cb: Double, _ cr: Double
    ) -> SilhouettePart {
        SilhouettePart(outline: outline, tone: tone, cb: cb, cr: cr)
    }

    private static func quad(
        _ corners: [(Double, Double)], _ tone: Double, _ cb: Double, _ cr: Double
    ) -> SilhouettePart {
        part(.quad(corners.map { .init(x: $0.0, y: $0.1) }), tone, cb, cr)
    }

    /// Mirrors shapes that were drawn looking to the right.
    private static func facing(_ facing: Double, _ parts: [SilhouettePart]) -> [SilhouettePart] {
        guard facing < 0 else { return parts }
        return parts.map { original in
            var mirrored = original
            switch original.outline {
            case .capsule(let ax, let ay, let bx, let by, let ra, let rb):
                mirrored.outline = .capsule(ax: -ax, ay: ay, bx: -bx, by: by, ra: ra, rb: rb)
            case .ellipse(let x, let y, let radiusX, let radiusY):
                mirrored.outline = .ellipse(x: -x, y: y, radiusX: radiusX, radiusY: radiusY)
            case .quad(let corners):
                mirrored.outline = .quad(corners.reversed().map { .init(x: -$0.x, y: $0.y) })
            }
            return mirrored
        }
    }
}
