extension VirtualTerminal {
    /// Scrollback and screen as a picture (SVG 1.1): a dark window, every run of characters at its own cells.
    ///
    /// It needs no font but some monospaced one: each run says how wide it is. Colours are attributes, over which a rule of
    /// the style sheet would win, so that has none.
    ///
    /// With `screenOnly`, the scrollback is left out.
    package func picture(title: String, screenOnly: Bool = false) -> String {
        let rows = screenOnly ? screen[...] : (scrollback + screen).prefix(everything.count)
        let (width, height) = (Picture.left * 2 + columns * Picture.cell, Picture.top + rows.count * Picture.line + 14)
        var body = ""
        for (index, row) in rows.enumerated() {
            for run in Picture.runs(of: row) { body += Picture.drawn(run, row: index) }
        }
        return """
            <svg xmlns="http://www.w3.org/2000/svg" width="\(width)" height="\(height)" viewBox="0 0 \(width) \(height)" role="img">
            <title>\(Picture.escaped(title))</title>
            <style>text{font:13px ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;white-space:pre}</style>
            <rect width="\(width)" height="\(height)" rx="8" fill="#1b1e25"/>
            <g fill="#4a505c"><circle cx="20" cy="18" r="5"/><circle cx="38" cy="18" r="5"/><circle cx="56" cy="18" r="5"/></g>
            <g fill="#d4d7dd" xml:space="preserve">
            \(body)</g>
            </svg>

            """
    }
}

/// Draws the cells of a row.
private enum Picture {
    static let cell = 8
    static let line = 19
    static let left = 16
    static let top = 40

    /// Characters side by side that look the same.
    struct Run {
        var column: Int
        var width: Int
        var text: String
        var look: Look
    }

    static func runs(of row: Row) -> [Run] {
        var runs: [Run] = []
        let end = row.cells.lastIndex { $0.isWritten || $0.look.background != nil }.map { $0 + 1 } ?? 0
        for (column, cell) in row.cells[..<end].enumerated() where cell.width > 0 {
            let text = cell.text.isEmpty ? " " : cell.text
            // A wide character stands alone: fonts do not agree on its width.
            if cell.width == 1, let last = runs.last, last.look == cell.look, last.width == last.text.count {
                runs[runs.count - 1].text += text
                runs[runs.count - 1].width += 1
            } else {
                runs.append(Run(column: column, width: cell.width, text: text, look: cell.look))
            }
        }
        return runs
    }

    static func drawn(_ run: Run, row: Int) -> String {
        let (x, y) = (left + run.column * cell, top + row * line)
        var result = ""
        if let background = run.look.background {
            result +=
                "<rect x=\"\(x)\" y=\"\(y)\" width=\"\(run.width * cell)\" height=\"\(line)\" fill=\"\(color(background))\"/>\n"
        }
        guard run.text.contains(where: { $0 != " " }) else { return result }
        var style = ""
        if let foreground = run.look.foreground { style += " fill=\"\(color(foreground))\"" }
        if run.look.isBold { style += " font-weight=\"bold\"" }
        if run.look.isItalic { style += " font-style=\"italic\"" }
        if run.look.isDim { style += " opacity=\".6\"" }
        if run.look.isStruck { style += " text-decoration=\"line-through\"" }
        return result
            + "<text x=\"\(x)\" y=\"\(y + 14)\" textLength=\"\(run.width * cell)\"\(style)>\(escaped(run.text))</text>\n"
    }

    /// The colour of a code of SGR, on a dark background; of the 256 the greys alone, which are all that is used.
    private static func color(_ code: String) -> String {
        let named = [
            "31": "#ff7b72", "32": "#7ee08a", "33": "#e5c07b", "34": "#7aa8ff", "35": "#c792ea", "36": "#6fd3d8",
        ]
        if let known = named[code] { return known }
        guard let index = code.split(separator: ";").last.flatMap({ Int($0) }), index >= 232 else { return "#d4d7dd" }
        let level = 8 + 10 * (index - 232)
        return "rgb(\(level),\(level),\(level))"
    }

    static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
    }
}
