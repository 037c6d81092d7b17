/// One stored change, published after its transaction was committed.
///
/// What other parts (a page that is open, another site's database) follow the store by.
public enum StoreChange: Sendable, Hashable {
    case feed(uuid: String)
    case recording(uuid: String)
    case eventAdded(uuid: String)
    case eventChanged(uuid: String)
    /// `into`: the event that it became part of, if it did.
    case eventRemoved(uuid: String, into: String?)
    case zone(uuid: String)
    case zoneRemoved(uuid: String)
    case user(uuid: String)
    /// People may or may no longer see an event without pixelation.
    case unmask(eventUUID: String)
    case export(uuid: String)
    /// An entry was appended to the audit log.
    case audit(id: Int64)
    /// Results were deleted because their time to be kept was over.
    case purged
}
