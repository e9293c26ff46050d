import Manuscript
import Platform

/// Runs lines at a desk, one after the other.
package struct Shell {
    /// How a line ended.
    package enum Ending: Sendable, Equatable {
        /// The line was empty or a comment.
        case nothing
        case done(Report)
        /// The sentence says why.
        case failed(String)
        /// The person stopped it.
        case stopped
    }

    /// Reads and performs one line; never throws, since every error has a sentence.
    package static func run(_ line: String, at desk: Desk) async -> Ending {
        do {
            guard let command = try InputLine(line).command(in: desk.session) else { return .nothing }
            return .done(try await command.perform(at: desk))
        } catch is CancellationError {
            return .stopped
        } catch {
            return Task.isCancelled ? .stopped : .failed(sentence(for: error))
        }
    }
}
