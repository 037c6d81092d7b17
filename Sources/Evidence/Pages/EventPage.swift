import EventStore
import Footage
import Foundation

/// `pages/event-N.html`: one event, with its pictures, times and what was looked at.
struct EventPage {
    let context: PageContext
    let pages: PageContext.EventPages

    private var wording: Wording { context.wording }
    private var event: EventRecord { pages.dossier.event }
    private var number: Int64 { event.id.rawValue }
    private var title: String {
        wording.eventTitle.filling(["event": String(number)]) + " – " + event.feedName
    }

    var html: HTML {
        PageFrame.page(
            title: title, language: wording.languageCode,
            body: """
                <header>
                <p class="screen"><a href="../\(BundleLayout.cover)">\(wording.backToCover)</a></p>
                <h1>\(title)</h1>
                \(sentences)
                </header>
                <main>
                \(facts)
                <section><h2>\(wording.timesHeading)</h2>
                \(times)
                </section>
                <section><h2>\(wording.picturesHeading)</h2>
                \(pictures)
                </section>
                <section><h2>\(wording.videosHeading)</h2>
                \(context.videos(of: event.id).map(video))
                </section>
                <section><h2>\(wording.coverageHeading)</h2>
                \(context.videos(of: event.id).map(coverage))
                </section>
                <section><h2>\(wording.reviewsHeading)</h2>
                \(reviews)
                </section>
                </main>
                """)
    }

    /// Why it was raised: in the language of the page, and below in the other.
    private var sentences: HTML {
        let (own, other) = (context.language, context.language.other)
        return """
            <p class="sentence">\(pages.dossier.sentence(own))</p>
            <p class="translation" lang="\(other.rawValue)">\(pages.dossier.sentence(other))</p>
            """
    }

    private var facts: HTML {
        var table = PropertyTable()
        table.add(wording.requestNumber, context.request.requestNumber)
        table.add(wording.camera, event.feedName)
        table.add(wording.site, pages.dossier.feed?.site)
        table.add(wording.kind, wording.kinds[event.kind] ?? event.kind.rawValue)
        table.add(wording.severity, wording.severities[event.severity] ?? event.severity.rawValue)
        table.add(wording.score, wording.score100.filling(["score": String(event.score)]))
        table.add(wording.rule, event.facts?.rule)
        table.add(wording.zone, event.zone ?? wording.wholePicture)
        table.add(wording.line, event.facts?.line)
        table.add(
            wording.duration,
            "\(CoverPage.seconds(event.duration, wording)) "
                + "(\(CoverPage.seconds(event.active, wording)) \(wording.inMotion))")
        table.add(
            wording.motionAtPeak,
            wording.ofPicture.filling([
                "percent": wording.decimal(Double(event.peakPPM) / 10_000, digits: 2)
            ]))
        let discarded = pages.dossier.suppressed.nonZero.map {
            wording.suppressors[$0.suppressor] ?? $0.suppressor.rawValue
        }
        table.add(wording.discarded, discarded.joined(separator: ", "))
        return table.html
    }

    private var times: HTML {
        var table = PropertyTable()
        for (label, moment) in [
            (wording.start, event.start), (wording.peak, event.peak), (wording.end, event.end),
        ] {
            table.add(label, context.text(moment))
        }
        var statements: [String] = []
        for part in pages.dossier.parts {
            guard let recording = context.recording(part.recording.id.rawValue),
                !statements.contains(recording.clockStatement)
            else { continue }
            statements.append(recording.clockStatement)
        }
        table.add(wording.clock, statements.joined(separator: "\n"))
        return table.html
    }

    private var pictures: HTML {
        let pair = pages.stills.filter { $0.name.side != nil }.map(figure)
        let figures = pages.stills.filter { $0.name.side == nil }.map(figure)
        var remarks = pages.failures
        if !pages.dossier.privacyMasks.isEmpty { remarks.append(wording.stillsMaskedNote) }
        return """
            \(pair.isEmpty ? "" : "<div class=\"pictures pair\">\n\(pair)\n</div>" as HTML)
            <div class="pictures">
            \(figures)
            </div>
            \(remarks.map { "<p class=\"remark\">\($0)</p>" as HTML })
            """
    }

