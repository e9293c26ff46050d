import ArgumentParser
import Commands
import Configuration
import Manuscript
import Platform
import Storage

/// The options common to all commands.
struct CommonOptions: ParsableArguments {
    @Option(name: .customLong("sessions-dir"), help: "The folder of the sessions.", completion: .directory)
    var sessionsFolder: String?

    @Option(name: .shortAndLong, help: "The model's id.")
    var model: String?

    @Option(name: .customLong("base-url"), help: "An OpenAI-compatible server, such as http://127.0.0.1:11434/v1.")
    var baseURL: String?

    @Option(
        help: ArgumentHelp(
            "The server: \(Configuration.knownProviders.joined(separator: ", ")), or the name of one in a configuration file."
        ),
        completion: .list(Configuration.knownProviders))
    var provider: String?

    @Option(
        name: .customLong("config"), help: "A configuration file to read instead of the usual ones.",
        completion: .file(extensions: ["yml", "yaml"]))
    var configurationFile: String?

    @Flag(name: .customLong("dry-run"), help: "Show what would be sent; nothing is sent, and nothing is saved.")
    var isDry = false

    @Flag(name: [.customShort("y"), .customLong("yes")], help: "Answer every question with yes.")
    var isSure = false

    @Flag(help: "One JSON object a command on standard output.")
    var json = false

    @Flag(name: .customLong("no-stream"), help: "Show whole sections only.")
    var noStream = false

    @Flag(help: "Markdown as it is, with no line broken, also on a terminal.")
    var raw = false

    @Flag(name: .customLong("no-color"), help: "No colour.")
    var noColor = false

    @Option(
        name: .customLong("set"),
        help: ArgumentHelp("A setting of :set for this run; may be given several times.", valueName: "key=value"),
        completion: .list(SettingKey.all.map { "\($0.name)=" }))
    var assignments: [String] = []

    func validate() throws { for assignment in assignments { _ = try Self.setting(assignment) } }

    /// The values of options, by setting name.
    var settings: [String: String] {
        let values = [
            "model": model, "baseURL": baseURL, "provider": provider, "sessionsDir": sessionsFolder,
        ]
        let set = assignments.compactMap { try? Self.setting($0) }
        return values.compactMapValues { $0 }.merging(set) { option, _ in option }
    }

    /// Returns the name and the value of `KEY=VALUE`; throws `ValidationError`.
    private static func setting(_ assignment: String) throws -> (String, String) {
        let parts = assignment.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2 else { throw ValidationError("--set takes KEY=VALUE, such as --set words=2500.") }
        let key: SettingKey
        do { key = try SettingKey.named(parts[0]) } catch { throw ValidationError(sentence(for: error)) }
        guard key.value(from: .string(parts[1])) != nil else {
            throw ValidationError("\(key.name) takes \(key.takes), not \"\(parts[1])\".")
        }
        return (key.name, parts[1])
    }
}

/// The options that select a session.
struct SessionOptions: ParsableArguments {
    @Option(
        name: [.customShort("s"), .customLong("session")], help: "Open a session, or begin it where there is none.",
        completion: ShellCandidates.sessions)
    var session: String?

    @Flag(name: [.customShort("c"), .customLong("continue")], help: "Go on with the latest session.")
    var continueLatest = false

    @Option(
        name: [.customShort("r"), .customLong("resume")], help: "Go on with a session by name.",
        completion: ShellCandidates.sessions)
    var resume: String?

    @Flag(name: .customLong("read-only"), help: "Only look at the session: nothing is locked or saved.")
    var readOnly = false

    func validate() throws {
        let given = [session != nil, continueLatest, resume != nil].filter { $0 }.count
        if given > 1 { throw ValidationError("Give one of --session, --continue and --resume.") }
    }

    /// Opens the selected session and shows a note about it; throws a `PlainError`.
    @MainActor
    func open(in workspace: Workspace) throws {
        let way = readOnly ? Opening.reading : .writing
        if let name = resume {
            try workspace.open(name, as: way)
        } else if continueLatest {
            guard let latest = try workspace.folder.latest() else {
                throw SessionError.noSessions(folder: workspace.folder.path)
            }
            try workspace.open(latest, as: way)
        } else if let name = session {
            try workspace.folder.check(name)
            if workspace.folder.isTaken(name) { try workspace.open(name, as: way) } else { workspace.nextName = name }
        }
        if !workspace.session.topic.isEmpty { workspace.interface.note(Greeting.opened(in: workspace)) }
    }
}

/// Lines from the command line, a file or a pipe instead of a prompt.
struct ScriptInput {
    private let given: [String]
    private let file: String?

    /// Makes the input; nil if a prompt is to be shown.
    init?(lines: [String], file: String?) throws {
        guard !lines.isEmpty || file != nil || isatty(STDIN_FILENO) == 0 else { return nil }
        given = lines
        self.file = file ?? (lines.isEmpty ? "-" : nil)
    }

    /// Returns the lines, those of the command line first; throws `SystemError` or `InputError`.
    func lines() throws -> [String] {
        guard let file else { return given }
        let bytes = try file == "-" ? Files.readStandardInput() : Files.read(file, within: .named)
        // UTF-16 text can pass as UTF-8, but contains NUL bytes.
        guard let text = String(validating: bytes, as: UTF8.self), !bytes.contains(0) else {
            throw InputError.notUTF8(file == "-" ? "Standard input" : file)
        }
        return given + PlainText.unmarked(text).split(whereSeparator: \.isNewline).map(String.init)
    }
}

/// Errors in reading script input.
enum InputError: PlainError, Equatable {
    case notUTF8(String)

    var sentence: String {
        switch self {
        case .notUTF8(let file): "\(file) is not UTF-8 text, so nothing was run. Convert it, for example with iconv."
        }
    }
}
