public import Footage

/// Draws any frame of a scene, in any order.
///
/// A frame depends only on the description and its number, so that stretches can be drawn apart
/// and at once. What never changes is painted when the renderer is made; a second renderer made
/// with `init(sharing:)` costs nothing and can draw on another thread. One renderer must not draw
/// on two threads at a time.
public final class SceneRenderer {
    public var description: SceneDescription { stage.description }
    public var size: FrameSize { stage.description.size }

    let stage: SceneStage
    private var work: WorkingPicture
    var patch = ActorPatch()

    /// Paints the background of a scene: some 0.1 s per million pixels.
    /// - Throws: `SceneError.invalid` for a description out of range.
    public init(_ description: SceneDescription) throws(SceneError) {
        stage = try SceneStage(description)
        work = WorkingPicture(size: description.size)
    }

    /// A renderer of the same scene for another thread.
    public init(sharing other: SceneRenderer) {
        stage = other.stage
        work = WorkingPicture(size: other.size)
    }

    /// Draws a frame.
    /// - Parameters:
    ///   - frame: counted from 0; frames beyond the end show the scene going on.
    ///   - picture: of the scene's size, with or without chroma.
    public func render(frame: Int, into picture: PlanarPicture) {
        precondition(picture.size == size, "the picture is not of the scene's size")
        precondition(frame >= 0, "frames are counted from 0")
        let shown = shownFrame(frame)
        let moment = Moment(stage, frame: shown)
        drawScenery(moment)
        drawMooredBoats(moment)
        drawWakes(moment)
        drawActors(moment)
        applyLight(moment)
        drawNearLens(moment)
        blur(moment)
        drawBlotches(moment)
        let grain = stage.description.grain
        GrainLayer(
            sigma: grain.sigma * (moment.isSwitchedToInfrared ? 1.8 : 1),
            blotchShare: grain.blotchShare,
            key: SceneHash.mix(
                stage.description.seed ^ (RandomPurpose.grain.rawValue &<< 56), shown)
        ).develop(work, grey: moment.light == .infrared, into: picture)
        drawText(moment, into: picture)
    }

    /// What a frame shows, or, while the picture is frozen, the frame that is repeated.
    func shownFrame(_ frame: Int) -> Int {
        let seconds = stage.description.seconds(ofFrame: frame)
        let frozen = stage.description.disturbances.first {
            $0.effect == .freeze && $0.isActive(at: seconds)
        }
        guard let frozen else { return frame }
        let rate = stage.description.frameRate.framesPerSecond
        return min(frame, max(0, Int((frozen.startSeconds * rate).rounded(.up))))
    }

    /// What holds for a whole frame.
    struct Moment {
        let frame: Int
        let seconds: Double
        let light: LightKind
        let offset: CameraOffset
        let isSwitchedToInfrared: Bool
        /// In order of the description.
        let disturbances: [Disturbance]

        init(_ stage: SceneStage, frame: Int) {
            self.frame = frame
            let seconds = stage.description.seconds(ofFrame: frame)
            self.seconds = seconds
            light = stage.timeline.light(at: seconds)
            offset = stage.timeline.cameraOffset(at: seconds)
            isSwitchedToInfrared = light == .infrared && stage.description.light != .infrared
            disturbances = stage.description.disturbances.filter { $0.isActive(at: seconds) }
        }
    }

    private func drawScenery(_ moment: Moment) {
        guard let background = stage.backgrounds[moment.light] else { return }
        CameraView.draw(background, offset: moment.offset, into: &work)
        for disturbance in moment.disturbances {
            switch disturbance.effect {
            case .foliage(let amplitude):
                stage.leaves?.draw(
                    background, seconds: moment.seconds,
                    amplitude: amplitude * Double(size.height), offset: moment.offset,
                    into: &work)
            case .ripple(let amplitude):
                stage.water?.draw(
                    seconds: moment.seconds, amplitude: amplitude, offset: moment.offset,
                    into: &work)
            default: break
            }
        }
    }

    private func drawMooredBoats(_ moment: Moment) {
        for boat in stage.moored {
            var placement = boat.placement(at: moment.seconds)
            placement.footX += moment.offset.x
            placement.footY += moment.offset.y
            patch.draw(
                boat.parts, at: placement, style: boat.actorStyle, texture: stage.weave,
                picture: size, shaded: true)
            work.cover(patch, with: boat.paint(in: moment.light))
        }
    }

