/// The version that `--version` prints and that every scan records.
enum ProductVersion {
    static let current = "0.1.0"
}
