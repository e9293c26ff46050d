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

    /// The runs in order.
    package let runs: [Run]

    /// Makes a text of runs in order.
    package init(_ runs: [Run]) { self.runs = runs }

    /// The text with the marks of `git diff --word-diff`: `[-gone-]{+new+}`; no line feed at its end.
    ///
    /// Untrusted text in it cannot steer the terminal.
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
    /// The lines of the run; a run that is a line break alone shows it, since an empty line says nothing.
    package var lines: [String] {
        let clean = PlainText.clean(text).replacing("\t", with: "    ")
        var parts = clean.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        guard mark == .removed || mark == .added, parts.count > 1 else { return parts }
        if parts.allSatisfy({ $0.allSatisfy(\.isWhitespace) }) { parts[0] = "¶" }
        // What went does not break the lines of what stays.
        return mark == .removed && parts[0] == "¶" ? ["¶"] : parts
    }
}