    private func drawWakes(_ moment: Moment) {
        for member in stage.cast where member.actor.kind == .boat && member.actor.hasBody {
            WakeLayer(member: member).draw(
                seconds: moment.seconds, offset: moment.offset, into: &work)
        }
    }

    private func drawActors(_ moment: Moment) {
        let present = stage.present(at: moment.seconds, offset: moment.offset)
        for entry in present where entry.member.actor.shadowDepth > 0 {
            guard moment.light == .day else { break }
            var ground = entry.placement
            ground.upX = stage.shadowX
            ground.upY = stage.shadowY
            patch.draw(
                entry.parts, at: ground, style: entry.member.style, texture: stage.weave,
                picture: size, shaded: false)
            work.shade(patch, depth: entry.member.actor.shadowDepth)
        }
        for entry in present where entry.member.actor.hasBody {
            patch.draw(
                entry.parts, at: entry.placement, style: entry.member.style,
                texture: stage.weave, picture: size, shaded: true)
            work.cover(patch, with: paint(entry, moment))
        }
    }

    /// An actor is lit by the light where it stands, as the ground there is.
    private func paint(_ entry: PresentActor, _ moment: Moment) -> ActorPaint {
        let usual = entry.member.surroundings[moment.light]
        let here = stage.illumination.amount(
            moment.light, x: entry.placement.footX, y: entry.placement.footY)
        return ActorPaint(
            surroundings: usual?.luma ?? 110, contrast: entry.member.actor.contrast,
            gain: here / (usual?.illumination ?? here))
    }

    private func applyLight(_ moment: Moment) {
        LightField.apply(gain: stage.timeline.gain(at: moment.seconds), to: &work)
        let sources = LocalLight.sources(stage, moment)
        guard !sources.isEmpty else { return }
        LightField(size: size) { u, v in
            sources.reduce(1) { $0 * $1.gain(u: u, v: v) }
        }.apply(to: &work)
    }

    private func drawNearLens(_ moment: Moment) {
        let precipitation = PrecipitationLayer(
            seed: stage.description.seed, picture: size,
            framesPerSecond: stage.description.frameRate.framesPerSecond)
        for disturbance in moment.disturbances {
            switch disturbance.effect {
            case .rain(let streaks):
                precipitation.drawRain(
                    frame: moment.frame, streaks: streaks, light: moment.light, into: &work)
            case .snow(let flakes):
                precipitation.drawSnow(frame: moment.frame, flakes: flakes, into: &work)
            case .flurry(let flakes):
                FlurryLayer(seed: stage.description.seed, picture: size)
                    .draw(seconds: moment.seconds, flakes: flakes, into: &work)
            default: break
            }
        }
        for flight in stage.timeline.insects where flight.isActive(at: moment.seconds) {
            InsectLayer(picture: size).draw(flight, seconds: moment.seconds, into: &work)
        }
    }

    private func blur(_ moment: Moment) {
        for disturbance in moment.disturbances {
            if case .defocus(let radius) = disturbance.effect {
                work.blur(radius: max(1, Int(radius * Double(size.height))))
            }
        }
    }

    private func drawBlotches(_ moment: Moment) {
        for disturbance in moment.disturbances {
            if case .blotches(let amplitude) = disturbance.effect {
                BlotchLayer(
                    texture: stage.clouds, seed: stage.description.seed, picture: size,
                    amplitude: amplitude
                ).draw(seconds: moment.seconds, into: &work)
            }
        }
    }

    private func drawText(_ moment: Moment, into picture: PlanarPicture) {
        for disturbance in moment.disturbances {
            if case .clock(let cameraName) = disturbance.effect {
                OverlayText(picture: size).draw(
                    clockSeconds: stage.description.clockStartSeconds + Int(moment.seconds),
                    cameraName: cameraName, into: picture)
            }
        }
        // Unlike other disturbances it is seen before it begins.
        for disturbance in stage.description.disturbances where disturbance.effect == .position {
            let (start, end) = (disturbance.startSeconds, disturbance.endSeconds)
            OverlayText(picture: size).drawPosition(
                afterSeconds: min(max(moment.seconds, start), end) - start, into: picture)
        }
    }
}
