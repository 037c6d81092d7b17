import EventStore

/// A message on its way.
struct AlertMessage {
    var entry: OutboxEntry
    /// Without the picture.
    var text: [UInt8]
    /// With the picture, if there is one.
    var textWithPicture: [UInt8]
    /// JPEG.
    var picture: [UInt8]?

    init(_ entry: OutboxEntry, reviewAddress: String?, picture: [UInt8]?) {
        self.entry = entry
        self.picture = picture
        text = AlertPayload(entry, reviewAddress: reviewAddress).json
        textWithPicture =
            picture == nil
            ? text
            : AlertPayload(entry, reviewAddress: reviewAddress, picture: picture).json
    }
}
