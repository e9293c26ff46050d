import Manuscript
import Platform

/// The outline as lines, each with number, title, and words against budget or state.
enum OutlineText {
    static func tree(_ session: Session) -> String {
        let entries = session.outline.entries
        guard !entries.isEmpty else { return "\(session.topic)\n(no sections)" }
        let lines = entries.map { entry in
            let indent = String(repeating: "  ", count: entry.depth - 1)
            return "\(indent)\(entry.number)  \(entry.section.title)\(remark(entry.section))"
        }
        return ([session.topic] + lines).joined(separator: "\n")
    }

    /// Returns the text after the title: words and budget, or the state.
    private static func remark(_ section: Section) -> String {
        var parts: [String] = []
        if let text = section.text {
            parts.append(section.words.map { "\(text.words)/\($0.counted("word"))" } ?? text.words.counted("word"))
        } else if let words = section.words {
            parts.append(words.counted("word"))
        }
        let state = state(of: section)
        if state != "written", !state.isEmpty { parts.append(state) }
        if section.locked { parts.append("locked") }
        if !section.notes.isEmpty { parts.append("note") }
        return parts.isEmpty ? "" : "  (\(parts.joined(separator: ", ")))"
    }

    /// Returns the state of a section as a word.
    static func state(of section: Section) -> String {
        if let candidate = section.candidate { return "unfinished: \(candidate.cause.rawValue)" }
        if section.current != nil { return "written" }
        return section.isUnwritten ? "to write" : ""
    }
}
