import EventStore
import Footage
import Foundation
import Testing

@testable import Evidence

@Suite struct `The pages of a bundle` {
    private func page(_ name: String, of folder: String) throws -> String {
        String(decoding: try bytes("\(folder)/\(name)"), as: UTF8.self)
    }

    @Test func `say what happened where and when, in English`() throws {
        let site = try ScannedSite()
        let folder = try site.export().folder
        let event = try page("pages/event-1.html", of: folder)
        for text in [
            "Event 1 – gerbang", "<td>motion</td>", "<td>alert</td>", "77 of 100", "1.23 %",
            "20 November 2026, 02:10:14 WITA (UTC+08:00)",
            "0:00:08.000 after the start of gerbang_20261120_021006.mp4",
            "read from its file name", "Every picture of this stretch was decoded and analysed",
            "Nobody has reviewed", "Dermaga &lt;1&gt;",
            "<p class=\"sentence\">Motion on 20 November 2026 at 02:10:14 WITA for",
            "lang=\"id\">Gerakan pada 20 November 2026 pukul 02:10:14 WITA selama",
        ] {
            #expect(event.contains(text), "\(text)")
        }
        let cover = try page("index.html", of: folder)
        for text in [
            "B/12 &amp; 3/XI/2026", "Theft of a &lt;boat&gt;<br>at night", "sari", "pantau 1.2.3",
            "21 November 2026, 02:40:00 WITA", Hexadecimal.grouped(site.key.fingerprint),
        ] {
            #expect(cover.contains(text), "\(text)")
        }
    }

    @Test func `say it in Bahasa Indonesia`() throws {
        let site = try ScannedSite()
        _ = try site.store.review([site.event], as: .trueAlarm, by: "budi", note: "perahu <biru>")
        let folder = try site.export(site.request(language: .indonesian)).folder
        let event = try page("pages/event-1.html", of: folder)
        for text in [
            "Kejadian 1 – gerbang", "<td>gerakan</td>", "<td>peringatan</td>", "77 dari 100",
            "20 November 2026 pukul 02.10.14 WITA (UTC+08:00)", "alarm benar, oleh budi",
            "perahu &lt;biru&gt;", "<html lang=\"id\">",
            "<p class=\"sentence\">Gerakan pada 20 November 2026 pukul 02:10:14 WITA selama",
            "lang=\"en\">Motion on 20 November 2026 at 02:10:14 WITA for",
        ] {
            #expect(event.contains(text), "\(text)")
        }
        #expect(try page("index.html", of: folder).contains("Barang bukti rekaman video"))
    }

    @Test func `say what is not known and what was not looked at`() throws {
        let site = try ScannedSite(start: nil, unseen: 14...15)
        let folder = try site.export().folder
        let event = try page("pages/event-1.html", of: folder)
        for text in [
            "time of day unknown", "is not known. Times are counted from its first picture",
            "Not every picture of this stretch was analysed",
            "0:00:14.000 to 0:00:15.000: could not be decoded (bits &lt;lost&gt;)",
        ] {
            #expect(event.contains(text), "\(text)")
        }
        #expect(!event.contains("WITA"))
    }

    @Test(arguments: EvidenceLanguage.allCases)
    func `link only to what is in the bundle`(language: EvidenceLanguage) throws {
        let site = try ScannedSite(motion: [2...4, 8...13])
        let events = try site.store.events(order: .oldestFirst).events.map(\.id)
        let folder = try site.export(site.request(events, language: language)).folder
        var count = 0
        for name in try files(in: folder) where name.hasSuffix(".html") {
            let text = try page(name, of: folder)
            #expect(!text.contains("<script"))
            #expect(!text.contains("://"))
            #expect(!text.contains("url("))
            let base = URL(fileURLWithPath: "\(folder)/\(name)").deletingLastPathComponent()
            for link in text.matches(of: /(?:href|src)="([^"]*)"/).map(\.output.1) {
                let target = base.appendingPathComponent(String(link)).standardizedFileURL.path
                #expect(FileManager.default.fileExists(atPath: target), "\(name): \(link)")
                #expect(target.hasPrefix(folder), "\(name): \(link)")
                count += 1
            }
        }
        #expect(count > 20)
    }

    @Test func `stand beside data that says the same`() throws {
        let site = try ScannedSite()
        _ = try site.store.review([site.event], as: .falseAlarm, by: "budi", note: nil)
        let folder = try site.export().folder
        let json = try JSONSerialization.jsonObject(with: bytes("\(folder)/events.json"))
        let events = (json as? [String: Any])?["events"] as? [[String: Any]]
        let event = try #require(events?.first)
        #expect(event["kind"] as? String == "motion")
        #expect(event["review_state"] as? String == "false_alarm")
        let start = try #require(event["start"] as? [String: Any])
        #expect(start["media_us"] as? Int == 8_000_000)
        #expect(start["us"] as? Int == 1_795_111_814_000_000)
        #expect(start["local"] as? String == "2026-11-20T02:10:14.000+08:00")
        let part = try #require((event["parts"] as? [[String: Any]])?.first)
        #expect(part["start_media_us"] as? Int == 6_000_000)
        #expect(part["end_media_us"] as? Int == 16_000_000)
        let moving = try #require((part["boxes"] as? [[String: Any]])?.first)
        #expect(moving["media_us"] as? Int == 9_000_000)
        let box = try #require((moving["boxes"] as? [[String: Any]])?.first)
        #expect(box["track"] as? Int == 3)
    }

    @Test func `show pictures of the recording's size`() throws {
        let site = try ScannedSite()
        let folder = try site.export().folder
        for name in PageContext.Still.Name.allCases where name.side == nil {
            let probe = try Tool(
                "ffprobe",
                [
                    "-v", "error", "-show_entries", "stream=width,height", "-of", "csv=p=0",
                    "\(folder)/stills/event-1-\(name.rawValue).jpg",
                ])
            #expect(probe.output.hasPrefix("320,180"))
        }
        #expect(
            try bytes("\(folder)/stills/event-1-peak.jpg")
                != bytes("\(folder)/stills/event-1-peak-boxes.jpg"))
    }
}
