/// Texts to choose from, side by side if the terminal is wide enough, otherwise one below another.
package struct SideBySide: AnswerContent {
    /// A text with its heading.
    package struct Column: Sendable, Equatable {
        /// A line with the number, the word count and other distinguishing facts.
        package var heading: String
        /// The text, in Markdown.
        package var body: String
    }

    package var columns: [Column]

    /// Makes an answer of several texts.
    package init(_ columns: [Column]) { self.columns = columns }

    /// The texts one below another, each under its heading.
    package var plainText: String { columns.map { "\($0.heading)\n\n\($0.body)" }.joined(separator: "\n\n---\n\n") }
}
