package import Terminal

/// Asks the user yes-or-no questions and reads answers.
@MainActor
package final class Asker {
    /// The editor that reads the answers.
    package weak var editor: LineEditor?

    private let takesFirst: Bool

    /// Makes an asker that cannot ask yet; with `takesFirst`, it chooses the first option if there is no user to ask.
    package init(takesFirst: Bool = false) { self.takesFirst = takesFirst }

    /// Returns the line typed after a prompt; nil if there is no keyboard.
    package func line(behind prompt: String) -> String? {
        guard let editor, case .line(let line) = editor.readLine(prompt: prompt, isRemembered: false) else {
            return nil
        }
        return line
    }

    /// Asks which of several options to take; returns its place, or nil for none.
    ///
    /// If the answer is yes anyway (`--yes`), or without a user to ask, shows the question and takes the first one, or
    /// none unless `takesFirst` is set.
    package func choice(of options: [String], for question: String, on interface: TerminalInterface) async -> Int? {
        guard interface.isInteractive, !interface.isSure, let editor else {
            guard interface.isSure || takesFirst, let first = options.first else { return nil }
            interface.note("\(question) Yes: \(first).")
            return 0
        }
        return await interface.asking {
            interface.note(question)
            for (place, option) in options.enumerated() { interface.note("\(place + 1)  \(option)") }
            let last = options.count
            let prompt = last == 1 ? "Install it? [Y/n] " : "Which one? [1-\(last), Enter for 1, n for none] "
            for _ in 0..<3 {
                guard case .line(let line) = editor.readLine(prompt: prompt, isRemembered: false) else { return nil }
                switch Self.place(in: line, of: last) {
                case .some(let place): return place
                case .none: interface.note("Type a number from 1 to \(last), or n.")
                }
            }
            return nil
        }
    }

    /// Reads an answer: a place, nil in it for none; nil if the answer is not understood.
    static func place(in line: String, of count: Int) -> Int?? {
        switch line.filter({ !$0.isWhitespace }).lowercased() {
        case "", "y", "yes": return .some(0)
        case "n", "no": return .some(nil)
        case let text:
            guard let number = Int(text), (1...count).contains(number) else { return .none }
            return .some(number - 1)
        }
    }
}
