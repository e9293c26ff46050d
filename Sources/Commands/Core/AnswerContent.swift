/// The content of a command's answer.
///
/// A new kind of answer is a type that conforms to this protocol. If it needs special rendering on a terminal, add a
/// `TerminalView` for it in the room REPL; otherwise the terminal shows its plain text.
package protocol AnswerContent: Sendable, Equatable {
    /// The answer as text for pipes and models, without a trailing line feed.
    var plainText: String { get }
}

extension AnswerContent {
    fileprivate func isEqual(to other: any AnswerContent) -> Bool { other as? Self == self }
}

extension Report {
    /// The answer of a command.
    package struct Answer: Sendable, Equatable {
        /// The content; its type determines the view.
        package let content: any AnswerContent

        /// Makes an answer.
        package init(_ content: some AnswerContent) { self.content = content }

        /// Compares the contents; two answers are equal only if their contents have the same type.
        package static func == (left: Answer, right: Answer) -> Bool { left.content.isEqual(to: right.content) }

        /// An empty answer.
        package static let none = Answer(NoAnswer())
        /// An answer of lines to be shown unchanged.
        package static func plain(_ text: String) -> Answer { Answer(PlainAnswer(plainText: text)) }
        /// An answer that holds text for a file or another program.
        package static func text(_ text: String) -> Answer { Answer(FileAnswer(plainText: text)) }
        /// An answer in Markdown, rendered on a terminal and written unchanged elsewhere.
        package static func markdown(_ text: String) -> Answer { Answer(MarkdownAnswer(plainText: text)) }
        /// An answer of alternative texts, side by side if the screen is wide enough.
        static func sideBySide(_ texts: SideBySide) -> Answer { Answer(texts) }
        /// An answer that lists changes, in colour on a terminal and with marks elsewhere.
        package static func changes(_ list: ChangeList) -> Answer { Answer(list) }
        /// An answer that shows the outline, as a tree on a terminal and as indented lines elsewhere.
        package static func outline(_ tree: OutlineView) -> Answer { Answer(tree) }
    }
}

/// An empty answer.
package struct NoAnswer: AnswerContent {
    /// The empty string.
    package var plainText: String { "" }
}

/// An answer of lines to be shown unchanged.
package struct PlainAnswer: AnswerContent {
    package let plainText: String
}

/// An answer that holds text for a file or another program; it keeps its direction marks outside of a terminal.
package struct FileAnswer: AnswerContent {
    package let plainText: String
}

/// An answer in Markdown.
package struct MarkdownAnswer: AnswerContent {
    package let plainText: String
}
