package import Terminal

/// Asks the user yes-or-no questions and reads answers.
@MainActor
package final class Asker {
    /// The editor that reads the answers.
    package weak var editor: LineEditor?

    /// Makes an asker that cannot ask yet.
    package init() {}

    /// Returns the line typed after a prompt; nil if there is no keyboard.
    package func line(behind prompt: String) -> String? {
        guard let editor, case .line(let line) = editor.readLine(prompt: prompt, isRemembered: false) else {
            return nil
        }
        return line
    }

    /// Asks a question; without a user to ask, shows it and assumes yes.
    package func consents(to question: String, on interface: TerminalInterface) async -> Bool {
        guard interface.isInteractive, !interface.isSure, let editor else {
            interface.note(question.replacing("?", with: ": doing it."))
            return true
        }
        return await interface.asking {
            interface.note(question)
            guard case .line(let line) = editor.readLine(prompt: "Install it? [Y/n] ", isRemembered: false) else {
                return false
            }
            return ["", "y", "yes"].contains(line.lowercased())
        }
    }
}
