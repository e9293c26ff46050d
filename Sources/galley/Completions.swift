import ArgumentParser
import Commands
import Configuration
import Manuscript
import Platform
import Storage

/// `galley completions SHELL`.
struct Completions: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "completions", abstract: "Print a completion script for a shell.",
        discussion: """
            bash: galley completions bash > ~/.local/share/bash-completion/completions/galley

            zsh: galley completions zsh > _galley, in a folder of $fpath

            fish: galley completions fish > ~/.config/fish/completions/galley.fish
            """)

    /// The shells for which the argument parser can write completions.
    enum Shell: String, CaseIterable, ExpressibleByArgument {
        case bash, zsh, fish
    }

    @Argument(help: "The shell.")
    var shell: Shell

    func run() throws {
        guard let shell = CompletionShell(rawValue: shell.rawValue) else { throw ExitCode.failure }
        throw ExitCode(StandardOutput.give(Galley.completionScript(for: shell) + "\n"))
    }
}

/// The candidates that shells offer for galley's own arguments.
enum ShellCandidates {
    /// The names of the sessions in the folder set by `--sessions-dir`, the environment or files.
    static let sessions = CompletionKind.custom { words, _, _ in
        let asked = words.firstIndex(of: "--sessions-dir").flatMap { words.dropFirst($0 + 1).first }
        let processEnvironment = ProcessEnvironment.current()
        let configuration = try? Configuration.read(asked: nil, flags: [:], processEnvironment: processEnvironment)
        let folder = SessionFolder(
            asked: asked ?? configuration?.sessionsFolder?.value, environment: processEnvironment.all)
        return ((try? folder.list()) ?? []).map { PlainText.clean($0.name) }
    }

    /// The settings for `--set`; the table of all settings takes too long for each start.
    static let settings = CompletionKind.custom { _, _, _ in SettingKey.all.map { "\($0.name)=" } }

    /// The formats of `export`.
    static let formats = CompletionKind.list(Exports.all.map { $0.format })
}
