import Footage

/// Keys whose value goes as it is to one place of the target.
extension Key {
    static func text(
        _ name: String, _ place: WritableKeyPath<Target, String?>, _ summary: String,
        example: String, synonyms: [String] = []
    ) -> Key {
        Key(name, .text, summary, example: example, synonyms: synonyms) { value, target in
            if let text = value.text() { target[keyPath: place] = text }
        }
    }

    static func number(
        _ name: String, _ place: WritableKeyPath<Target, Double?>, _ range: ClosedRange<Double>,
        standard: String, _ summary: String, example: String
    ) -> Key {
        Key(name, .number(range), standard: standard, summary, example: example) { value, target in
            if let number = value.number(range) { target[keyPath: place] = number }
        }
    }

    static func duration(
        _ name: String, _ place: WritableKeyPath<Target, MediaTime?>, upTo longest: Double,
        standard: String, _ summary: String, example: String, synonyms: [String] = []
    ) -> Key {
        let range = MediaTime.zero...MediaTime(seconds: longest)
        return Key(
            name, .duration(range), standard: standard, summary, example: example,
            synonyms: synonyms
        ) { value, target in
            if let time = value.duration(range) { target[keyPath: place] = time }
        }
    }

    /// Polygons, as a list or by name.
    static func polygons(
        _ name: String, of what: String, _ place: WritableKeyPath<Target, NamedItems<Polygon>?>,
        standard: String, _ summary: String, example: String, synonyms: [String] = []
    ) -> Key {
        let form = ValueForm.either([.polygon, .section("listed_polygon")])
        return Key(
            name,
            .either([
                .named(what, .either([.polygon, .section("polygon"), .off])), .list(form),
            ]), standard: standard, summary, example: example, synonyms: synonyms
        ) { value, target in
            if let items = value.polygons(what) { target[keyPath: place] = items }
        }
    }
}
