package import Manuscript

/// The outcome of a command.
package struct Report: Sendable, Equatable {
    /// The answer, for standard output.
    package var answer: Answer
    /// A remark for the person, sent to standard error if output is not a terminal; empty if there is none.
    package var note: String
    /// The result for other programs (`--json`).
    package var data: JSONValue
    /// True if the program should end.
    package var isLast: Bool
    /// True if the answer is meant for careful reading: in a pager if it is longer than the screen.
    package var isLong: Bool
    /// True if nothing was done because no one could be asked; scripts treat this as an error, explained by `note`.
    package var isRefused: Bool

    /// Makes a report.
    package init(
        _ answer: Answer = .none, note: String = "", data: JSONValue = .object([:]), isLast: Bool = false,
        isLong: Bool = false, isRefused: Bool = false
    ) {
        self.answer = answer
        self.note = note
        self.data = data
        self.isLast = isLast
        self.isLong = isLong
        self.isRefused = isRefused
    }
}
