import ArgumentParser
import Chains
import Commands
import Manuscript
import Platform
import REPL
import Storage
import Terminal

/// `galley check FILE`.
struct CheckFile: ProgramCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Check a Markdown file, or a session, for retelling, copies and headings out of place.",
        usage: "galley check <file> [--outline <outline>] [<options>]",
        discussion: "Exits with 1 if a check fails. No model is called.")

    @Argument(
        help: "The Markdown file, or the name of a session; - is standard input.",
        completion: .file(extensions: ["md", "markdown"]))
    var file: String

    @Option(
        help: "The outline it was written from: headings, numbers or bullets, one per line.",
        completion: .file())
    var outline: String?

    @OptionGroup var common: CommonOptions

    func perform(in program: Program) async throws -> Int32 {
        let post = try await Self.post(file, outline, by: program)
        guard !post.parts.isEmpty else { throw CheckError.noHeadings(file) }
        let checks = CheckReport(of: post, audits: true)
        await program.runner.give(checks.report, of: "check \(file)")
        return checks.holds ? Runner.Status.done : Runner.Status.failed
    }

    /// Returns the post in a Markdown file, or else in the session with this name.
    @MainActor
    private static func post(_ name: String, _ outline: String?, by program: Program) async throws -> CheckedPost {
        let workspace = program.workspace
        if outline == nil, name != "-", !Files.exists(name), (try? workspace.store.folder.check(name)) != nil,
            workspace.store.folder.isTaken(name)
        {
            try workspace.open(name, as: .reading)
            return SourceShelf(in: workspace).checked()
        }
        let texts = try await program.reading { (post: try text(of: name), outline: try outline.map(text)) }
        return CheckedPost(markdown: texts.post, outline: try texts.outline.map { try headings(in: $0, of: outline) })
    }

    private static func text(of path: String) throws -> String {
        let bytes = try path == "-" ? Files.readStandardInput() : Files.read(path, within: .named)
        guard let text = String(validating: bytes, as: UTF8.self) else { throw CheckError.notText(path) }
        return PlainText.unmarked(text)
    }

    private static func headings(in text: String, of path: String?) throws -> [CheckedPost.Heading] {
        let items = OutlineLines.items(in: text)
        guard !items.isEmpty else { throw CheckError.noOutline(path ?? "") }
        return items.map { CheckedPost.Heading(title: $0.title, level: min($0.depth + 1, 6)) }
    }
}
