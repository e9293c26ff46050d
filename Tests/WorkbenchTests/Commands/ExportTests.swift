import Manuscript
import Platform
import Testing

@testable import Workbench

/// `:export`.
@Suite struct ExportTests {
    private func read(_ path: String) throws -> String { String(decoding: try Files.read(path), as: UTF8.self) }

    @Test(arguments: ["md", "html", "txt", "json", "markdown", "HTML", "text"])
    func writesEachFormat(format: String) async throws {
        let desk = try TestDesk(Posts.written)
        let before = desk.session
        let path = "\(desk.temporary.path)/out"
        let report = try await desk.run(":export \(format) \(path)")
        let wanted = try #require(Exports.named(format))
        #expect(try read(path) == wanted.text(of: desk.session))
        #expect(report.note == "Wrote \(path), 22 words. 1 of its sections is not written yet.")
        #expect(report.data == ["format": .string(wanted.format), "path": .string(path), "unwritten": 1])
        // Only what was exported is noted, so that the next export may replace it.
        var after = before
        after.exports = [ExportRecord(path: try #require(Files.real(path)), bytes: try Files.read(path))]
        #expect(desk.session == after)
        #expect(try desk.saved() == after)
        #expect(desk.models.supplied == 0)
    }

    @Test func theEndingDecidesTheFormat() async throws {
        let desk = try TestDesk(Posts.written)
        for (name, format) in [("post.html", "html"), ("post.TXT", "txt"), ("post.md", "md"), ("my.post.json", "json")]
        {
            let report = try await desk.run(":export \(desk.temporary.path)/\(name)")
            #expect(report.data["format"] == .string(format))
            #expect(try read("\(desk.temporary.path)/\(name)") == Exports.named(format)?.text(of: desk.session))
        }
        #expect(try await desk.run(":export \(desk.temporary.path)/plain").data["format"] == "md")
    }

    @Test func aDashIsStandardOutput() async throws {
        let desk = try TestDesk(Posts.outlined)
        let report = try await desk.run(":export -")
        #expect(report.data["text"]?.string == report.plain)
        #expect(report.answer == .text(MarkdownExport.text(of: desk.session)))
        #expect(report.note == "5 of its sections are not written yet.")
        let text = try await desk.run(":export txt -")
        #expect(text.answer == .text(TextExport.text(of: desk.session)))
        let whole = try TestDesk(try Posts.written.applying(.remove("pipelines")).session)
        #expect(try await whole.run(":export -").note.isEmpty)
    }

    @Test func homeAndQuotesArePartsOfPaths() async throws {
        let desk = try TestDesk(Posts.written)
        let report = try await desk.run(":export md \"~/my post.md\"")
        #expect(report.note.hasPrefix("Wrote ~/my post.md, 22 words."))
        #expect(try read("\(desk.temporary.path)/my post.md") == MarkdownExport.text(of: desk.session))
    }

    @Test func replacesAnEarlierExport() async throws {
        let desk = try TestDesk(Posts.written)
        let path = "\(desk.temporary.path)/post.md"
        try await desk.run(":export \(path)")
        try await desk.run(":rename 1 Start")
        try await desk.run(":export \(path)")
        #expect(try read(path).contains("## Start\n"))
        #expect(try Files.names(in: desk.temporary.path).sorted() == ["post.md", "sessions"])
    }

    @Test func refuses() async throws {
        let desk = try TestDesk(Posts.written)
        let folder = desk.temporary.path
        await desk.refuses(":export docx", "There is no format \"docx\". There are md, html, txt, json.")
        await desk.refuses(
            ":export md a b", ":export does not know what to do with \"b\". `:help export` shows how.")
        await desk.refuses(":export md \(folder)", "\(folder) cannot be written: it is a folder; name a file.")
        await desk.refuses(
            ":export \(folder)/none/post.md",
            "\(folder)/none/post.md cannot be written: there is no such file or folder.")
        let empty = try TestDesk()
        await empty.refuses(":export", "There is no topic yet. Type one, or `:new TOPIC`.")
        #expect(try Files.names(in: folder) == ["sessions"])
    }
}
