/// What a message says of an event. Raw values are the names in messages.
public enum AlertType: String, Sendable, CaseIterable {
    case new, update, end
}
