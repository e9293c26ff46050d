import Configuration
import Platform

/// The terminal of this run, as `galley doctor` sees it.
package struct TerminalFacts: Sendable {
    /// True if standard input and standard output are a terminal.
    let isTerminal: Bool
    let columns: Int
    let rows: Int
    /// True if the locale allows only ASCII.
    let isASCII: Bool

    /// Keeps the facts; the size is in columns and rows.
    package init(isTerminal: Bool, columns: Int, rows: Int, isASCII: Bool) {
        (self.isTerminal, self.columns, self.rows, self.isASCII) = (isTerminal, columns, rows, isASCII)
    }

    /// The fewest columns in which texts are comfortable to read.
    private static let fewColumns = 40

    func findings(_ environment: [String: String]) -> [Finding] {
        [terminal(environment), locale(environment)]
    }

    private func terminal(_ environment: [String: String]) -> Finding {
        let name = environment["TERM"] ?? ""
        let size = "\(columns) × \(rows)"
        if !isTerminal {
            return Finding("terminal", .note, "none here; commands of scripts work", advice: "The prompt needs one.")
        }
        if ["", "dumb", "unknown"].contains(name) {
            return Finding(
                "terminal", .note, "TERM is \(name.isEmpty ? "not set" : name): no colours, and no editing in the line",
                advice: "If your terminal can do more, set TERM, for example TERM=xterm-256color.")
        }
        if !Self.isDescribed(name, environment) {
            return Finding(
                "terminal", .note, "this system does not know \(name), so some keys may not work",
                advice: "Install ncurses-term, or set TERM=xterm-256color.")
        }
        if columns < Self.fewColumns {
            return Finding("terminal", .note, "\(name), \(size): narrow", advice: "Make the window wider.")
        }
        return Finding("terminal", "\(name), \(size)")
    }

    /// Returns true if a description of the terminal is installed, or if none is at all (terminfo(5)).
    static func isDescribed(_ name: String, _ environment: [String: String]) -> Bool {
        let own = [environment["TERMINFO"], environment["HOME"].map { "\($0)/.terminfo" }].compactMap { $0 }
        let folders = (own + ["/etc", "/lib", "/usr/share", "/usr/lib", "/usr/local/share"].map { "\($0)/terminfo" })
            .filter { $0.hasPrefix("/") && Files.isFolder($0) }
        guard !folders.isEmpty, let first = name.utf8.first, !name.contains("/") else { return true }
        // Some systems name the folders by the character, others by its code.
        let letters = [String(UnicodeScalar(first)), String(first, radix: 16)]
        return folders.contains { folder in letters.contains { Files.exists("\(folder)/\($0)/\(name)") } }
    }

    private func locale(_ environment: [String: String]) -> Finding {
        let set = ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap { name in
            environment[name].flatMap { $0.isEmpty ? nil : "\(name)=\($0)" }
        }.first
        guard isASCII else { return Finding("locale", set ?? "UTF-8") }
        return Finding(
            "locale", .note, "\(set ?? "none is set"): not UTF-8, so frames and marks are drawn in ASCII",
            advice: "Set LANG=C.UTF-8, or a locale of your language that ends in .UTF-8.")
    }
}
