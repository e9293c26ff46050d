package import Chains

/// A report that a failed call is retried.
package struct Redraw: Sendable, Equatable {
    /// The purpose of the call ("2.3"), or else the server.
    package var matter: String
    /// The error that caused the retry.
    package var error: ModelError
    /// The number of the next attempt, from 2.
    package var draw: Int
    /// The maximum number of attempts; nil if the call waits for the server instead.
    package var most: Int?
    /// How long to wait for an unreachable server, in seconds.
    package var patience: Double

    /// The report as one line.
    package var sentence: String {
        let what = most.map { "asking again (\(draw) of \($0))" } ?? "trying again for \(ModelError.span(patience))"
        return "\(matter): \(error.brief); \(what)"
    }
}
