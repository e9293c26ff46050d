/// Joins an Esc with the key behind it, as emacs' way of editing reads Alt and a key; pure.
///
/// libedit gets both at once: after an Esc alone it would wait, and take what it does not know, such as an arrow, for text.
struct EscapePrefix {
    private var isOpen = false

    /// What is left of an event; nil where it is an Esc that waits for its key.
    mutating func joined(_ event: KeyReader.Event) -> KeyReader.Event? {
        switch event {
        case .resize, .resumed, .notice: return event
        case .character("\u{1B}"):
            isOpen = true
            return nil
        default: break
        }
        defer { isOpen = false }
        guard isOpen, case .character(let scalar) = event else { return event }
        return scalar == "\r" ? .insertion("\n") : .bound([0x1B] + Array(String(scalar).utf8))
    }
}
