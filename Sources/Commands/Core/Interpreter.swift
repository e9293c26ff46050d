import Chains
import Configuration
import Manuscript
import Platform

/// Runs lines in a workspace, one after the other.
package struct Interpreter {
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
    package static func run(_ line: String, in workspace: Workspace) async -> Ending {
        await ending(in: workspace) {
            let input = InputLine(line)
            if let script = try input.script(among: workspace.configuration.userCommands) {
                return try await script.run(in: workspace)
            }
            guard let command = try input.command(in: workspace.session) else { return nil }
            try await workspace.allow(command)
            return try await command.perform(in: workspace)
        }
    }

    /// Performs one command whose arguments are values; never throws either.
    package static func run(_ call: Call, in workspace: Workspace) async -> Ending {
        await ending(in: workspace) { try await call.command(workspace.session).perform(in: workspace) }
    }

    private static func ending(in workspace: Workspace, _ body: () async throws -> Report?) async -> Ending {
        // What cannot be saved now is counted with the next line.
        defer { try? workspace.settle() }
        do {
            return try await body().map { .done($0) } ?? .nothing
        } catch is CancellationError {
            return .stopped
        } catch {
            if let report = dry(error, in: workspace) { return .done(report) }
            // What the program says itself, such as where an edited text is kept, is told in any case.
            return Task.isCancelled && !(error is CommandError || error is SettingError)
                ? .stopped : .failed(sentence(for: error))
        }
    }

    /// What a dry run says instead of asking, and of a line that needs an answer which it does not have.
    private static func dry(_ error: any Error, in workspace: Workspace) -> Report? {
        guard workspace.isDry else { return nil }
        if let run = (error as? DryRun) ?? (error as? UnsentRequest).map({ DryRun($0) }) {
            workspace.awaitsAnswer = true
            return run.report
        }
        // At the prompt the person sees what is missing, and goes on.
        guard workspace.awaitsAnswer, !workspace.interface.isInteractive, !(error is ModelError),
            !(error is SystemError),
            (error as? CommandError)?.isOfWording != true, !(error is SettingError)
        else { return nil }
        return Report(
            note: "What follows depends on an answer, so the dry run ends here.",
            data: ["dryRun": true, "dependsOnAnswer": true], isLast: true)
    }
}
