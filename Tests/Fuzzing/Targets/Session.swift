import Manuscript
import Platform

@testable import Storage

/// A session that was read comes back as it was, also what was salvaged; a journal's edits fit its session.
func fuzz(_ input: [UInt8]) {
    if let session = try? SessionFile.decode(input, file: "a") { holdComesBack(session) }
    if let session = SessionFile.newer(input, name: "a") { holdComesBack(session) }
    let now = Date(timeIntervalSince1970: 1_790_000_000)
    if let salvage = Salvage(input, name: "a", at: now) { holdComesBack(salvage.session) }
    var session = Session(name: "post", topic: "Lighthouses", at: now)
    session.outline = Outline([Section(id: "one", title: "One"), Section(id: "two", title: "Two")])
    let journal = JournalReading(input)
    _ = journal.hasHomeless(in: session)
    for edits in journal.turns(of: session, at: now) {
        for edit in edits {
            guard let changed = try? session.applying(edit) else { fatalError("An edit of a journal does not fit.") }
            session = changed.session
        }
    }
    holdComesBack(session)
}

private func holdComesBack(_ session: Session) {
    guard let bytes = try? SessionFile.encode(session) else { fatalError("A session cannot be written.") }
    guard let again = try? SessionFile.decode(bytes, file: "a") else { fatalError("A session cannot be read again.") }
    hold(again == session, "a session comes back")
}
