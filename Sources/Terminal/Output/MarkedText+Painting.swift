package import Platform

extension MarkedText {
    /// The text without a line feed at its end; untrusted text in it cannot steer the terminal.
    ///
    /// A styler that is off gives `plain`. A width wraps lines between words.
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