    private func figure(_ still: PageContext.Still) -> HTML {
        let isWide = still.name == .peakWithBoxes
        let caption = context.caption(still.name)
        return """
            <figure class="\(isWide ? "wide" : "")"><a href="../\(still.path)">\
            <img src="../\(still.path)" alt="\(caption)"></a>\
            <figcaption>\(caption)\(time(still))</figcaption></figure>
            """
    }

    /// When a picture was taken that none of the event's own times tells of.
    private func time(_ still: PageContext.Still) -> HTML {
        guard let side = still.name.side, let change = pages.dossier.change else { return "" }
        let recording = pages.dossier.recording(change.recording)
        let media = change.time(side)
        let text = context.text(
            media, wall: recording?.facts?.start.map { $0 + media },
            in: context.recording(change.recording.rawValue))
        return "<br>\(text)"
    }

    private func video(_ video: BundleManifest.Video) -> HTML {
        let player: HTML =
            video.path.hasSuffix(".mp4")
            ? "<video controls preload=\"metadata\" src=\"../\(video.path)\"></video>" : ""
        var table = PropertyTable()
        table.add(
            wording.video,
            "<a href=\"../\(video.path)\">\(video.path)</a> (\(context.kind(video)))")
        table.add(wording.shows, span(video))
        table.add(
            wording.fileDigest,
            "<span class=\"digest\">\(context.digests[video.path] ?? "")</span>")
        return """
            <div class="together">
            \(player)
            \(table.html)
            \(video.notes.map { "<p class=\"remark\">\($0)</p>" as HTML })
            </div>
            """
    }

    private func span(_ video: BundleManifest.Video) -> HTML {
        let recording = context.recording(video.recording)
        let ends = [video.startMediaUs, video.endMediaUs].map { media in
            context.text(
                MediaTime(microseconds: media),
                wall: video.startUs.map {
                    WallTime(microsecondsUTC: $0 + media - video.startMediaUs)
                }, in: recording)
        }
        return HTML.joined(ends, separator: "<br>– ")
    }

    private func coverage(_ video: BundleManifest.Video) -> HTML {
        let gaps = video.coverage.filter { $0.state != CoverageState.analysed.rawValue }
        let name: HTML = "<p><strong>\(video.path)</strong><br>"
        guard !gaps.isEmpty else { return "\(name)\(wording.coverageComplete)</p>" }
        let lines = gaps.map { gap -> HTML in
            let state = CoverageState(rawValue: gap.state)
            let line = wording.coverageLine.filling([
                "start": MediaTime(microseconds: gap.startMediaUs).description,
                "end": MediaTime(microseconds: gap.endMediaUs).description,
                "state": state.flatMap { wording.coverageStates[$0] } ?? gap.state,
            ])
            return "<li>\(line)\(gap.reason.map { " (\($0))" } ?? "")</li>"
        }
        return "\(name)\(wording.coverageIncomplete)</p>\n<ul>\(lines)</ul>"
    }

    private var reviews: HTML {
        guard !pages.dossier.reviews.isEmpty else { return "<p>\(wording.noReviews)</p>" }
        let clock = LocalClock(timeZoneName: event.feedTimeZone, language: context.language)
        let lines = pages.dossier.reviews.map { review -> HTML in
            let template = review.note == nil ? wording.reviewLine : wording.reviewLineWithNote
            let line = template.filling([
                "time": clock.text(review.time),
                "state": wording.reviewStates[review.state] ?? review.state.rawValue,
                "reviewer": review.reviewer ?? wording.someone, "note": review.note ?? "",
            ])
            return "<li>\(HTML.lines(line))</li>"
        }
        return "<ul>\(lines)</ul>"
    }
}
