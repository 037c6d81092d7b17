/// What all pages of a bundle have around them. No script, no outside request: a page opens from
/// any folder or medium, and prints on A4.
enum PageFrame {
    static func page(title: String, language: String, body: HTML) -> HTML {
        """
        <!DOCTYPE html>
        <html lang="\(language)">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="referrer" content="no-referrer">
        <title>\(title)</title>
        <style>
        \(style)
        </style>
        </head>
        <body>
        \(body)
        </body>
        </html>

        """
    }

    private static let style: HTML = """
        :root { color-scheme: light; }
        * { box-sizing: border-box; }
        body { margin: 0 auto; max-width: 60rem; padding: 1.5rem; background: #fff; color: #111;
          font: 11pt/1.45 "Liberation Sans", Arial, Helvetica, sans-serif; }
        h1 { font-size: 1.7em; margin: 0 0 .3em; }
        h2 { font-size: 1.15em; margin: 1.5em 0 .4em; border-bottom: 1px solid #999; }
        p { margin: .4em 0; }
        a { color: #0b4f9e; }
        table { border-collapse: collapse; width: 100%; margin: .4em 0; }
        th, td { text-align: left; vertical-align: top; padding: .25em .6em .25em 0;
          border-bottom: 1px solid #ccc; overflow-wrap: break-word; }
        small, td a, .name { overflow-wrap: anywhere; }
        table.properties th { width: 13em; font-weight: 600; }
        thead th { border-bottom: 1px solid #555; }
        td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; }
        code, .digest { font: .8em/1.4 "Liberation Mono", "Courier New", monospace;
          overflow-wrap: anywhere; }
        pre { background: #f2f2f2; padding: .5em .7em; margin: .3em 0; white-space: pre-wrap;
          overflow-wrap: anywhere; }
        figure { margin: 0; break-inside: avoid; }
        figure img { display: block; width: 100%; height: auto; border: 1px solid #888; }
        figcaption { font-size: .9em; margin: .2em 0 .6em; }
        .pictures { display: grid; grid-template-columns: repeat(3, 1fr); gap: .8rem; }
        .pictures.pair { grid-template-columns: repeat(2, 1fr); }
        .pictures .wide { grid-column: 1 / -1; }
        .sentence { font-size: 1.2em; margin: .3em 0 0; }
        .translation { color: #444; margin: .1em 0 .6em; }
        video { width: 100%; max-height: 24rem; background: #000; }
        .remark { border-left: 4px solid #a15c00; padding: .2em .7em; margin: .5em 0;
          background: #fdf4e5; }
        .handover { display: grid; grid-template-columns: 1fr 1fr; gap: 1.5rem;
          break-inside: avoid; }
        .line { border-bottom: 1px solid #333; height: 1.9em; }
        .signature { height: 4.2em; }
        section { break-inside: auto; }
        .together { break-inside: avoid; }
        @page { size: A4; margin: 16mm 15mm; }
        @media (max-width: 40rem) { .pictures, .pictures.pair, .handover { grid-template-columns: 1fr; } }
        @media print {
          body { max-width: none; padding: 0; font-size: 10pt; }
          video, .screen { display: none; }
          a { color: inherit; text-decoration: none; }
          h2 { break-after: avoid; }
          tr { break-inside: avoid; }
          .pictures { grid-template-columns: repeat(3, 1fr); }
          .pictures.pair { grid-template-columns: repeat(2, 1fr); }
          .pictures .wide img { max-height: 105mm; width: auto; max-width: 100%; }
          .handover { grid-template-columns: 1fr 1fr; }
          .remark { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
        }
        """
}
