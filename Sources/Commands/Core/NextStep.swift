package import Manuscript

/// The likely next command, which the prompt shows below an answer.
package enum NextStep {
    /// Returns a hint such as "Next: `:write`."; nil if the answer names a command already, or none is likely.
    ///
    /// `line` is the line that was run.
    package static func hint(after line: String, _ report: Report, in session: Session) -> String? {
        guard !session.topic.isEmpty, !report.note.contains("`:"), !report.isLast, let group = group(of: line)
        else { return nil }
        switch group {
        case .outline, .sources, .write, .change, .compare, .look: break
        case .begin, .session, .settings: return nil
        }
        if let repair = repair(of: report) { return "Next: \(repair)." }
        return hint(for: session, wasChecked: name(of: line) == "check")
    }

    /// Returns the hint for the state of a post.
    private static func hint(for session: Session, wasChecked: Bool) -> String? {
        guard !session.outline.isEmpty else { return "Next: `:outline`." }
        let entries = session.outline.entries
        if let broken = entries.first(where: { $0.section.candidate != nil }) {
            return "Next: `:continue \(broken.number)`, or `:show \(broken.number)`."
        }
        let left = session.outline.unwritten
        if left.count == 1 { return "Next: `:write` (\(left[0].number) is left)." }
        if left.count > 1 { return "Next: `:write` (\(left.count) sections), or `:write \(left[0].number)`." }
        return wasChecked ? "Next: `:export`." : "Next: `:check`, `:export`."
    }

    /// Returns the command that mends what a check found; nil if nothing failed that a command mends.
    private static func repair(of report: Report) -> String? {
        let failed = (report.data["checks"]?.array ?? []).filter { $0["holds"]?.bool == false }
            .compactMap { $0["name"]?.string }
        if failed.contains("length") { return "`:fit`" }
        let mended = ["retold", "copied", "redefin", "near-same", "title echo"]
        return failed.contains { name in mended.contains { name.contains($0) } } ? "`:write --repair`" : nil
    }

    private static func name(of line: String) -> String? {
        guard case .command(let arguments) = InputLine(line) else { return nil }
        return try? Catalogue.command(arguments.command).card.name
    }

    /// Returns the group of the line's command; text about the post counts as a change.
    private static func group(of line: String) -> CommandGroup? {
        guard case .command = InputLine(line) else { return .change }
        let name = name(of: line)
        return Catalogue.groups.first { $0.commands.contains { $0.card.name == name } }?.group
    }
}
