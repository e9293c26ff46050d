/// An error that can be shown to the user as it is.
///
/// Each room words its own errors in one file. A sentence says what happened, to what, and what to do next; it never
/// contains a stack trace, a raw server reply or a key.
package protocol PlainError: Error, CustomStringConvertible {
    /// One sentence (at most two short ones), with its full stop.
    var sentence: String { get }
}

extension PlainError {
    package var description: String { sentence }
}

/// Returns the message for any error: its own sentence if it has one, otherwise a neutral one.
package func sentence(for error: any Error) -> String {
    (error as? any PlainError)?.sentence ?? "Something unexpected happened: \(error)."
}
