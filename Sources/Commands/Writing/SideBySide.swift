/// Texts to choose from: side by side where the terminal is wide enough, else one below the other.
package struct SideBySide: AnswerContent {
    /// One text under its heading.
    package struct Column: Sendable, Equatable {
        /// One line: its number, words, and what else tells it from the others.
        package var heading: String
        /// Markdown.
        package var body: String
    }

    package var columns: [Column]

    /// Puts texts together.
    package init(_ columns: [Column]) { self.columns = columns }

    /// The texts one below the other, each under its heading.
    package var plainText: String { columns.map { "\($0.heading)\n\n\($0.body)" }.joined(separator: "\n\n---\n\n") }
}
