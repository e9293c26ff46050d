import Chains
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
        await ending(at: desk) {
            let input = InputLine(line)
            if let script = try input.script(among: desk.configuration.userCommands) {
                return try await script.run(at: desk)
            }
            guard let command = try input.command(in: desk.session) else { return nil }
            try await desk.allow(command)
            return try await command.perform(at: desk)
        }
    }

    /// Performs one command whose arguments are values; never throws either.
    package static func run(_ call: Call, at desk: Desk) async -> Ending {
        await ending(at: desk) { try await call.command(desk.session).perform(at: desk) }
    }

    private static func ending(at desk: Desk, _ body: () async throws -> Report?) async -> Ending {
        // What cannot be saved now is counted with the next line.
        defer { try? desk.settle() }
        do {
            return try await body().map { .done($0) } ?? .nothing
        } catch is CancellationError {
            return .stopped
        } catch {
            if let report = dry(error, at: desk) { return .done(report) }
            // What the program says itself, such as where an edited text is kept, is told in any case.
            return Task.isCancelled && !(error is CommandError) ? .stopped : .failed(sentence(for: error))
        }
    }

    /// What a dry run says instead of asking, and of a line that needs an answer which it does not have.
    private static func dry(_ error: any Error, at desk: Desk) -> Report? {
        guard desk.isDry else { return nil }
        if let run = (error as? DryRun) ?? (error as? UnsentRequest).map({ DryRun($0) }) {
            desk.awaitsAnswer = true
            return run.report
        }
        // At the prompt the person sees what is missing, and goes on.
        guard desk.awaitsAnswer, !desk.stage.isInteractive, !(error is ModelError), !(error is SystemError),
            (error as? CommandError)?.isOfWording != true
        else { return nil }
        return Report(
            note: "What follows depends on an answer, so the dry run ends here.",
            data: ["dryRun": true, "dependsOnAnswer": true], isLast: true)
    }
}
