/// How many letters must be inserted, removed or changed to turn one text into the other.
public enum EditDistance {
    /// Levenshtein distance over Unicode scalars, O(m · n).
    public static func between(_ first: String, _ second: String) -> Int {
        let columns = Array(second.unicodeScalars)
        var row = Array(0...columns.count)
        for (index, scalar) in first.unicodeScalars.enumerated() {
            var diagonal = row[0]
            row[0] = index + 1
            for column in columns.indices {
                let substitution = diagonal + (columns[column] == scalar ? 0 : 1)
                diagonal = row[column + 1]
                row[column + 1] = min(substitution, row[column] + 1, diagonal + 1)
            }
        }
        return row[columns.count]
    }
}
