import ArgumentParser
import Platform
import REPL
import Terminal

/// The program; without a subcommand it shows the prompt, or runs the given commands.
@main
struct Galley: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "galley",
        abstract: "Write long blog posts with a language model, at a prompt.",
        discussion: """
            Without -x, -f or a pipe, Galley shows a prompt: type a topic, then :outline, :write, :export. \
            Galley uses the first model configured by --base-url, --provider, GALLEY_BASE_URL, a configuration file, GROQ_API_KEY, OPENAI_API_KEY, an Ollama on this \
            machine, else the built-in model, which needs no key.

            galley help lists the pages of the documentation, galley help tutorial shows one.
            """,
        version: Version.text,
        subcommands: [
            WritePost.self, ImportFile.self, ExportSession.self, ListSessions.self, ListKinds.self, CheckFile.self,
            ShowConfig.self,
            BuiltInModel.self, Doctor.self, Uninstall.self,
            Completions.self, Manual.self,
        ])

    @OptionGroup var common: CommonOptions
    @OptionGroup var sessions: SessionOptions

    @Option(
        name: [.customShort("x"), .customLong("execute")], help: "Run a line as typed at the prompt; may be repeated.")
    var lines: [String] = []

    @Option(
        name: [.customShort("f"), .customLong("file")], help: "Run the lines of a file.",
        completion: .file())
    var script: String?

    /// Parses and runs the command line; help and version texts are printed to standard output.
    static func main() async {
        StandardOutput.keepPlaces()
        do {
            var command = try command(for: PastedOptions.read(ProgramArguments.all))
            guard var running = command as? any AsyncParsableCommand else { return try command.run() }
            if let missing = missingProc {
                try? Screen.standardError(environment: [:]).write("galley: \(missing)\n")
                Platform.exit(1)
            }
            try await running.run()
        } catch let status as ExitCode {
            // The message for any other error takes the whole help text.
            Platform.exit(status.rawValue)
        } catch {
            let text = fullMessage(for: error)
            guard exitCode(for: error) == .success else {
                let kept = FarSuggestion.removed(from: text)
                guard kept != text else { exit(withError: error) }
                try? Screen.standardError(environment: [:]).write(kept + "\n")
                Platform.exit(exitCode(for: error).rawValue)
            }
            Platform.exit(text.isEmpty ? 0 : StandardOutput.give(text + "\n"))
        }
    }

    @MainActor
    func run() async throws {
        let isPiped = sessions.sources.takesPipe(besideTopic: sessions.topic != nil && lines.isEmpty && script == nil)
        let input = try ScriptInput(lines: lines, file: script, takesPipe: !isPiped)
        let program = try Program(common, isPrompt: input == nil)
        let status = await program.run { program in
            try sessions.open(in: program.workspace)
            let commands = try await sessions.sources.take(in: program, isPiped: isPiped)
            guard await sessions.begin(in: program) else { return Runner.Status.failed }
            guard let input else { return await program.prompt() }
            return await program.runner.run(try await program.reading { try input.lines() } + commands)
        }
        throw ExitCode(status)
    }
}
