import Manuscript

/// A run whose changes stay in memory: a dry run, or the planning of a conversation's changes.
package final class Rehearsal {
    /// True if changes are made in memory only.
    package let isOn: Bool
    /// The edits made so far, in order; empty if the run is real.
    private(set) var edits: [Edit] = []
    /// True if a dry run skipped a request whose answer later commands may need.
    var awaitsAnswer = false
    private let store: SessionStore

    /// Makes a rehearsal on the session of `store`.
    init(of store: SessionStore, isOn: Bool) {
        self.store = store
        self.isOn = isOn
    }

    /// Records edits of a rehearsal.
    func add(_ new: [Edit]) { if isOn { edits += new } }

    /// Starts from a session, or returns to an earlier state of the rehearsal that had made `count` edits.
    ///
    /// Does nothing if the run is real.
    func start(from session: Session, keeping count: Int = 0) {
        guard isOn else { return }
        store.replace(session)
        edits = Array(edits.prefix(count))
    }
}
