package import Platform

extension MarkedText {
    /// Returns the painted text without a final line feed; untrusted text in it cannot control the terminal.
    ///
    /// If the styler is off, this is `plain`. With a width, lines wrap between words.
    package func text(styler: TextStyler, width: Int?) -> String {
        guard styler.isOn else {
            return width.map { plain.wrapped(width: $0).joined(separator: "\n") } ?? plain
        }
        var lines: [[Glyph]] = [[]]
        for run in runs {
            for (index, part) in run.lines.enumerated() {
                if index > 0 { lines.append([]) }
                lines[lines.count - 1] += Glyph.glyphs(of: part, styles: Self.styles(run.mark))
            }
        }
        return lines.flatMap { line in width.map { line.lines(width: $0) } ?? [line] }
            .map { $0.painted(styler) }.joined(separator: "\n")
    }

    private static func styles(_ mark: Mark) -> [TextStyler.Style] {
        switch mark {
        case .plain: []
        case .removed: [.struck, .bad]
        case .added: [.good]
        case .heading: [.heading]
        case .remark: [.dim]
        }
    }
}
