import ArgumentParser
import Commands
import Configuration
import Manuscript
import ModelClient
import Platform
import REPL
import Storage
import Terminal

/// `galley doctor`.
struct Doctor: ProgramCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor", abstract: "Check everything that Galley uses, and say what to do about faults.",
        usage: "galley doctor [<options>]",
        discussion: "Exits with 0 if everything is usable, else with 1. Keys are never shown.")
    @OptionGroup var common: CommonOptions

    func connect() throws -> Program {
        try Program(common, isPrompt: false, firstPatience: 2, reading: unreadable == nil)
    }

    /// The reason why the configuration cannot be read: a result here, and the rest is looked at without it.
    @MainActor private var unreadable: String? {
        do { _ = try Program.readConfiguration(common, .current()) } catch { return sentence(for: error) }
        return nil
    }

    func perform(in program: Program) async throws -> Int32 {
        let workspace = program.workspace
        let screen = Screen.standardOutput(environment: workspace.environment)
        let terminal = TerminalFacts(
            isTerminal: screen.isTerminal && isatty(STDIN_FILENO) == 1, columns: screen.columns, rows: screen.rows,
            isASCII: CharacterSet.isASCII(workspace.environment))
        let checkup = Checkup(
            workspace.configuration, sessions: workspace.store.folder.path, terminal: terminal,
            unreadable: unreadable,
            libraries: [("libedit", LineEditor.libraryVersion), ("libcurl", InstalledCurl.version)],
            model: await program.wiring.health(for: workspace.session.settings))
        await program.runner.give(checkup.report, of: "doctor")
        return checkup.isUsable ? Runner.Status.done : Runner.Status.failed
    }
}
