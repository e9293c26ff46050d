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
            let (drafts, them) =
                edits.count == 1 ? ("1 unfinished draft", "it") : ("\(edits.count) unfinished drafts", "them")
            take(edits, Turn(at: workspace.now(), kind: .recover, input: "", summary: "recovered \(drafts)"))
            let were = edits.count == 1 ? "was" : "were"
            note(
                "Galley was stopped while writing; \(drafts) \(were) recovered. `:show` shows \(them), `:undo` drops \(them)."
            )
        }
        for answer in reading.answers(missing: store.session, at: workspace.now()) {
            take([], answer)
            note("Galley was stopped while the model answered; `:history` has the partial answer.")
        }
        guard !store.hasUnsaved else { return }
        if reading.hasHomeless(in: store.session) {
            let free = store.folder.unfinished(store.session.name)
            guard let kept = try? Files.link(path, asFree: free) else { return }
            chmod(kept, 0o600)
            note("Some unfinished drafts belong to sections that no longer exist; they are kept in \(kept).")
        }
        unlink(path)
    }

    private func take(_ edits: [Edit], _ turn: Turn) {
        do { try workspace.turns.commit(edits, turn, keepingText: true) } catch { note(sentence(for: error)) }
    }

    private func note(_ text: String) { workspace.interface.note(text) }
}
