public import Foundation

/// Time zones by their IANA name.
public enum TimeZoneName {
    /// The zone of that name, e.g. `Asia/Makassar`, `UTC`.
    ///
    /// Letter case does not matter. Throws ``IntakeError/timeZone(name:nearest:)`` with the most
    /// similar names when there is none.
    public static func zone(named name: String) throws(IntakeError) -> TimeZone {
        let wanted = name.lowercased()
        // Checked against the list, because Foundation takes abbreviations such as "WITA" for
        // whatever zone it likes.
        if wanted == "utc" || wanted == "gmt" || wanted == "z",
            let zone = TimeZone(identifier: "UTC")
        {
            return zone
        }
        let known = TimeZone.knownTimeZoneIdentifiers
        if let exact = known.first(where: { $0.lowercased() == wanted }),
            let zone = TimeZone(identifier: exact)
        {
            return zone
        }
        // Links such as "Asia/Ujung_Pandang" or "US/Pacific" may be missing from the list.
        if name.contains("/"), let zone = TimeZone(identifier: name) { return zone }
        throw .timeZone(name: name, nearest: nearest(to: wanted, among: known))
    }

    /// Names within reach of a typing error, or with the same city, best first; at most three.
    private static func nearest(to wanted: String, among known: [String]) -> [String] {
        let city = wanted.split(separator: "/").last.map(String.init) ?? wanted
        let scored = known.compactMap { identifier -> (distance: Int, name: String)? in
            let candidate = identifier.lowercased()
            let candidateCity = candidate.split(separator: "/").last.map(String.init) ?? candidate
            let distance = min(
                EditDistance.between(wanted, candidate),
                EditDistance.between(city, candidateCity))
            return distance <= max(1, city.count / 3) ? (distance, identifier) : nil
        }
        return scored.sorted { ($0.distance, $0.name) < ($1.distance, $1.name) }
            .prefix(3).map(\.name)
    }
}
