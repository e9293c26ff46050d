import Manuscript
import Platform
import Storage

extension Workspace {
    /// Recovers texts that were being written when a program ended without saving.
    ///
    /// Requires a session opened for writing, with its lock. If saving fails, the texts stay in memory and the journal
    /// stays until they are saved.
    func recover() {
        let path = folder.partial(session.name)
        guard let bytes = try? Files.read(path) else { return }
        let reading = JournalReading(bytes)
        let turns = reading.turns(of: session, at: now())
        for edits in turns {
            let what = edits.count == 1 ? "the unfinished text of a section" : "\(edits.count) unfinished texts"
            let turn = Turn(at: now(), kind: .recover, input: "", summary: "took over \(what)")
            do { try commit(edits, turn, keepingText: true) } catch {
                interface.note(sentence(for: error))
            }
            interface.note("Galley was ended while it wrote, which left \(what). `:show` shows it, `:undo` drops it.")
        }
        for answer in reading.answers(missing: session, at: now()) {
            do { try commit([], answer, keepingText: true) } catch { interface.note(sentence(for: error)) }
            interface.note("Galley was ended while the model answered; what it had said is kept: `:history`.")
        }
        guard !hasUnsaved else { return }
        if reading.hasHomeless(in: session) {
            guard let kept = try? Files.link(path, asFree: folder.unfinished(session.name)) else { return }
            chmod(kept, 0o600)
            interface.note("Unfinished texts belong to sections that are not there any more; they are kept in \(kept).")
        }
        unlink(path)
    }
}
