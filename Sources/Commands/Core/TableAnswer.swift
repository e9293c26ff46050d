/// An answer with a table that has a form for narrow screens.
package struct TableAnswer: AnswerContent {
    /// The lines above the table, which are wrapped.
    package let head: [String]
    /// The table at its full width.
    package let wide: [String]
    /// The table for narrow screens, made for a width in columns.
    package let narrow: @Sendable (Int) -> [String]

    /// The table at its full width for pipes and models.
    package var plainText: String { lines(wide) }

    /// Returns the text with one of the forms of the table.
    package func lines(_ table: [String]) -> String {
        (head + (head.isEmpty || table.isEmpty ? [] : [""]) + table).joined(separator: "\n")
    }

    /// Compares what is shown at the full width.
    package static func == (left: TableAnswer, right: TableAnswer) -> Bool { left.plainText == right.plainText }
}
