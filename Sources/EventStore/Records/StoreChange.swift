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
}
