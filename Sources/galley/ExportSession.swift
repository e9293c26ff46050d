import ArgumentParser
import Commands
import Manuscript
import Platform
import REPL
import Storage

/// `galley export NAME [FORMAT]`.
struct ExportSession: ProgramCommand {
    static let configuration = CommandConfiguration(commandName: "export", abstract: "Export a session's post.")

    @Argument(help: "The session's name.", completion: ShellCandidates.sessions)
    var name: String

    @Argument(
        help: "md, critic, html, txt, json, docx, epub or pdf; by default, the ending of the file decides.",
        completion: ShellCandidates.formats)
    var format: String?

    @Option(name: .shortAndLong, help: "The file to write; - is standard output.", completion: .file())
    var output = "-"

    @Option(name: .customLong("front"), help: "Front matter for hugo, jekyll or astro, or none.")
    var site: ExportOptions.Site?

    @Option(help: "The level of the first headings, 1 to 4; 1 leaves out the title.")
    var base: Int?

    @Flag(name: .customLong("numbers"), help: "Number the headings.")
    var isNumbered = false

    @Flag(name: .customLong("unwrap"), help: "Make each paragraph one line.")
    var isUnwrapped = false

    @Flag(name: .customLong("changes"), help: "Track the changes of the last turn, in docx.")
    var marksChanges = false

    @OptionGroup var common: CommonOptions

    func validate() throws {
        if let base, !(1...4).contains(base) { throw ValidationError("--base takes a level from 1 to 4.") }
    }

    func perform(in program: Program) async throws -> Int32 {
        let options = ExportOptions(
            site: site, base: base, isNumbered: isNumbered, isUnwrapped: isUnwrapped, marksChanges: marksChanges)
        // Opens without a lock, so that a session in use elsewhere can be exported too.
        try program.workspace.open(name, as: .reading)
        let status = await program.runner.run(only: .export(format: format, to: output, as: options))
        program.workspace.store.keepExports()
        return status
    }
}

extension ExportOptions.Site: ExpressibleByArgument {}
