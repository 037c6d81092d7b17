/// An actor in one frame.
struct PresentActor {
    let member: CastMember
    let parts: [SilhouettePart]
    let placement: ActorPatch.Placement
    let isNoticed: Bool
}

extension SceneStage {
    /// Who is there, farthest from the camera first.
    func present(at seconds: Double, offset: CameraOffset) -> [PresentActor] {
        cast.compactMap { member -> PresentActor? in
            guard let state = member.motion.state(at: seconds) else { return nil }
            var placement = member.placement(state, seconds: seconds)
            placement.footX += offset.x
            placement.footY += offset.y
            return PresentActor(
                member: member, parts: member.parts(state), placement: placement,
                isNoticed: seconds >= member.motion.noticedSeconds)
        }.sorted { left, right in
            // Ids decide between equals: the order must not depend on the sort.
            (left.placement.footY, left.member.actor.id)
                < (right.placement.footY, right.member.actor.id)
        }
    }
}
