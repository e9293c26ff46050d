package import Commands
import Manuscript
import Platform
import Terminal

extension TerminalInterface {
    /// Puts a text on the clipboard of the terminal, if there is one and the text is not too long for it.
    package func copy(_ text: String) -> Bool {
        let screen = output.isTerminal ? output : errors
        guard screen.movesCursor, let sequence = ClipboardSequence.text(for: text) else { return false }
        return (try? screen.write(sequence)) != nil
    }

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
            note("Commands work only at the prompt, so \(plain) was not run.")
            return .words(plain)
        }
        hold(plain)
        return .no
    }

    /// Shows a question and reads the answer; nil if there is none.
    func asked(_ question: String) async -> String? {
        guard let read = reader.withLock({ $0 }) else { return nil }
        return await asking {
            note(question)
            return await read("Do it? [y/N] ")
        }
    }

    /// Shows an answer in the middle of a command and reads a line after a prompt.
    package func answer(to prompt: String, showing what: Report.Answer) async -> String? {
        guard isInteractive, let read = reader.withLock({ $0 }) else { return nil }
        let isShort = prompt.displayWidth + Self.leastRoom <= errors.columns
        return await asking {
            give(what)
            if !isShort { note(prompt.trimmed) }
            return await read(isShort ? prompt : "> ")
        }
    }

    /// The columns that a question leaves for the answer; a longer one gets a line for itself.
    private static let leastRoom = 12

    /// Runs a prompt in the middle of a command.
    package func asking<Result>(_ body: () async -> Result) async -> Result {
        progress.clear()
        progress.beginPrompt()
        defer { progress.endPrompt() }
        return await interrupts.lending(isPrompt: true, body)
    }

    /// Sets the function that reads answers to questions.
    package func answers(by read: @escaping Reader) { reader.withLock { $0 = read } }
}
