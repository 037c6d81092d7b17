import GRDB

/// The steps from an empty file to the newest schema, in order.
enum Migrations {
    /// Written into the file header, so that a person (`file t.sqlite`) and `StoreOpening` can
    /// tell a pantau database from any other: the letters `pntu`.
    static let applicationID: Int32 = 0x706E_7475

    /// Number of the newest schema; also `PRAGMA user_version`.
    static let newestVersion = 4

    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("v1") { database in
            try database.execute(sql: SchemaVersion1.sql)
            try database.execute(sql: "PRAGMA user_version = 1")
        }
        migrator.registerMigration("v2") { database in
            try SchemaVersion2.migrate(database)
            try database.execute(sql: "PRAGMA user_version = 2")
        }
        migrator.registerMigration("v3") { database in
            try database.execute(sql: SchemaVersion3.sql + SchemaVersion3.health)
            try database.execute(sql: "PRAGMA user_version = 3")
        }
        migrator.registerMigration("v4") { database in
            try database.execute(sql: SchemaVersion4.sql)
            try database.execute(sql: "PRAGMA user_version = 4")
        }
        return migrator
    }
}
