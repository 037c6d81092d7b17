/// A language of the pages. Raw values are BCP 47 tags.
enum Language: String, Sendable, CaseIterable {
    case english = "en"
    case indonesian = "id"
}
