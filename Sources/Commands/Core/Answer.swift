/// Something that a command can answer with.
///
/// A new kind of answer is a type that conforms to this. Where it has a look of its own on a terminal, the type also gets a
/// `TerminalView` in the room REPL; without one its plain text is shown.
package protocol AnswerContent: Sendable, Equatable {
    /// The answer as text for pipes and models, without a line feed at its end.
    var plainText: String { get }
}

extension AnswerContent {
    fileprivate func isEqual(to other: any AnswerContent) -> Bool { other as? Self == self }
}

extension Report {
    /// The answer of a command.
    package struct Answer: Sendable, Equatable {
        /// The answer itself; views are chosen by its type.
        package let content: any AnswerContent

        /// Makes an answer.
        package init(_ content: some AnswerContent) { self.content = content }

        /// Whether both are of one type and equal.
        package static func == (left: Answer, right: Answer) -> Bool { left.content.isEqual(to: right.content) }

        /// No answer.
        package static let none = Answer(NoAnswer())
        /// Lines that are shown as they are.
        package static func plain(_ text: String) -> Answer { Answer(PlainAnswer(plainText: text)) }
        /// A text for a file or another program.
        package static func text(_ text: String) -> Answer { Answer(FileAnswer(plainText: text)) }
        /// Markdown, rendered on a terminal and written as it is elsewhere.
        package static func markdown(_ text: String) -> Answer { Answer(MarkdownAnswer(plainText: text)) }
        /// Texts to choose from, side by side where there is room.
        package static func sideBySide(_ texts: SideBySide) -> Answer { Answer(texts) }
        /// Changes, shown by colour on a terminal and by marks elsewhere.
        package static func changes(_ list: ChangeList) -> Answer { Answer(list) }
        /// The outline, drawn as a tree on a terminal and as indented lines elsewhere.
        package static func outline(_ tree: OutlineView) -> Answer { Answer(tree) }
    }
}

/// The answer of a command that has none.
package struct NoAnswer: AnswerContent {
    /// Nothing.
    package var plainText: String { "" }
}

/// Lines that are shown as they are.
package struct PlainAnswer: AnswerContent {
    package let plainText: String
}

/// A text for a file or another program, which keeps its direction marks outside of a terminal.
package struct FileAnswer: AnswerContent {
    package let plainText: String
}

/// Markdown.
package struct MarkdownAnswer: AnswerContent {
    package let plainText: String
}
