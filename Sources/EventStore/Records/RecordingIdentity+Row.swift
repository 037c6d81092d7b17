import GRDB

extension RecordingIdentity {
    init(_ row: Row) {
        self.init(
            path: row["path"], sizeBytes: row["size_bytes"],
            modifiedMicroseconds: row["modified_us"], fingerprint: row["fingerprint"])
    }
}
