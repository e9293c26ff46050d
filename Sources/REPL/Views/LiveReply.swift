import Commands
import Platform
import Terminal

/// A model's reply in a conversation, shown while it arrives.
final class LiveReply: ReplyView {
    private let text: any LiveText
    private let progress: ProgressLine
    private let note: @Sendable (String) -> Void

    init(_ text: any LiveText, progress: ProgressLine, note: @escaping @Sendable (String) -> Void) {
        self.text = text
        self.progress = progress
        self.note = note
    }

    func show(_ piece: String) { try? text.write(piece) }

    func retract() {
        try? text.end()
        note("(End of the model's reasoning.)")
    }

    /// Ends the line; the next text starts below it.
    func again() { try? text.end() }

    func close() { try? text.end() }

    func whole(_ reply: String) -> Report.Answer { .none }
}
