import ArgumentParser
import Configuration
import Manuscript
import Platform

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

    @Flag(help: "Print one JSON object per command on standard output.")
    var json = false

    @Flag(name: .customLong("no-stream"), help: "Show sections only when they are complete.")
    var noStream = false

    @Flag(help: "Print raw Markdown without wrapping lines, even on a terminal.")
    var raw = false

    @Flag(name: .customLong("no-color"), help: "No colour.")
    var noColor = false

    @Option(
        name: .customLong("set"),
        help: ArgumentHelp("A setting of :set for this run; may be given several times.", valueName: "key=value"),
        completion: ShellCandidates.settings)
    var assignments: [String] = []

    func validate() throws {
        do { for assignment in assignments { _ = try SettingKey.assignment(assignment) } } catch {
            throw ValidationError(sentence(for: error))
        }
    }

    /// The values of options, by setting name.
    var settings: [String: String] {
        let values = [
            "model": model, "baseURL": baseURL, "provider": provider, "sessionsDir": sessionsFolder,
        ]
        let set = assignments.compactMap { try? SettingKey.assignment($0) }
        return values.compactMapValues { $0 }.merging(set) { option, _ in option }
    }
}
