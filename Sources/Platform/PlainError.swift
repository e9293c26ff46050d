/// An error that can be shown to a person as it is.
///
/// Each room words its own errors in one file. A sentence says what happened, to what, and what to do next;
/// it never holds a stack trace, a raw server reply or a key.
package protocol PlainError: Error, CustomStringConvertible {
    /// One sentence (two short ones at most), with its full stop.
    var sentence: String { get }
}

extension PlainError {
    package var description: String { sentence }
}

/// The sentence for any error: its own where it has one, a neutral one otherwise.
package func sentence(for error: any Error) -> String {
    (error as? any PlainError)?.sentence ?? "Something unexpected happened: \(error)."
}
