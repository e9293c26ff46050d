import Manuscript

/// What is left of several sections that are to be changed, where the newest turn was stopped on its way through them.
struct Resumption {
    /// The sections that do not have it yet; all where nothing was stopped.
    let entries: [Outline.Entry]
    /// What to say of those that have it; empty where there is none.
    let remark: String

    /// Looks whether the newest turn was stopped after it had given some of the sections a text by the same instruction.
    init(_ entries: [Outline.Entry], instruction: String, in session: Session) {
        let newest = session.history.last { $0.kind != .ask }
        let done = entries.filter { entry in
            guard let turn = newest, !turn.left.contains(entry.section.id), turn.sections.contains(entry.section.id),
                let text = entry.section.text, [.rewritten, .edited].contains(text.origin)
            else { return false }
            return text.instruction == instruction
        }
        guard let newest, newest.left.contains(where: { id in entries.contains { $0.section.id == id } }),
            !instruction.isEmpty, !done.isEmpty
        else {
            self.entries = entries
            remark = ""
            return
        }
        let ids = Set(done.map(\.section.id))
        self.entries = entries.filter { !ids.contains($0.section.id) }
        let names = done.map(\.number).joined(separator: ", ")
        remark =
            "\(names) \(done.count == 1 ? "has" : "have") that from the turn before, so \(done.count == 1 ? "it stays" : "they stay") and the rest is done."
    }
}
