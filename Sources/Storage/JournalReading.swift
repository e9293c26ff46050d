package import Manuscript
package import Platform

/// What a journal holds that its session does not.
package struct JournalReading {
    /// One text that did not come to its end in the session.
    private struct Draft {
        let section: Section.ID
        /// The line that began it.
        let head: JSONValue
        var text = ""
        /// A text that was whole when a second one was asked for: it counts whatever became of that.
        var whole: String?

        var body: String { Prose.body(whole ?? text) }
    }

    /// In the order in which they began; of a section there may be several, where an earlier one could not be taken over.
    private var drafts: [Draft] = []

    /// Reads a journal's bytes; a line that broke off is left out.
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

    /// The edits that put the unfinished texts into a session, turn by turn, the oldest first.
    ///
    /// A section that has a newer version needs none, and neither does one that has the text already: the program may have
    /// been killed between saving it and saying so here. A second text of a section is a turn of its own, so that `:undo`
    /// goes back to the first.
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

    /// The answers that broke off, as turns that a session does not have.
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

    /// Whether there are texts of sections that the session does not have.
    package func hasHomeless(in session: Session) -> Bool {
        drafts.contains { $0.head["asked"] == nil && session.outline[$0.section] == nil && !$0.body.isEmpty }
    }
}
