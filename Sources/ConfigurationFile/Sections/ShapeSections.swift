import Footage

/// A polygon while it is read.
struct PolygonForm {
    var name: String?
    var polygon: Polygon?
}

/// A line while it is read.
struct LineForm {
    var points: [NormalizedPoint]?
    var left: String?
    var right: String?
}

/// Keys of polygons and lines that are not written as their points alone.
enum ShapeSections {
    static var listedPolygon: Section<PolygonForm> {
        Section(
            name: "listed_polygon", summary: "A polygon in a list, with a name.",
            keys: [
                Key(
                    "name", .text, "What it is called.", example: "jetty"
                ) { value, form in form.name = value.text() }
            ] + namedPolygon.keys)
    }

    static var namedPolygon: Section<PolygonForm> {
        Section(
            name: "polygon", summary: "A polygon under its name.",
            keys: [
                Key(
                    "points", .polygon, "Its corners, in the order in which one walks around it.",
                    example: "[[0.1, 0.4], [0.9, 0.4], [0.9, 1.0]]",
                    synonyms: ["polygon", "corners", "coordinates", "shape"], isRequired: true
                ) { value, form in form.polygon = value.polygon() }
            ])
    }

    static var line: Section<LineForm> {
        Section(
            name: "line", summary: "A line, and what lies on both sides of it.",
            keys: [
                Key(
                    "points", .line, "Its points, from the beginning to the end.",
                    example: "[[0.1, 0.5], [0.9, 0.5]]",
                    synonyms: ["line", "coordinates", "from", "to"], isRequired: true
                ) { value, form in form.points = value.line() },
                Key(
                    "left", .text,
                    "What lies at the left hand of somebody who walks along it; for sentences.",
                    example: "street"
                ) { value, form in form.left = value.text() },
                Key(
                    "right", .text, "What lies at the right hand.", example: "yard"
                ) { value, form in form.right = value.text() },
            ])
    }
}
