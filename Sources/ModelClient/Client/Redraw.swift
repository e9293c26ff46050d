package import Chains

/// What is told of a call that is made again after it failed.
package struct Redraw: Sendable, Equatable {
    /// What the call is for ("2.3"), or the server where nothing says.
    package var matter: String
    /// Why it is made again.
    package var error: ModelError
    /// Which draw follows, from 2.
    package var draw: Int
    /// How many draws there are at most; nil where the server is waited for instead.
    package var most: Int?
    /// How many seconds a server that is away is waited for.
    package var patience: Double

    /// As a remark of one line.
    package var sentence: String {
        let what = most.map { "drawing again (\(draw) of \($0))" } ?? "trying again for \(ModelError.span(patience))"
        return "\(matter): \(error.brief); \(what)"
    }
}
