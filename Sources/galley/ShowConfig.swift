import ArgumentParser
import Commands
import Configuration
import Platform
import REPL
import Storage

/// `galley config`.
struct ShowConfig: ProgramCommand {
    static let configuration = CommandConfiguration(
        commandName: commandName, abstract: "Show every setting with its value and where it comes from.",
        usage: "galley config [<options>]",
        discussion: """
            In order of precedence, highest first: flag, session (:set), environment, ./.env, ./.galley.yml, \
            $XDG_CONFIG_HOME/galley/config.yml (usually ~/.config/galley/config.yml), default. --config FILE is read \
            instead of both files. They are YAML with these keys:

            \(keys)
            """)

    /// The table of keys, if this run can show it: making it takes a third of a start, and every start asks for it.
    private static var keys: String {
        let isShown = ProgramArguments.all.contains { $0 == commandName || $0.hasPrefix("--experimental") }
        return isShown ? ConfigReport.keys : ""
    }

    private static let commandName = "config"

    @OptionGroup var common: CommonOptions

    func perform(in program: Program) async throws -> Int32 {
        let workspace = program.workspace
        let report = ConfigReport(
            workspace.configuration, folder: workspace.store.folder.path, session: workspace.session)
        await program.runner.give(report.report, of: "config")
        return Runner.Status.done
    }
}
