import Chains
import Configuration
import Manuscript
import Platform

/// Runs lines in a workspace, one after another.
package struct Interpreter {
    /// The outcome of a line.
    package enum Ending: Sendable, Equatable {
        /// The line was empty or a comment.
        case nothing
        case done(Report)
        /// The error message.
        case failed(String)
        /// The person interrupted it.
        case stopped
    }

    /// Runs one line; never throws, since every error has a message.
    package static func run(_ line: String, in workspace: Workspace) async -> Ending {
        await ending(in: workspace) {
            let line = try await SourceMention.taken(from: line, in: workspace)
            let input = InputLine(line)
            if let script = try input.script(among: workspace.configuration.userCommands) {
                return try await script.run(in: workspace)
            }
            guard let command = try input.command(in: workspace.session) else { return nil }
            try await workspace.scripts.allow(command, in: workspace)
            return try await command.perform(in: workspace)
        }
    }

    /// Runs one command whose arguments are values; never throws.
    package static func run(_ call: Call, in workspace: Workspace) async -> Ending {
        await ending(in: workspace) { try await call.command(workspace.session).perform(in: workspace) }
    }

    private static func ending(in workspace: Workspace, _ body: () async throws -> Report?) async -> Ending {
        // If this cannot be saved now, the next line counts it.
        defer { try? workspace.turns.settle() }
        do {
            return try await body().map { .done($0) } ?? .nothing
        } catch is CancellationError {
            return .stopped
        } catch {
            if let report = dry(error, in: workspace) { return .done(report) }
            // Errors of the program itself, such as where an edited text is kept, are reported even after an interrupt.
            return Task.isCancelled && !(error is CommandError || error is SettingError)
                ? .stopped : .failed(sentence(for: error))
        }
    }

    /// Returns the report of a dry run, or of a line that needs an answer the dry run does not have.
    private static func dry(_ error: any Error, in workspace: Workspace) -> Report? {
        guard workspace.rehearsal.isOn else { return nil }
        if let run = (error as? DryRun) ?? (error as? UnsentRequest).map({ DryRun($0) }) {
            workspace.rehearsal.awaitsAnswer = true
            return run.report
        }
        // At the prompt the person sees what is missing and can continue.
        guard workspace.rehearsal.awaitsAnswer, !workspace.interface.isInteractive, !(error is ModelError),
            !(error is SystemError),
            (error as? CommandError)?.isOfWording != true, !(error is SettingError)
        else { return nil }
        return Report(
            note: "The next step depends on an answer, so the dry run ends here.",
            data: ["dryRun": true, "dependsOnAnswer": true], isLast: true)
    }
}
