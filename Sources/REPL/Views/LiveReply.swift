import Commands
import Platform
import Terminal

/// A model's reply in a conversation, shown while it arrives.
final class LiveReply: ReplyView {
    private let text: any LiveText
    /// The words so far, for the progress line.
    private let words: Guarded<Int>
    private let note: @Sendable (String) -> Void

    init(_ text: any LiveText, words: Guarded<Int>, note: @escaping @Sendable (String) -> Void) {
        self.text = text
        self.words = words
        self.note = note
    }

    func show(_ piece: String) {
        try? text.write(piece)
        words.withLock { $0 += piece.utf8.count { $0 == 0x20 || $0 == 0x0A } }
    }

    func retract() {
        try? text.end()
        note("(End of the model's reasoning.)")
    }

    /// Ends the line; the next text starts below it.
    func again() { try? text.end() }

    func close() { try? text.end() }

    func whole(_ reply: String) -> Report.Answer { .none }
}
