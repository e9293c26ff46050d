import Chains
package import Manuscript
import Platform
import Storage

/// The message shown when a session is opened.
package enum Greeting {
    /// Returns the message, and the reason if the session is read-only.
    package static func opened(in workspace: Workspace) -> String {
        [opened(workspace.session), workspace.store.readOnly?.remark].compactMap { $0 }.joined(separator: " ")
    }

    /// Returns the topic, the state and the next step.
    package static func opened(_ session: Session) -> String {
        let count = session.outline.unwritten.count
        let next =
            if session.outline.isEmpty {
                "Next: `:outline`."
            } else if count > 0 {
                "\(count) section\(count == 1 ? " is" : "s are") not written yet. Next: `:write`."
            } else {
                "Everything is written. Next: `:show`, `:export`."
            }
        let broken = session.outline.entries.filter { $0.section.candidate != nil }.map(\.number)
        return "\(session.topic), \(session.outline.words.counted("word")). \(next)\(unfinished(broken))"
    }

    /// Returns the remark on sections with unfinished texts; empty if there are none.
    static func unfinished(_ numbers: [String]) -> String {
        guard let first = numbers.first else { return "" }
        let texts =
            numbers.count == 1 ? "Section \(first) has an" : "Sections \(numbers.joined(separator: ", ")) have"
        return " \(texts) unfinished \(numbers.count == 1 ? "text" : "texts"): \(ChainError.ways(first))"
    }
}
