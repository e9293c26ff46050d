/// Joins an Esc with the key after it, which in emacs mode means Alt and the key; pure.
///
/// libedit gets both at once: after a lone Esc it would wait, and treat an unknown sequence, such as an arrow, as text.
struct EscapePrefix {
    private var isOpen = false

    /// Returns the event to handle; nil if it is an Esc that waits for its key.
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
