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
    private let wiring: ModelWiring
    private let interrupts: Interrupts
    private let editor: LineEditor

    /// Connects the parts; an unreadable configuration is reported to the user.
    ///
    /// `firstPatience` is the number of seconds to wait for a server that has never answered and may not exist. Throws
    /// `ExitCode` for wrong usage after reporting an unreadable configuration.
    init(
        _ options: CommonOptions, isPrompt: Bool, speech: TerminalInterface.Speech? = nil, firstPatience: Double = 15
    ) throws {
        let processEnvironment = Self.processEnvironment()
        let environment = processEnvironment.all
        interrupts = Interrupts()
        let talks = options.json ? TerminalInterface.Speech.silent : options.noStream ? .whole : .live
        let interface = TerminalInterface(
            environment: environment, isInteractive: isPrompt, speech: speech ?? talks, noColor: options.noColor,
            isRaw: options.raw, isSure: options.isSure, interrupts: interrupts)
        self.interface = interface
        let configuration = try Self.configuration(options, processEnvironment, interface)
        if configuration.holdsKey { galley_forbid_core_files() }
        let asker = Asker()
        let keys = KeyCommand(
            environment: processEnvironment.real, keys: configuration.keyNames, takesInput: isatty(STDIN_FILENO) == 1)
        wiring = ModelWiring(
            configuration, isDry: options.isDry, firstPatience: firstPatience,
            consent: { question in await asker.consents(to: question, on: interface) },
            secret: { command in
                galley_forbid_core_files()
                return try await interface.lendTerminal { try await keys.key(command) }
            },
            note: { interface.note($0) },
            waits: { wait in wait.map { interface.wait($0.seconds, $0.reason) } ?? interface.endWait() })
        let folder = SessionFolder(asked: configuration.sessionsFolder?.value, environment: environment)
        let workspace = Workspace(
            folder: folder, models: wiring, interface: interface, environment: processEnvironment.real,
            configuration: configuration,
            isDry: options.isDry)
        self.workspace = workspace
        // A dry run leaves no trace, so its lines are not added to the history.
        let history = options.isDry ? nil : HistoryFile(environment: environment)
        let isDumb = !Screen.standardOutput(environment: environment).movesCursor
        editor = LineEditor(history: history, styler: interface.styler, isDumb: isDumb) { line, cursor in
            MainActor.assumeIsolated {
                Completer(in: workspace).completion(of: line, cursor: cursor)
            }
        }
        runner = Runner(workspace: workspace, interface: interface, interrupts: interrupts, isJSON: options.json)
        asker.editor = editor
        interface.answers { prompt in await asker.line(behind: prompt) }
    }

    /// Reads the configuration and shows its notes.
    private static func configuration(
        _ options: CommonOptions, _ processEnvironment: ProcessEnvironment, _ interface: TerminalInterface
    ) throws -> Configuration {
        do {
            let configuration = try Configuration.read(
                asked: options.configurationFile, flags: options.settings, processEnvironment: processEnvironment,
                reserved: Catalogue.names)
            for remark in configuration.remarks { interface.note(remark) }
            return configuration
        } catch {
            interface.complain(sentence(for: error))
            throw ExitCode.validationFailure
        }
    }

    /// Runs `body` and shuts everything down; an error is reported and gives status 1.
    ///
    /// SIGTERM and SIGHUP determine the status, except for a `service`, which they end normally.
    func run(service: Bool = false, _ body: (Program) async throws -> Int32) async -> Int32 {
        var status = Runner.Status.done
        do { status = try await body(self) } catch {
            interface.complain(sentence(for: error))
            status = Runner.Status.failed
        }
        if !service, let leaving = interrupts.leavingStatus { status = leaving }
        do { try workspace.saveHeld() } catch {
            interface.complain(sentence(for: error) + " " + rescue())
            status = Runner.Status.failed
        }
        // A full disk must not look like success: `galley export … > post.md`.
        if let failure = interface.outputFailure {
            interface.complain([failure.sentence, outputAdvice].filter { !$0.isEmpty }.joined(separator: " "))
            if status == Runner.Status.done { status = Runner.Status.failed }
        }
        await wiring.close()
        return status
    }

    /// Saves a session elsewhere if it cannot be saved in its folder; returns a sentence that names the file.
    private func rescue() -> String {
        let folder = FileManager.default.temporaryDirectory.path
        let path = "\(folder)/\(workspace.session.name).\(getpid()).json"
        guard let bytes = try? SessionFile.encode(workspace.session), (try? Files.replace(path, with: bytes)) != nil
        else {
            return "What was written last is lost."
        }
        return "The session with what was written last is in \(path)."
    }

    /// Runs an operation that Ctrl-C stops; returns the exit status and rethrows errors.
    func stoppable(_ body: @escaping @Sendable () async throws -> Void) async throws -> Int32 {
        let task = Task { try await body() }
        let result = await interrupts.watching({ _ in task.cancel() }, { await task.result })
        do { try result.get() } catch is CancellationError { return Runner.Status.interrupted }
        return Runner.Status.done
    }

    /// Greets, looks for a model in the background, and runs the prompt.
    func prompt() async -> Int32 {
        if workspace.session.topic.isEmpty {
            interface.note(
                "Galley writes long posts with you. Type a topic, or `:help`; `:sessions` lists what is there.")
        }
        let (wiring, post, settings) = (wiring, editor.post, workspace.session.settings)
        Task.detached {
            do { post("Model: \(try await wiring.prepare(for: settings)).") } catch { post(sentence(for: error)) }
        }
        let repl = Repl(
            workspace: workspace, interface: interface, runner: runner, interrupts: interrupts, editor: editor)
        return await repl.run()
    }

    /// Returns the process environment with the additions from `./.env`.
    nonisolated static func processEnvironment() -> ProcessEnvironment {
        var real: [String: String] = [:]
        var entry = environ
        while let pointer = entry.pointee {
            let pair = String(cString: pointer).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            if pair.count == 2 { real[String(pair[0])] = String(pair[1]) }
            entry += 1
        }
        do {
            let bytes = try Files.read(".env", within: .small)
            return ProcessEnvironment(
                real: real, dotEnv: DotEnv(parsing: String(decoding: bytes, as: UTF8.self)).values)
        } catch let error as SystemError where error.code == ENOENT {
            return ProcessEnvironment(real: real)
        } catch {
            return ProcessEnvironment(real: real, remarks: [sentence(for: error)])
        }
    }
}

/// Asks the user yes-or-no questions and reads answers.
@MainActor
final class Asker {
    weak var editor: LineEditor?

    /// Returns the line typed after a prompt; nil if there is no keyboard.
    func line(behind prompt: String) -> String? {
        guard let editor, case .line(let line) = editor.readLine(prompt: prompt, isRemembered: false) else {
            return nil
        }
        return line
    }

    /// Asks a question; without a user to ask, shows it and assumes yes.
    func consents(to question: String, on interface: TerminalInterface) async -> Bool {
        guard interface.isInteractive, !interface.isSure, let editor else {
            interface.note(question.replacing("?", with: ": doing it."))
            return true
        }
        return await interface.asking {
            interface.note(question)
            guard case .line(let line) = editor.readLine(prompt: "Install it? [Y/n] ", isRemembered: false) else {
                return false
            }
            return ["", "y", "yes"].contains(line.lowercased())
        }
    }
}
