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
        #expect(try read(path) == wanted.text(of: workspace.session, as: ExportOptions()))
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
                try read("\(workspace.temporary.path)/\(name)")
                    == Exports.named(format)?.text(of: workspace.session, as: ExportOptions()))
        }
        #expect(try await workspace.run(":export \(workspace.temporary.path)/plain").data["format"] == "md")
    }

    @Test(arguments: ["post.doc", "post.ODT", "a.b.rtf"])
    func theEndingOfAnotherKindOfDocumentIsRefused(name: String) async throws {
        let workspace = try TestWorkspace(Posts.written)
        let ending = name.split(separator: ".").last ?? ""
        let refused = "There is no format \"\(ending)\". Use one of md, critic, html, txt, json, docx, epub, pdf."
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
        await workspace.refuses(":export post.odt", "There is no format \"odt\". Use one of \(formats).")
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

    @Test func wishesForMarkdown() async throws {
        let workspace = try TestWorkspace(Posts.written)
        let report = try await workspace.run(":export --front hugo --numbers --base 3 md -")
        let wanted = MarkdownExport.text(of: workspace.session, as: .init(site: .hugo, base: 3, isNumbered: true))
        #expect(report.answer == .text(wanted) && wanted.contains("### 1 "))
        let raw = Version(number: 2, text: "H<sub>2</sub>O", origin: .edited, at: noon)
        let other = try TestWorkspace(Posts.written.applying(.addVersion("files", raw)).session)
        #expect(!report.note.contains("raw HTML"))
        #expect(try await other.run(":export --front hugo md -").note.contains("Hugo leaves out raw HTML"))
        #expect(try await other.run(":export --front jekyll md -").note.contains("raw HTML") == false)
        await workspace.refuses(":export --front wix md -", "--front takes hugo, jekyll, astro or none.")
        await workspace.refuses(":export --base 7 md -", "--base takes a level from 1 to 4.")
    }

    @Test func onlyWordTracksChanges() async throws {
        let workspace = try TestWorkspace(Posts.written, environment: ["PATH": "/nowhere"])
        let sentence = "--changes takes the format docx; `critic` marks changes in Markdown."
        for line in [":export --changes post.md", ":export --changes md -", ":export post.epub --changes"] {
            await workspace.refuses(line, sentence)
        }
        await workspace.refuses(
            ":export --changes",
            "An export as docx needs pandoc, which is not installed, so nothing was written. Install it, or export md or html."
        )
    }

    @Test func documentsNeedPandocAndAFile() async throws {
        let workspace = try TestWorkspace(Posts.written, environment: ["PATH": "/nowhere"])
        await workspace.refuses(
            ":export docx -", "docx is not text, so it cannot be printed. Give a file, such as post.docx.")
        await workspace.refuses(
            ":export \(workspace.temporary.path)/post.epub",
            "An export as epub needs pandoc, which is not installed, so nothing was written. Install it, or export md or html."
        )
        #expect(!Files.exists("\(workspace.temporary.path)/post.epub"))
    }

    /// A program in place of pandoc, which copies its text or fails.
    @Test(arguments: [true, false]) func aDocumentIsWhatPandocMakes(works: Bool) async throws {
        let workspace = try TestWorkspace()
        let bin = "\(workspace.temporary.path)/bin"
        try Files.makeFolder(bin)
        let script =
            works
            ? "#!/bin/sh\nfor last; do :; done\nwhile [ $# -gt 1 ]; do [ \"$1\" = -o ] && out=$2; shift; done\n{ echo $SOURCE_DATE_EPOCH; cat \"$last\"; } > \"$out\"\n"
            : "#!/bin/sh\necho '[WARNING] x' >&2\necho 'It broke. Badly.' >&2\nexit 3\n"
        try Files.replace("\(bin)/pandoc", with: Array(script.utf8), mode: 0o755)
        let other = try TestWorkspace(Posts.written, environment: ["PATH": "\(bin):/usr/bin:/bin"])
        let path = "\(other.temporary.path)/post.docx"
        guard works else {
            await other.refuses(
                ":export \(path)",
                "pandoc failed, so nothing was written: It broke. Badly. Export md or html instead.")
            #expect(try Files.names(in: other.temporary.path) == ["sessions"])
            return
        }
        let report = try await other.run(":export \(path)")
        #expect(report.note.hasPrefix("Wrote \(path), 22 words."))
        let time = Int(other.session.createdAt.timeIntervalSince1970)
        #expect(try read(path) == "\(time)\n" + DocxExport.text(of: other.session, as: ExportOptions()))
        #expect(try Files.names(in: other.temporary.path).sorted() == ["post.docx", "sessions"])
        // The same bytes may replace themselves.
        #expect(try await other.run(":export \(path)").note.hasPrefix("Wrote"))
    }
}
