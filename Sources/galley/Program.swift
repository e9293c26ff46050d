import ArgumentParser
import CBuild
import Manuscript
import ModelClient
import Platform
import Terminal
import Workbench

/// Everything wired: environment, models, stage, desk.
@MainActor
final class Program {
    let desk: Desk
    let runner: Runner
    let stage: TerminalStage
    /// What is said behind the reason why standard output could not be written.
    var outputAdvice = ""
    private let wiring: ModelWiring
    private let interrupts: Interrupts
    private let editor: LineEditor

    /// Wires everything; a configuration that cannot be read is said in its sentence.
    ///
    /// `firstPatience` is how many seconds a server is waited for that has never answered and may not be there at all.
    /// Throws `ExitCode` for wrong usage then.
    init(
        _ options: CommonOptions, isPrompt: Bool, speech: TerminalStage.Speech? = nil, firstPatience: Double = 15
    ) throws {
        let surroundings = Self.surroundings()
        let environment = surroundings.all
        interrupts = Interrupts()
        let talks = options.json ? TerminalStage.Speech.silent : options.noStream ? .whole : .live
        let stage = TerminalStage(
            environment: environment, isInteractive: isPrompt, speech: speech ?? talks, noColor: options.noColor,
            isRaw: options.raw, isSure: options.isSure, interrupts: interrupts)
        self.stage = stage
        let configuration = try Self.configuration(options, surroundings, stage)
        if configuration.holdsKey { galley_forbid_core_files() }
        let asker = Asker()
        let keys = KeyCommand(
            environment: surroundings.real, keys: configuration.keyNames, takesInput: isatty(STDIN_FILENO) == 1)
        wiring = ModelWiring(
            configuration, isDry: options.isDry, firstPatience: firstPatience,
            consent: { question in await asker.consents(to: question, on: stage) },
            secret: { command in
                galley_forbid_core_files()
                return try await stage.lendTerminal { try await keys.key(command) }
            },
            note: { stage.note($0) },
            waits: { wait in wait.map { stage.wait($0.seconds, $0.reason) } ?? stage.endWait() })
        let folder = SessionFolder(asked: configuration.sessionsFolder?.value, environment: environment)
        let desk = Desk(
            folder: folder, models: wiring, stage: stage, environment: surroundings.real, configuration: configuration,
            isDry: options.isDry)
        self.desk = desk
        // A dry run leaves no trace, and what is typed in it is no history.
        let history = options.isDry ? nil : HistoryFile(environment: environment)
        let isDumb = !Screen.standardOutput(environment: environment).movesCursor
        editor = LineEditor(history: history, ink: stage.ink, isDumb: isDumb) { line, cursor in
            MainActor.assumeIsolated {
                Completer(at: desk).completion(of: line, cursor: cursor)
            }
        }
        runner = Runner(desk: desk, stage: stage, interrupts: interrupts, isJSON: options.json)
        asker.editor = editor
        stage.answers { prompt in await asker.line(behind: prompt) }
    }

    /// The configuration, with what is to be said of it said.
    private static func configuration(
        _ options: CommonOptions, _ surroundings: Surroundings, _ stage: TerminalStage
    ) throws -> Configuration {
        do {
            let configuration = try Configuration.read(
                asked: options.configurationFile, flags: options.settings, surroundings: surroundings)
            for remark in configuration.remarks { stage.note(remark) }
            return configuration
        } catch {
            stage.complain(sentence(for: error))
            throw ExitCode.validationFailure
        }
    }

    /// Runs `body` and ends what was started; an error is said in its sentence and is status 1.
    ///
    /// SIGTERM and SIGHUP are the status, but of a `service`, which they are the usual end of.
    func run(service: Bool = false, _ body: (Program) async throws -> Int32) async -> Int32 {
        var status = Runner.Status.done
        do { status = try await body(self) } catch {
            stage.complain(sentence(for: error))
            status = Runner.Status.failed
        }
        if !service, let leaving = interrupts.leavingStatus { status = leaving }
        do { try desk.saveHeld() } catch {
            stage.complain(sentence(for: error) + " " + rescue())
            status = Runner.Status.failed
        }
        // A full disk must not look like success: `galley export … > post.md`.
        if let failure = stage.outputFailure {
            stage.complain([failure.sentence, outputAdvice].filter { !$0.isEmpty }.joined(separator: " "))
            if status == Runner.Status.done { status = Runner.Status.failed }
        }
        await wiring.close()
        return status
    }

    /// Puts a session that cannot be saved where there is room, and says where.
    private func rescue() -> String {
        let folder = FileManager.default.temporaryDirectory.path
        let path = "\(folder)/\(desk.session.name).\(getpid()).json"
        guard let bytes = try? SessionFile.encode(desk.session), (try? Files.replace(path, with: bytes)) != nil else {
            return "What was written last is lost."
        }
        return "The session with what was written last is in \(path)."
    }

    /// Runs something that Ctrl-C stops; returns the exit status, throws what it throws.
    func stoppable(_ body: @escaping @Sendable () async throws -> Void) async throws -> Int32 {
        let task = Task { try await body() }
        let result = await interrupts.watching({ _ in task.cancel() }, { await task.result })
        do { try result.get() } catch is CancellationError { return Runner.Status.interrupted }
        return Runner.Status.done
    }

    /// Greets, looks for a model in the background, and reads lines.
    func prompt() async -> Int32 {
        if desk.session.topic.isEmpty {
            stage.note("Galley writes long posts with you. Type a topic, or `:help`; `:sessions` lists what is there.")
        }
        let (wiring, post, settings) = (wiring, editor.post, desk.session.settings)
        Task.detached {
            do { post("Model: \(try await wiring.prepare(for: settings)).") } catch { post(sentence(for: error)) }
        }
        let repl = Repl(desk: desk, stage: stage, runner: runner, interrupts: interrupts, editor: editor)
        return await repl.run()
    }

    /// The environment, and what `./.env` adds to it.
    nonisolated static func surroundings() -> Surroundings {
        var real: [String: String] = [:]
        var entry = environ
        while let pointer = entry.pointee {
            let pair = String(cString: pointer).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            if pair.count == 2 { real[String(pair[0])] = String(pair[1]) }
            entry += 1
        }
        do {
            let bytes = try Files.read(".env", within: .small)
            return Surroundings(real: real, dotEnv: DotEnv(parsing: String(decoding: bytes, as: UTF8.self)).values)
        } catch let error as SystemError where error.code == ENOENT {
            return Surroundings(real: real)
        } catch {
            return Surroundings(real: real, remarks: [sentence(for: error)])
        }
    }
}

/// Asks the person a question that is answered with yes or no.
@MainActor
final class Asker {
    weak var editor: LineEditor?

    /// The line that is typed behind a prompt; nil where there is no keyboard.
    func line(behind prompt: String) -> String? {
        guard let editor, case .line(let line) = editor.readLine(prompt: prompt, isRemembered: false) else {
            return nil
        }
        return line
    }

    /// Without a person to ask, the answer is yes, and the question is said.
    func consents(to question: String, on stage: TerminalStage) async -> Bool {
        guard stage.isInteractive, !stage.isSure, let editor else {
            stage.note(question.replacing("?", with: ": doing it."))
            return true
        }
        return await stage.asking {
            stage.note(question)
            guard case .line(let line) = editor.readLine(prompt: "Install it? [Y/n] ", isRemembered: false) else {
                return false
            }
            return ["", "y", "yes"].contains(line.lowercased())
        }
    }
}
