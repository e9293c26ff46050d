import Manuscript
import Platform
import Storage

/// Recovers texts that were being written when a program ended without saving.
///
/// Requires a session opened for writing, with its lock. If saving fails, the texts stay in memory and the journal
/// stays until they are saved.
struct Recovery {
    let workspace: Workspace

    private var store: SessionStore { workspace.store }

    /// Takes over the texts of the journal, if any.
    func run() {
        let path = store.folder.partial(store.session.name)
        guard let bytes = try? Files.read(path) else { return }
        let reading = JournalReading(bytes)
        for edits in reading.turns(of: store.session, at: workspace.now()) {
            let what = edits.count == 1 ? "the unfinished text of a section" : "\(edits.count) unfinished texts"
            take(edits, Turn(at: workspace.now(), kind: .recover, input: "", summary: "took over \(what)"))
            note("Galley was ended while it wrote, which left \(what). `:show` shows it, `:undo` drops it.")
        }
        for answer in reading.answers(missing: store.session, at: workspace.now()) {
            take([], answer)
            note("Galley was ended while the model answered; what it had said is kept: `:history`.")
        }
        guard !store.hasUnsaved else { return }
        if reading.hasHomeless(in: store.session) {
            let free = store.folder.unfinished(store.session.name)
            guard let kept = try? Files.link(path, asFree: free) else { return }
            chmod(kept, 0o600)
            note("Unfinished texts belong to sections that are not there any more; they are kept in \(kept).")
        }
        unlink(path)
    }

    private func take(_ edits: [Edit], _ turn: Turn) {
        do { try workspace.turns.commit(edits, turn, keepingText: true) } catch { note(sentence(for: error)) }
    }

    private func note(_ text: String) { workspace.interface.note(text) }
}
