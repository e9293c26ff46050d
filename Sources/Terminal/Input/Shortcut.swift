import CLibEdit

/// A key of the prompt that differs from libedit's own; the editor binds it, and the documentation lists it.
package struct Shortcut: Sendable {
    /// The names of the keys, each with the same effect.
    let keys: [String]
    /// The effect in a few words.
    let meaning: String
    /// The sequences that are bound, in libedit's notation, and the function; none for keys that need no binding.
    private let bindings: [String]
    private let function: String

    /// A key that the editor reads elsewhere.
    private init(_ keys: String..., meaning: String) {
        (self.keys, self.meaning, bindings, function) = (keys, meaning, [], "")
    }

    /// Keys that are bound to a function of the editor.
    private init(_ bindings: [String], to function: String, _ meaning: String) {
        (self.bindings, self.function, self.meaning) = (bindings, function, meaning)
        keys = bindings.map(Self.name(of:))
    }

    /// All shortcuts.
    static let all = [
        Shortcut(["^I"], to: "galley-complete", "completes; press it twice to list the candidates"),
        Shortcut(
            "Right", meaning: "accepts the grey suggestion: the rest of the newest line that begins the same way"),
        Shortcut(["^R"], to: "em-inc-search-prev", "searches earlier lines"),
        Shortcut(
            "Alt-Enter", "Esc Enter", "Shift-Enter (if the terminal reports it)", "Ctrl-J", "a backslash at the end",
            meaning: "begins a new line in the same input"),
        Shortcut("`\"\"\"`", meaning: "begins and ends an input of several lines"),
        Shortcut(["^X^E", "^G"], to: "galley-editor", "opens the line in `$EDITOR`"),
        Shortcut("Ctrl-C", meaning: "stops writing and keeps the text so far"),
        Shortcut("Ctrl-D", meaning: "leaves"),
    ]

    /// Binds all shortcuts that have a function.
    static func bind(_ editor: OpaquePointer?) {
        for shortcut in all {
            for keys in shortcut.bindings { galley_el_bind(editor, keys, shortcut.function) }
        }
    }

    /// Returns the name of keys in libedit's notation: `Ctrl-X Ctrl-E` for `^X^E`.
    static func name(of sequence: String) -> String {
        sequence.split(separator: "^").map { $0 == "I" ? "Tab" : "Ctrl-\($0)" }.joined(separator: " ")
    }

    /// Returns the table for the documentation.
    package static func markdownTable() -> String {
        let rows = all.map { "| \($0.keys.joined(separator: ", ")) | \($0.meaning) |" }
        return (["| key | does |", "|---|---|"] + rows).joined(separator: "\n")
    }
}
