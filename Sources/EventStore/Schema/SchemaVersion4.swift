import GRDB

/// What the fourth schema adds: what watching live feeds needs. Column by column in
/// `docs/schema.md`.
///
/// Never edited once released: a change is a new migration.
enum SchemaVersion4 {
    static let sql = live + outbox
}
