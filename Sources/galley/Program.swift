import ArgumentParser
import CBuild
import Commands
import Configuration
import Manuscript
import ModelClient
import Platform
import REPL
import Storage
import Terminal

/// The program's parts, connected: environment, models, interface, workspace.
@MainActor
final class Program {
    let workspace: Workspace
    let runner: Runner
    let interface: TerminalInterface
    /// Advice appended to the message that standard output could not be written.
    var outputAdvice = ""
    let wiring: ModelWiring
    let interrupts: Interrupts
    let editor: LineEditor

    /// Connects the parts; an unreadable configuration is reported to the user.
    ///
    /// `firstPatience` is the number of seconds to wait for a server that has never answered and may not exist. With
    /// `reading` false, no configuration file is read; with `installs`, a missing built-in model is installed although no
    /// one can be asked. Throws `ExitCode` for wrong usage after reporting an unreadable configuration.
    init(
        _ options: CommonOptions, isPrompt: Bool, speech: TerminalInterface.Speech? = nil, firstPatience: Double = 15,
        reading: Bool = true, installs: Bool = false
    ) throws {
        let processEnvironment = ProcessEnvironment.current()
        let environment = processEnvironment.all
        interrupts = Interrupts()
        let talks = options.json ? TerminalInterface.Speech.silent : options.noStream ? .whole : .live
        let interface = TerminalInterface(
            environment: environment, isInteractive: isPrompt, speech: speech ?? talks, noColor: options.noColor,
            isRaw: options.raw, isSure: options.isSure, interrupts: interrupts)
        self.interface = interface
        let configuration =
            try reading
            ? Self.configuration(options, processEnvironment, interface)
            : Configuration(flags: options.settings, processEnvironment: processEnvironment)
        if configuration.holdsKey { galley_forbid_core_files() }
        let asker = Asker(takesFirst: installs)
        let keys = KeyCommand(
            environment: processEnvironment.real, keys: configuration.keyNames, takesInput: isatty(STDIN_FILENO) == 1)
        wiring = ModelWiring(
            configuration, isDry: options.isDry, firstPatience: firstPatience,
            consent: { question, options in await asker.choice(of: options, for: question, on: interface) },
            secret: { command in
                galley_forbid_core_files()
                return try await interface.lendTerminal { try await keys.key(command) }
            },
            note: { interface.note($0) }, amount: { interface.show(amount: $0) },
            waits: { wait in wait.map { interface.wait($0.seconds, $0.reason) } ?? interface.endWait() })
        let folder = SessionFolder(asked: configuration.sessionsFolder?.value, environment: environment)
        let workspace = Workspace(
            folder: folder, models: wiring, interface: interface, environment: processEnvironment.real,
            configuration: configuration, pages: wiring,
            isDry: options.isDry)
        self.workspace = workspace
        // A dry run leaves no trace, so its lines are not added to the history.
        let history = options.isDry ? nil : HistoryFile(environment: environment)
        let isDumb = !Screen.standardOutput(environment: environment).movesCursor
        let keyReports = isDumb ? nil : KeyReports(environment: environment)
        editor = LineEditor(history: history, styler: interface.styler, isDumb: isDumb, keyReports: keyReports) {
            line, cursor in
            MainActor.assumeIsolated {
                Completer(in: workspace).completion(of: line, cursor: cursor)
            }
        }
        runner = Runner(workspace: workspace, interface: interface, interrupts: interrupts, isJSON: options.json)
        asker.editor = editor
        interface.answers { prompt in await asker.line(behind: prompt) }
    }
}
