import Manuscript
import Platform
import TestSupport
import Testing

@testable import Commands

/// `:export`.
@Suite struct ExportTests {
    private func read(_ path: String) throws -> String { String(decoding: try Files.read(path), as: UTF8.self) }

    @Test(arguments: ["md", "html", "txt", "json", "markdown", "HTML", "text"])
    func writesEachFormat(format: String) async throws {
        let workspace = try TestWorkspace(Posts.written)
        let before = workspace.session
        let path = "\(workspace.temporary.path)/out"
        let report = try await workspace.run(":export \(format) \(path)")
        let wanted = try #require(Exports.named(format))
        #expect(try read(path) == wanted.text(of: workspace.session))
        #expect(report.note == "Wrote \(path), 22 words. 1 of its sections is not written yet.")
        #expect(report.data == ["format": .string(wanted.format), "path": .string(path), "unwritten": 1])
        // Only what was exported is noted, so that the next export may replace it.
        var after = before
        after.exports = [ExportRecord(path: try #require(Files.real(path)), bytes: try Files.read(path))]
        #expect(workspace.session == after)
        #expect(try workspace.saved() == after)
        #expect(workspace.models.supplied == 0)
    }

    @Test func theEndingDecidesTheFormat() async throws {
        let workspace = try TestWorkspace(Posts.written)
        for (name, format) in [("post.html", "html"), ("post.TXT", "txt"), ("post.md", "md"), ("my.post.json", "json")]
        {
            let report = try await workspace.run(":export \(workspace.temporary.path)/\(name)")
            #expect(report.data["format"] == .string(format))
            #expect(
                try read("\(workspace.temporary.path)/\(name)") == Exports.named(format)?.text(of: workspace.session))
        }
        #expect(try await workspace.run(":export \(workspace.temporary.path)/plain").data["format"] == "md")
    }

    @Test(arguments: ["post.docx", "post.PDF", "a.b.odt"])
    func theEndingOfAnotherKindOfDocumentIsRefused(name: String) async throws {
        let workspace = try TestWorkspace(Posts.written)
        let ending = name.split(separator: ".").last ?? ""
        let refused = "There is no format \"\(ending)\". Use one of md, html, txt, json."
        await workspace.refuses(":export \(workspace.temporary.path)/\(name)", refused)
        await #expect(throws: CommandError.self) {
            try await WholePost.mayExport(to: name, prints: false, in: workspace.workspace)
        }
        let named = try await workspace.run(":export md \(workspace.temporary.path)/\(name)")
        #expect(named.data["format"] == "md")
        for other in ["post.de", "post.v2", ".bashrc"] {
            #expect(try await workspace.run(":export \(workspace.temporary.path)/\(other)").data["format"] == "md")
        }
    }

    @Test func aDashIsStandardOutput() async throws {
        let workspace = try TestWorkspace(Posts.outlined)
        let report = try await workspace.run(":export -")
        #expect(report.data["text"]?.string == report.plain)
        #expect(report.answer == .text(MarkdownExport.text(of: workspace.session)))
        #expect(report.note == "5 of its sections are not written yet.")
        let text = try await workspace.run(":export txt -")
        #expect(text.answer == .text(TextExport.text(of: workspace.session)))
        let whole = try TestWorkspace(try Posts.written.applying(.remove("pipelines")).session)
        #expect(try await whole.run(":export -").note.isEmpty)
    }

    @Test func homeAndQuotesArePartsOfPaths() async throws {
        let workspace = try TestWorkspace(Posts.written)
        let report = try await workspace.run(":export md \"~/my post.md\"")
        #expect(report.note.hasPrefix("Wrote ~/my post.md, 22 words."))
        #expect(try read("\(workspace.temporary.path)/my post.md") == MarkdownExport.text(of: workspace.session))
    }

    @Test func replacesAnEarlierExport() async throws {
        let workspace = try TestWorkspace(Posts.written)
        let path = "\(workspace.temporary.path)/post.md"
        try await workspace.run(":export \(path)")
        try await workspace.run(":rename 1 Start")
        try await workspace.run(":export \(path)")
        #expect(try read(path).contains("## Start\n"))
        #expect(try Files.names(in: workspace.temporary.path).sorted() == ["post.md", "sessions"])
    }

    @Test func refuses() async throws {
        let workspace = try TestWorkspace(Posts.written)
        let folder = workspace.temporary.path
        let formats = Exports.all.map { $0.format }.joined(separator: ", ")
        await workspace.refuses(":export docx", "There is no format \"docx\". Use one of \(formats).")
        await workspace.refuses(
            ":export md a b", ":export does not take \"b\". `:help export` shows how.")
        await workspace.refuses(":export md \(folder)", "\(folder) cannot be written: it is a folder; name a file.")
        await workspace.refuses(
            ":export \(folder)/none/post.md",
            "\(folder)/none/post.md cannot be written: there is no such file or folder.")
        let empty = try TestWorkspace()
        await empty.refuses(":export", "There is no topic yet. Type one, or use `:new TOPIC`.")
        #expect(try Files.names(in: folder) == ["sessions"])
    }
}
