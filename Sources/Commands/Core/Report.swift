package import Manuscript

/// What a command has to say when it is done.
package struct Report: Sendable, Equatable {
    /// The answer, for standard output.
    package var answer: Answer
    /// A remark for the person, for standard error where output is not a terminal; empty where there is none.
    package var note: String
    /// The result for other programs (`--json`).
    package var data: JSONValue
    /// Whether the program is to end.
    package var isLast: Bool
    /// Whether the answer is to be read in peace, in a pager where it is longer than the screen.
    package var isLong: Bool
    /// Whether nothing was done, since nobody was there to allow it: for scripts an error, which `note` tells.
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
