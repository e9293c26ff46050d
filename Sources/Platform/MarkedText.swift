/// A text with removed and added parts, shown by colour, or by marks without colour.
package struct MarkedText: Sendable, Equatable {
    /// The kind of a run.
    package enum Mark: Sendable, Equatable {
        case plain, removed, added, heading, remark
    }

    /// A stretch of text of one kind.
    package struct Run: Sendable, Equatable {
        package var mark: Mark
        package var text: String

        /// Creates a run.
        package init(_ mark: Mark, _ text: String) {
            self.mark = mark
            self.text = text
        }
    }

    /// The runs in order.
    package let runs: [Run]

    /// Creates a text from runs in order.
    package init(_ runs: [Run]) { self.runs = runs }

    /// The text with the marks of `git diff --word-diff`: `[-gone-]{+new+}`; without a line feed at its end.
    ///
    /// Untrusted text in it cannot control the terminal.
    package var plain: String {
        runs.map { run in
            run.lines.map { $0.isEmpty ? "" : run.mark.opening + $0 + run.mark.closing }.joined(separator: "\n")
        }
        .joined()
    }
}

extension MarkedText.Mark {
    fileprivate var opening: String {
        switch self {
        case .removed: "[-"
        case .added: "{+"
        case .plain, .heading, .remark: ""
        }
    }

    fileprivate var closing: String {
        switch self {
        case .removed: "-]"
        case .added: "+}"
        case .plain, .heading, .remark: ""
        }
    }
}

extension MarkedText.Run {
    /// The lines of the run; a run that is only a line break is shown as a pilcrow, since an empty line is invisible.
    package var lines: [String] {
        let clean = PlainText.clean(text).replacing("\t", with: "    ")
        var parts = clean.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        guard mark == .removed || mark == .added, parts.count > 1 else { return parts }
        if parts.allSatisfy({ $0.allSatisfy(\.isWhitespace) }) { parts[0] = "¶" }
        // Removed line breaks must not break the lines of the remaining text.
        return mark == .removed && parts[0] == "¶" ? ["¶"] : parts
    }
}
