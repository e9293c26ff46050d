import Manuscript
package import Storage

extension SessionFolder {
    /// Returns the session that a name means: that of this name, or the only one with the text in its name or topic.
    ///
    /// Returns the name itself if no session has it. Throws `SessionError.several` if more than one has.
    package func session(named typed: String) throws -> String {
        guard !isTaken(typed), let listings = try? list() else { return typed }
        let wanted = typed.lowercased()
        var found = listings.map(\.name).filter { $0.lowercased().contains(wanted) }
        if found.isEmpty {
            found = listings.map(\.name).filter {
                summary($0, mayReadWhole: false)?.topic.lowercased().contains(wanted) == true
            }
        }
        guard found.count < 2 else { throw SessionError.several(typed, found) }
        return found.first ?? typed
    }
}
