import Footage
import Foundation

/// `index.html`: who asked for what, what is here, and how to check it.
struct CoverPage {
    let context: PageContext

    private var wording: Wording { context.wording }

    var html: HTML {
        PageFrame.page(
            title: "\(wording.coverTitle) – \(context.request.requestNumber)",
            language: wording.languageCode,
            body: """
                <header>
                <h1>\(wording.coverTitle)</h1>
                <p>\(wording.coverIntroduction)</p>
                </header>
                <main>
                \(request)
                \(notes)
                \(events)
                \(recordings)
                \(videos)
                \(verification)
                \(limits)
                \(handOver)
                </main>
                """)
    }

    private func section(_ heading: String, _ body: HTML) -> HTML {
        "<section>\n<h2>\(heading)</h2>\n\(body)\n</section>"
    }

    private var request: HTML {
        var table = PropertyTable()
        table.add(wording.requestNumber, context.request.requestNumber)
        table.add(wording.purpose, context.request.purpose)
        table.add(wording.exportedBy, context.request.exportedBy)
        table.add(wording.exportedAt, context.bundle.exportedAt)
        table.add(
            wording.contents,
            context.request.contents == .stretch
                ? wording.stretchContents : wording.wholeFileContents)
        if context.request.includesOriginal { table.add(wording.reason, context.request.reason) }
        table.add(wording.program, "\(context.bundle.tool) \(context.bundle.toolVersion)")
        table.add(
            wording.bundle,
            "\(context.bundle.name)<br><span class=\"digest\">\(context.bundle.uuid)</span>")
        return section(wording.requestHeading, table.html)
    }

    private var notes: HTML {
        guard !context.notes.isEmpty else { return "" }
        return section(
            wording.notesHeading, "\(context.notes.map { "<p class=\"remark\">\($0)</p>" as HTML })"
        )
    }

    private var events: HTML {
        let rows = context.events.map { pages -> HTML in
            let event = pages.dossier.event
            let number = event.id.rawValue
            return """
                <tr><td class="number">\
                <a href="\(BundleLayout.page(ofEvent: number))">\(number)</a></td>\
                <td class="name">\(event.feedName)</td>\
                <td>\(context.text(event.start))</td>\
                <td>\(wording.kinds[event.kind] ?? event.kind.rawValue)<br>\
                <small>\(wording.severities[event.severity] ?? event.severity.rawValue)<br>\
                \(pages.dossier.sentence(context.language))</small></td><td class="number">\(Self.seconds(event.duration, wording))</td></tr>
                """
        }
        return section(
            wording.eventsHeading,
            """
            <table><thead><tr><th scope="col" class="number">\(wording.event)</th>\
            <th scope="col">\(wording.camera)</th><th scope="col">\(wording.start)</th>\
            <th scope="col">\(wording.kind)</th>\
            <th scope="col" class="number">\(wording.duration)</th></tr></thead>
            <tbody>
            \(rows)
            </tbody></table>
            <p class="screen">\(wording.allData): <a href="\(BundleLayout.events)">\
            \(BundleLayout.events)</a></p>
            """)
    }

    static func seconds(_ time: MediaTime, _ wording: Wording) -> String {
        wording.seconds.filling(["seconds": wording.decimal(time.seconds, digits: 1)])
    }

    private var recordings: HTML {
        section(
            wording.camerasHeading,
            "\(context.recordings.map { recording -> HTML in "<div class=\"together\">\n\(table(of: recording))\n</div>" })"
        )
    }

    private func table(of recording: BundleManifest.Recording) -> HTML {
        var table = PropertyTable()
        table.add(wording.camera, "<strong>\(recording.camera)</strong>")
        table.add(wording.site, recording.site)
        table.add(wording.recording, recording.fileName)
        table.add(wording.clock, recording.clockStatement)
        if let sha256 = recording.sha256 {
            table.add(wording.fileDigest, "<span class=\"digest\">\(sha256)</span>")
        }
        return table.html
    }

    private var videos: HTML {
        let rows = context.videos.map { video -> HTML in
            """
            <tr><td><a href="\(video.path)">\(video.path)</a><br>\
            <small>\(context.kind(video))</small><br>\
            <span class="digest">SHA-256 \(context.digests[video.path] ?? "")</span></td>\
            <td class="name">\(context.recording(video.recording)?.camera ?? "")</td>\
            <td class="number">\(video.events.map(String.init).joined(separator: ", "))</td></tr>
            """
        }
        return section(
            wording.videosHeading,
            """
            <table><thead><tr><th scope="col">\(wording.video)</th>\
            <th scope="col">\(wording.camera)</th>\
            <th scope="col" class="number">\(wording.event)</th></tr></thead>
            <tbody>
            \(rows)
            </tbody></table>
            """)
    }

    private var verification: HTML {
        let packets: HTML =
            context.videos.contains { $0.packetList != nil }
            ? "<p>\(wording.checkPackets)</p>" : ""
        return section(
            wording.verifyHeading,
            """
            <p>\(wording.checkWithProgram)</p>
            <p>\(wording.checkWithOpenSSL)</p>
            <pre><code>openssl pkeyutl -verify -pubin -inkey \(BundleLayout.publicKey) -rawin -in \
            \(BundleLayout.manifest) -sigfile \(BundleLayout.signature)</code></pre>
            <p>\(wording.checkSums)</p>
            <pre><code>sha256sum -c \(BundleLayout.checksums)</code></pre>
            \(packets)
            <div class="together">
            <p>\(wording.compareFingerprint)</p>
            <p><strong>\(wording.keyFingerprint)</strong><br>\
            <span class="digest">\(Hexadecimal.grouped(context.keyFingerprint))</span></p>
            <p>\(wording.auditHead): \(context.auditHead.entries) – \
            <span class="digest">\(context.auditHead.hash)</span></p>
            </div>
            """)
    }

    private var limits: HTML {
        section(
            wording.limitsHeading,
            "<ul>\(wording.limits.map { "<li>\($0)</li>" as HTML })</ul>")
    }

    private var handOver: HTML {
        func party(_ title: String) -> HTML {
            let lines = [wording.name, wording.position, wording.dateAndPlace].map {
                "<p>\($0)</p><div class=\"line\"></div>" as HTML
            }
            return """
                <div><p><strong>\(title)</strong></p>
                \(lines)
                <p>\(wording.signature)</p><div class="line signature"></div></div>
                """
        }
        return """
            <section class="together">
            <h2>\(wording.handOverHeading)</h2>
            <p>\(wording.handOverIntroduction)</p>
            <p>\(wording.manifestDigest)</p>
            <div class="line"></div><div class="line"></div>
            <div class="handover">
            \(party(wording.handedOverBy))
            \(party(wording.receivedBy))
            </div>
            </section>
            """
    }
}
