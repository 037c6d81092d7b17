import EventStore
import Footage
import Foundation

/// Every text of a bundle's pages in one language. `{name}` stands for what is filled in.
struct Wording: Sendable {
    var languageCode: String
    var decimalSeparator: String
    var coverTitle: String
    var eventTitle: String
    var coverIntroduction: String

    // Headings.
    var requestHeading: String
    var camerasHeading: String
    var eventsHeading: String
    var videosHeading: String
    var verifyHeading: String
    var limitsHeading: String
    var handOverHeading: String
    var timesHeading: String
    var picturesHeading: String
    var coverageHeading: String
    var reviewsHeading: String
    var notesHeading: String

    // Labels.
    var purpose: String
    var requestNumber: String
    var exportedBy: String
    var exportedAt: String
    var program: String
    var bundle: String
    var contents: String
    var reason: String
    var camera: String
    var site: String
    var recording: String
    var clock: String
    var event: String
    var kind: String
    var severity: String
    var score: String
    var rule: String
    var zone: String
    var line: String
    var start: String
    var peak: String
    var end: String
    var duration: String
    var inMotion: String
    var motionAtPeak: String
    var discarded: String
    var video: String
    var shows: String
    var picture: String
    var peakWithBoxes: String
    var before: String
    var after: String
    var backToCover: String
    var eventPage: String
    var allData: String
    var auditHead: String
    var keyFingerprint: String
    var name: String
    var position: String
    var dateAndPlace: String
    var signature: String
    var handedOverBy: String
    var receivedBy: String
    var manifestDigest: String
    var fileDigest: String

    // Sentences.
    var score100: String
    var ofPicture: String
    var wholePicture: String
    var seconds: String
    var inRecording: String
    var clockUnknownTime: String
    var noReviews: String
    var reviewLine: String
    var reviewLineWithNote: String
    var someone: String
    var handOverIntroduction: String
    var checkWithProgram: String
    var checkWithOpenSSL: String
    var checkSums: String
    var checkPackets: String
    var compareFingerprint: String
    var limits: [String]
    var stretchContents: String
    var wholeFileContents: String
    var kindWholeFile: String
    var kindPackets: String
    var kindConverted: String
    var kindMasked: String
    var maskedNote: String
    var originalNote: String
    var stillsMaskedNote: String
    var encodedAgainNote: String
    var originalContainerNote: String
    var changedSizeNote: String
    var pictureFailedNote: String
    var clockStated: String
    var clockFileName: String
    var clockContainer: String
    var clockArrival: String
    var clockUnknown: String
    var clockNotCompared: String
    var coverageComplete: String
    var coverageIncomplete: String
    var coverageLine: String
    var coverageStates: [CoverageState: String]
    var kinds: [EventKind: String]
    var severities: [Severity: String]
    var suppressors: [Suppressor: String]
    var reviewStates: [ReviewState: String]

    static func of(_ language: EvidenceLanguage) -> Wording {
        switch language {
        case .english: english
        case .indonesian: indonesian
        }
    }

    func decimal(_ number: Double, digits: Int) -> String {
        String(format: "%.\(digits)f", number).replacing(".", with: decimalSeparator)
    }

    func clockStatement(_ source: ClockSource, fileName: String) -> String {
        let origin =
            switch source {
            case .stated: clockStated
            case .fileName: clockFileName
            case .container: clockContainer
            case .arrival: clockArrival
            case .unknown: clockUnknown
            }
        let statement = origin.filling(["file": fileName])
        return source == .unknown ? statement : statement + " " + clockNotCompared
    }
}

extension String {
    /// With each `{name}` replaced; values are not looked into.
    func filling(_ values: [String: String]) -> String {
        var filled = ""
        var rest = self[...]
        while let opening = rest.firstIndex(of: "{"),
            let closing = rest[opening...].firstIndex(of: "}")
        {
            filled += rest[..<opening]
            let name = String(rest[rest.index(after: opening)..<closing])
            filled += values[name] ?? "{\(name)}"
            rest = rest[rest.index(after: closing)...]
        }
        return filled + rest
    }
}
