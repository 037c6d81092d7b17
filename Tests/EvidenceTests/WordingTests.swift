import EventStore
import Footage
import Testing

@testable import Evidence

@Suite struct `The words of a bundle's pages` {
    /// Every text of a language, by name.
    private func texts(_ wording: Wording) -> [String: [String]] {
        var texts: [String: [String]] = [:]
        for child in Mirror(reflecting: wording).children {
            guard let label = child.label else { continue }
            switch child.value {
            case let text as String: texts[label] = [text]
            case let list as [String]: texts[label] = list
            case let table as [CoverageState: String]: texts[label] = Array(table.values)
            case let table as [EventKind: String]: texts[label] = Array(table.values)
            case let table as [Severity: String]: texts[label] = Array(table.values)
            case let table as [Suppressor: String]: texts[label] = Array(table.values)
            case let table as [ReviewState: String]: texts[label] = Array(table.values)
            default: Issue.record("\(label) is not looked at")
            }
        }
        return texts
    }

    private func placeholders(_ text: String) -> [Substring] {
        text.matches(of: /\{[a-z]+\}/).map(\.output).sorted()
    }

    @Test(arguments: EvidenceLanguage.allCases)
    func `name every kind, severity, state and suppressor`(language: EvidenceLanguage) {
        let wording = Wording.of(language)
        #expect(wording.languageCode == language.rawValue)
        #expect(EventKind.allCases.allSatisfy { wording.kinds[$0] != nil })
        #expect(Severity.allCases.allSatisfy { wording.severities[$0] != nil })
        #expect(CoverageState.allCases.allSatisfy { wording.coverageStates[$0] != nil })
        #expect(Suppressor.allCases.allSatisfy { wording.suppressors[$0] != nil })
        #expect(ReviewState.allCases.allSatisfy { wording.reviewStates[$0] != nil })
        #expect(texts(wording).values.joined().allSatisfy { !$0.isEmpty })
    }

    @Test func `leave the same places to fill in every language`() {
        let (english, indonesian) = (texts(.english), texts(.indonesian))
        #expect(english.count > 90)
        for (name, texts) in english {
            #expect(texts.count == indonesian[name]?.count, "\(name)")
            #expect(
                texts.flatMap(placeholders) == indonesian[name]?.flatMap(placeholders), "\(name)")
        }
    }

    @Test func `say of an unknown clock that it is unknown`() {
        for language in EvidenceLanguage.allCases {
            let wording = Wording.of(language)
            let statements = ClockSource.allCases.map {
                wording.clockStatement($0, fileName: "gerbang.mp4")
            }
            #expect(Set(statements).count == ClockSource.allCases.count)
            #expect(statements.allSatisfy { $0.contains("gerbang.mp4") })
        }
        #expect(
            Wording.english.clockStatement(.unknown, fileName: "a.mp4").contains("not known"))
        #expect(
            Wording.indonesian.clockStatement(.unknown, fileName: "a.mp4")
                .contains("tidak diketahui"))
    }

    @Test func `are filled without looking into what is filled in`() {
        #expect("{a} and {b}".filling(["a": "{b}", "b": "2"]) == "{b} and 2")
        #expect("{c}".filling([:]) == "{c}")
        #expect("open {".filling(["a": "1"]) == "open {")
    }

    @Test func `tell the time with its zone, in each language's way`() {
        let time = WallTime(microsecondsUTC: 1_795_111_814_200_000)
        let english = LocalClock(timeZoneName: "Asia/Makassar", language: .english)
        let indonesian = LocalClock(timeZoneName: "Asia/Makassar", language: .indonesian)
        #expect(english.text(time) == "20 November 2026, 02:10:14 WITA (UTC+08:00)")
        #expect(indonesian.text(time) == "20 November 2026 pukul 02.10.14 WITA (UTC+08:00)")
        #expect(english.iso8601(time) == "2026-11-20T02:10:14.200+08:00")
        let august = WallTime(microsecondsUTC: 1_786_500_000_000_000)
        #expect(indonesian.text(august).contains("Agustus"))
        let utc = LocalClock(timeZoneName: "nowhere/at all", language: .english)
        #expect(utc.text(time) == "19 November 2026, 18:10:14 UTC+00:00")
    }

    @Test func `cannot smuggle markup into a page`() {
        let text = "<script>alert('1')</script> & \"x\""
        let html: HTML = "<p title=\"\(text)\">\(text)</p>\(HTML.lines("a<\nb"))"
        #expect(
            html.text
                == """
                <p title="&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt; &amp; &quot;x&quot;">\
                &lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt; &amp; &quot;x&quot;</p>a&lt;<br>b
                """)
    }
}
