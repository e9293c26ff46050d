/// The style sheet of an exported page: light, dark and print, from 320 pixels up, without anything that is loaded.
enum PageStyle {
    static let sheet = """
        :root {
          color-scheme: light dark;
          --paper: #fdfdfb; --ink: #1d1d1b; --faint: #5c5c57; --line: #dcdcd4; --shade: #f3f3ee; --link: #0b57a4;
        }
        @media (prefers-color-scheme: dark) {
          :root {
            --paper: #16171a; --ink: #e4e3de; --faint: #a3a29c; --line: #3a3b40; --shade: #212227; --link: #8ab8f0;
          }
        }
        * { box-sizing: border-box; }
        html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
        body {
          margin: 0 auto; max-width: 42rem; padding: 2rem 1.1rem 4rem; background: var(--paper); color: var(--ink);
          font: 1.0625rem/1.65 Charter, "Bitstream Charter", "Sitka Text", Cambria, Georgia, serif; overflow-wrap: anywhere;
        }
        h1, h2, h3, h4, h5, h6, nav, .anchor { font-family: system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; }
        h1, h2, h3, h4, h5, h6 { line-height: 1.25; margin: 2.2em 0 0.6em; text-wrap: balance; }
        h1 { font-size: 2rem; margin-top: 0; }
        h2 { font-size: 1.45rem; } h3 { font-size: 1.2rem; } h4, h5, h6 { font-size: 1.05rem; }
        a { color: var(--link); text-underline-offset: 0.15em; }
        .anchor { color: var(--faint); font-weight: normal; text-decoration: none; margin-inline-start: 0.35em; opacity: 0; }
        :is(h1, h2, h3, h4, h5, h6):hover .anchor, .anchor:focus { opacity: 1; }
        nav { font-size: 0.95rem; margin: 1.5rem 0 2.5rem; padding: 0.8rem 1.1rem; background: var(--shade); border-radius: 6px; }
        nav ul { list-style: none; margin: 0; padding-inline-start: 1.1rem; } nav > details > ul { padding: 0.4rem 0 0; }
        nav a { text-decoration: none; } nav summary { cursor: pointer; font-weight: 600; }
        img, svg, video { max-width: 100%; height: auto; }
        code, kbd, samp, pre { font-family: ui-monospace, "Cascadia Mono", Menlo, Consolas, monospace; font-size: 0.88em; }
        :not(pre) > code { background: var(--shade); padding: 0.1em 0.3em; border-radius: 4px; }
        kbd { border: 1px solid var(--line); border-bottom-width: 2px; border-radius: 4px; padding: 0.05em 0.35em; }
        pre { overflow-x: auto; overflow-wrap: normal; padding: 0.9rem 1rem; background: var(--shade); border-radius: 6px; line-height: 1.5; }
        pre code { font-size: inherit; }
        .wide { overflow-x: auto; overflow-wrap: normal; margin: 1.4em 0; }
        table { border-collapse: collapse; font-size: 0.95em; }
        th, td { border-bottom: 1px solid var(--line); padding: 0.4rem 0.8rem; text-align: start; vertical-align: top; }
        th { border-bottom-width: 2px; }
        blockquote { margin: 1.4em 0; padding-inline-start: 1.1rem; border-inline-start: 3px solid var(--line); color: var(--faint); }
        hr { border: 0; border-top: 1px solid var(--line); margin: 2.5em 0; }
        ul, ol { padding-inline-start: 1.5rem; } li { margin: 0.25em 0; }
        li:has(> input[type="checkbox"]), li:has(> p > input[type="checkbox"]) { list-style: none; margin-inline-start: -1.4rem; }
        mark { background: #ffe58a; color: #1d1d1b; }
        sub, sup { line-height: 0; }
        .math { font-family: "Latin Modern Math", "STIX Two Math", Cambria, Georgia, serif; font-style: italic; }
        .footnotes { margin-top: 3rem; padding-top: 0.8rem; border-top: 1px solid var(--line); font-size: 0.92em; }
        @media print {
          :root {
            --paper: #fff; --ink: #000; --faint: #333; --line: #999; --shade: #fff; --link: #000;
          }
          @page { margin: 2cm; }
          body { max-width: none; padding: 0; font-size: 11pt; }
          .anchor { display: none; }
          pre, .wide { overflow: visible; white-space: pre-wrap; overflow-wrap: anywhere; }
          pre { border: 1px solid var(--line); }
          h1, h2, h3, h4, h5, h6 { break-after: avoid; }
          pre, table, blockquote, img, li { break-inside: avoid; }
          p { orphans: 3; widows: 3; }
          main a[href^="http"]::after { content: " (" attr(href) ")"; font-size: 0.85em; }
        }
        """
}
