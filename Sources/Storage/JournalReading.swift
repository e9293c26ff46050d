package import Manuscript
package import Platform

/// The texts in a journal that are missing from its session.
package struct JournalReading {
    /// A text that was not finished in the session.
    private struct Draft {
        let section: Section.ID
        /// The line that begins it.
        let head: JSONValue
        var text = ""
        /// A first text that was complete when a second one was requested; it takes precedence in any case.
        var whole: String?

        var body: String { Prose.body(whole ?? text) }
    }

    /// The drafts in order of their start; a section may have several if an earlier one could not be recovered.
    private var drafts: [Draft] = []

    /// Reads the bytes of a journal; an incomplete line is ignored.
    package init(_ bytes: [UInt8]) {
        for line in bytes.split(separator: UInt8(ascii: "\n")) {
            guard let line = try? JSONValue(parsing: String(decoding: line, as: UTF8.self)) else { continue }
            if let id = line["begin"]?.string {
                drafts.append(Draft(section: id, head: line))
            } else if let id = line["section"]?.string {
                change(id) { $0.text += line["text"]?.string ?? "" }
            } else if let id = line["restart"]?.string {
                change(id) { $0.text = "" }
            } else if let id = line["whole"]?.string {
                change(id) { ($0.whole, $0.text) = ($0.text, "") }
            } else if let id = line["end"]?.string {
                drafts.removeAll { $0.section == id }
            }
        }
    }

    private mutating func change(_ id: Section.ID, _ body: (inout Draft) -> Void) {
        if let index = drafts.lastIndex(where: { $0.section == id }) { body(&drafts[index]) }
    }

    /// Returns the edits that add the unfinished texts to a session, grouped by turn, oldest first.
    ///
    /// A section is skipped if it has a newer version, or if it already has the text, since the program may have been
    /// killed between saving the session and recording the end here. A second text of a section becomes a separate
    /// turn, so that `:undo` returns to the first.
    package func turns(of session: Session, at now: Date) -> [[Edit]] {
        var turns: [[Edit]] = []
        var counts: [Section.ID: Int] = [:]
        for draft in drafts {
            guard let section = session.outline[draft.section],
                draft.head["versions"]?.int == section.nextVersionNumber
            else { continue }
            let text = draft.body
            let known = [section.candidate?.text, section.text?.text].compactMap { $0 }
            guard !text.isEmpty, !known.contains(where: { $0.hasPrefix(text) }) else { continue }
            let candidate = Candidate(
                text: text, cause: .interrupted,
                origin: draft.head["origin"]?.string.map(Origin.init(rawValue:)) ?? .written,
                instruction: draft.head["instruction"]?.string ?? "", model: draft.head["model"]?.string, at: now)
            let index = counts[draft.section, default: 0]
            counts[draft.section] = index + 1
            if index == turns.count { turns.append([]) }
            turns[index].append(.setCandidate(draft.section, candidate))
        }
        return turns
    }

    /// Returns interrupted answers as turns, if the session does not have them.
    package func answers(missing session: Session, at now: Date) -> [Turn] {
        drafts.compactMap { draft in
            let id = draft.section
            guard let asked = draft.head["asked"]?.string, !draft.text.trimmed.isEmpty,
                !session.history.contains(where: { $0.id == id })
            else { return nil }
            var turn = Turn(
                id: id, at: now, kind: .ask, input: asked, summary: "the answer broke off",
                model: draft.head["model"]?.string)
            turn.reply = draft.text.trimmed
            return turn
        }
    }

    /// Returns true if the journal has texts for sections that the session lacks.
    package func hasHomeless(in session: Session) -> Bool {
        drafts.contains { $0.head["asked"] == nil && session.outline[$0.section] == nil && !$0.body.isEmpty }
    }
}
