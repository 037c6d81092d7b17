import EventScoring
public import EventStore
import Foundation

/// The language of the pages of a bundle.
public enum EvidenceLanguage: String, Sendable, CaseIterable {
    case english = "en"
    case indonesian = "id"

    /// The language in which events are told on such pages.
    var ofSentences: IncidentLanguage {
        switch self {
        case .english: .english
        case .indonesian: .indonesian
        }
    }

    /// The one that is not this.
    var other: EvidenceLanguage { self == .english ? .indonesian : .english }
}

/// How much of each recording is handed over.
public enum EvidenceContents: String, Sendable, CaseIterable {
    /// From the key frame before the event's pre-roll to the end of its post-roll.
    case stretch
    /// The original file, bit for bit.
    case wholeFile = "whole_file"
}

/// What is to be handed over, to whom and why.
public struct EvidenceRequest: Sendable, Hashable {
    public var events: [EventID]
    public var purpose: String
    /// Number of the letter or report with which it was asked for.
    public var requestNumber: String
    public var language: EvidenceLanguage
    public var contents: EvidenceContents
    /// Hand over untouched pictures of cameras that have privacy masks; needs `reason`.
    public var includesOriginal: Bool
    public var reason: String?
    public var exportedBy: String

    public static let maximumEvents = 500

    public init(
        events: [EventID], purpose: String, requestNumber: String,
        language: EvidenceLanguage = .english, contents: EvidenceContents = .stretch,
        includesOriginal: Bool = false, reason: String? = nil, exportedBy: String
    ) {
        self.events = events
        self.purpose = purpose
        self.requestNumber = requestNumber
        self.language = language
        self.contents = contents
        self.includesOriginal = includesOriginal
        self.reason = reason
        self.exportedBy = exportedBy
    }

    /// Throws `.invalid` naming the field that can't be; texts are judged without the blanks
    /// around them.
    public func validated() throws(EvidenceError) {
        guard !events.isEmpty else {
            throw .invalid(what: "events", reason: "name at least one event to export")
        }
        guard events.count <= Self.maximumEvents else {
            throw .invalid(
                what: "events",
                reason: "at most \(Self.maximumEvents) fit in one bundle; make several")
        }
        guard Set(events).count == events.count else {
            throw .invalid(what: "events", reason: "an event is named twice; name each once")
        }
        try check("purpose", purpose, limit: 2000, needed: "state what the recordings are for")
        try check(
            "request number", requestNumber, limit: 200,
            needed: "give the number of the letter or report that asks for them")
        try check("exported by", exportedBy, limit: 200, needed: "say who exports")
        if includesOriginal {
            try check(
                "reason", reason ?? "", limit: 2000,
                needed: "state why pictures without privacy masks are handed over")
        } else if let reason {
            try check("reason", reason, limit: 2000, needed: "leave it out, or state one")
        }
    }

    private func check(
        _ what: String, _ text: String, limit: Int, needed: String
    ) throws(EvidenceError) {
        guard !text.trimmingCharacters(in: .whitespacesAndNewlines).isEmpty else {
            throw .invalid(what: what, reason: "is empty; \(needed)")
        }
        guard text.count <= limit else {
            throw .invalid(what: what, reason: "is longer than \(limit) characters; shorten it")
        }
        let isPlain = text.unicodeScalars.allSatisfy { scalar in
            scalar == "\n" || scalar == "\t"
                || !(scalar.properties.generalCategory == .control
                    || Self.turnsText(scalar))
        }
        guard isPlain else {
            throw .invalid(
                what: what,
                reason: "holds control characters or signs that turn text around; "
                    + "take them out")
        }
    }

    /// Signs with which a text can be made to read otherwise than it is.
    private static func turnsText(_ scalar: Unicode.Scalar) -> Bool {
        (0x202A...0x202E).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value)
    }
}
