/// An answer that shows sections: as Markdown, or on a terminal with the numbers that commands take.
package struct PostAnswer: AnswerContent {
    /// A heading and the text below it.
    package struct Part: Sendable, Equatable {
        /// The number of the section; empty for the title of the post.
        package var number = ""
        /// The title without markup.
        package var title = ""
        /// The heading in Markdown.
        package var heading: String
        /// The text in Markdown.
        package var body = ""
    }

    /// The headings and texts in order.
    package let parts: [Part]

    /// Makes an answer.
    init(_ parts: [Part]) { self.parts = parts }

    /// The Markdown for pipes and models.
    package var plainText: String {
        parts.flatMap { [$0.heading, $0.body] }.filter { !$0.isEmpty }.map { $0 + "\n" }.joined(separator: "\n")
    }
}
