import Manuscript
import Platform

/// The words of existing texts that a run changed, counted for the sentence at its end.
struct ChangedWords {
    private var gone = 0
    private var come = 0
    private var numbers: [String] = []

    /// Counts the change of one section's text; the first text of a section counts nothing.
    mutating func add(_ diff: ProseDiff, of number: String) {
        gone += diff.words.removed
        come += diff.words.added
        numbers.append(number)
    }

    /// The count and the command that shows the changes, with a space at the end; empty if nothing changed.
    ///
    /// For example "20 words gone, 26 new: `:diff 3.2`".
    var sentence: String {
        guard let first = numbers.first else { return "" }
        let command = numbers.count == 1 ? ":diff \(first)" : ":diff"
        return "\(gone.counted("word")) gone, \(come) new: `\(command)`. "
    }
}
