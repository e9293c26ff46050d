import Manuscript

/// The remaining work of a command on several sections whose last run was interrupted.
struct Resumption {
    /// The sections still to be changed; all of them if nothing was interrupted.
    let entries: [Outline.Entry]
    /// A remark on the finished sections; empty if there are none.
    let remark: String

    /// Checks if the newest turn was interrupted after it gave some of the sections a text by the same instruction.
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
            "The previous turn already changed \(names); only the rest is done now."
    }
}
