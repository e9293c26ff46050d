import Platform

/// Text of which some went and some came: told apart by colour, or by marks where there is none.
package struct MarkedText: Sendable, Equatable {
    /// What a run of text is.
    package enum Mark: Sendable, Equatable {
        case plain, removed, added, heading, remark
    }

    /// Text of one kind.
    package struct Run: Sendable, Equatable {
        package var mark: Mark
        package var text: String

        /// Makes a run.
        package init(_ mark: Mark, _ text: String) {
            self.mark = mark
            self.text = text
        }
    }

    private let runs: [Run]

    /// Makes a text of runs in order.
    package init(_ runs: [Run]) { self.runs = runs }

    /// The text without a line feed at its end; untrusted text in it cannot steer the terminal.
    ///
    /// An ink that is off gives `[-gone-]{+new+}`, the marks of `git diff --word-diff`. A width wraps lines between words.
    package func text(ink: Ink, width: Int?) -> String {
        var lines: [[Glyph]] = [[]]
        for run in runs {
            let parts = Self.parts(of: run)
            for (index, part) in parts.enumerated() {
                if index > 0 { lines.append([]) }
                lines[lines.count - 1] += Self.glyphs(part, run.mark, ink)
            }
        }
        return lines.flatMap { line in width.map { line.lines(width: $0) } ?? [line] }
            .map { $0.painted(ink) }.joined(separator: "\n")
    }

    /// The lines of a run; one that is a break alone shows it, since an empty line says nothing.
    private static func parts(of run: Run) -> [String] {
        let clean = PlainText.clean(run.text).replacing("\t", with: "    ")
        var parts = clean.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        guard run.mark == .removed || run.mark == .added, parts.count > 1 else { return parts }
        if parts.allSatisfy({ $0.allSatisfy(\.isWhitespace) }) { parts[0] = "¶" }
        // What went does not break the lines of what stays.
        return run.mark == .removed && parts[0] == "¶" ? ["¶"] : parts
    }

    private static func glyphs(_ text: String, _ mark: Mark, _ ink: Ink) -> [Glyph] {
        guard !text.isEmpty else { return [] }
        let marks: (String, String) =
            switch mark {
            case .removed: ("[-", "-]")
            case .added: ("{+", "+}")
            case .plain, .heading, .remark: ("", "")
            }
        guard ink.isOn else { return Glyph.glyphs(of: marks.0 + text + marks.1) }
        return Glyph.glyphs(of: text, styles: styles(mark))
    }

    private static func styles(_ mark: Mark) -> [Ink.Style] {
        switch mark {
        case .plain: []
        case .removed: [.struck, .bad]
        case .added: [.good]
        case .heading: [.heading]
        case .remark: [.dim]
        }
    }
}
