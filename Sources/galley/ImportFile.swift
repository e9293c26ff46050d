import ArgumentParser
import Commands
import REPL
import Storage

/// `galley import FILE`.
struct ImportFile: ProgramCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Make a session of a Markdown file or an outline.",
        discussion: """
            -s names the new session. With an existing session (-s, -r or -c), the file's changes become versions of the sections that they change. \
            They are shown first; --yes makes them without asking.
            """)

    @Argument(
        help: "A Markdown file, an outline or OPML; - is standard input.",
        completion: .file(extensions: ["md", "markdown", "opml", "txt"]))
    var file: String

    @OptionGroup var sessions: SessionOptions

    @OptionGroup var common: CommonOptions

    func perform(in program: Program) async throws -> Int32 {
        let workspace = program.workspace
        let isTaken = sessions.session.map(workspace.store.folder.isTaken) ?? false
        let isUpdate = isTaken || sessions.resume != nil || sessions.continueLatest
        try sessions.open(in: workspace)
        return await program.runner.run(only: .importing(file, onto: isUpdate, isSure: common.isSure))
    }
}
