import Platform
import Terminal

/// A model's words in a conversation, shown while they come.
final class LiveReply: ReplyView {
    private let text: any LiveText
    private let progress: ProgressLine

    init(_ text: any LiveText, progress: ProgressLine) {
        self.text = text
        self.progress = progress
    }

    func show(_ piece: String) { try? text.write(piece) }

    func close() { try? text.end() }

    func whole(_ reply: String) -> Report.Answer { .none }
}
