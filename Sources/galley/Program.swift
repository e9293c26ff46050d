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
    private let wiring: ModelWiring
    private let interrupts: Interrupts
    private let editor: LineEditor

    init(_ options: CommonOptions, isPrompt: Bool, speech: TerminalStage.Speech? = nil) {
        let (environment, refused) = Self.environment()
        interrupts = Interrupts()
        let talks = options.json ? TerminalStage.Speech.silent : options.noStream ? .whole : .live
        let stage = TerminalStage(
            environment: environment, isInteractive: isPrompt, speech: speech ?? talks, noColor: options.noColor,
            interrupts: interrupts)
        self.stage = stage
        if !refused.isEmpty {
            stage.note(
                "\(refused.joined(separator: " and ")) of ./.env is left out, since your key would be sent there: set server and key in one place."
            )
        }
        let folder = SessionFolder(asked: options.sessionsFolder, environment: environment)
        let asker = Asker()
        wiring = ModelWiring(
            baseURL: options.baseURL, model: options.model, environment: environment,
            consent: { question in await asker.consents(to: question, on: stage) }, note: { stage.note($0) },
            waits: { wait in wait.map { stage.wait($0.seconds, $0.reason) } ?? stage.endWait() })
        let desk = Desk(folder: folder, models: wiring, stage: stage, environment: environment)
        self.desk = desk
        editor = LineEditor(history: HistoryFile(environment: environment)) { line, cursor in
            MainActor.assumeIsolated {
                Completer.completion(of: line, cursor: cursor, session: desk.session) {
                    ((try? desk.folder.list()) ?? []).map(\.name)
                }
            }
        }
        runner = Runner(desk: desk, stage: stage, interrupts: interrupts, isJSON: options.json)
        asker.editor = editor
        stage.answers { prompt in await asker.line(behind: prompt) }
    }

    /// Runs `body` and ends what was started; an error is said in its sentence and is status 1.
    func run(_ body: (Program) async throws -> Int32) async -> Int32 {
        var status = Runner.Status.done
        do { status = try await body(self) } catch {
            stage.complain(sentence(for: error))
            status = Runner.Status.failed
        }
        do { try desk.saveHeld() } catch {
            stage.complain(sentence(for: error) + " " + rescue())
            status = Runner.Status.failed
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

    /// The environment with what `./.env` adds to it.
    private static func environment() -> ([String: String], refused: [String]) {
        var environment: [String: String] = [:]
        var entry = environ
        while let pointer = entry.pointee {
            let pair = String(cString: pointer).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            if pair.count == 2 { environment[String(pair[0])] = String(pair[1]) }
            entry += 1
        }
        guard Files.exists(".env"), let bytes = try? Files.read(".env") else { return (environment, []) }
        let file = DotEnv(parsing: String(decoding: bytes, as: UTF8.self))
        return (file.added(to: environment), file.refused(in: environment))
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
        guard stage.isInteractive, let editor else {
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
