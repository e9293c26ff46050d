package import Commands
import Manuscript

extension TerminalInterface {
    /// Asks until the answer is yes or no; a command is kept for the prompt, and means no.
    package func consents(to question: String) async -> Bool {
        var question = question
        for _ in 0..<3 {
            switch await reply(to: question) {
            case .yes: return true
            case .no: return false
            case .words: question = "Answer y or n."
            }
        }
        return false
    }

    /// Asks once; a command is kept for the prompt, and means no.
    package func reply(to question: String) async -> Consent {
        if isSure { return .yes }
        guard canAsk, let line = await asked(question) else { return .no }
        let plain = line.trimmed
        if ["y", "yes"].contains(plain.lowercased()) { return .yes }
        if ["", "n", "no"].contains(plain.lowercased()) { return .no }
        guard case .command = InputLine(plain) else { return .words(plain) }
        guard isInteractive else {
            note("Commands can be typed at the prompt only, so \(plain) was not run.")
            return .words(plain)
        }
        hold(plain)
        return .no
    }
}
