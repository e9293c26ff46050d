import Manuscript
import Testing

@Suite struct PandocExportTests {
    @Test func pandocGetsTheTitleAsMetadata() throws {
        let text = try DocxExport.text(
            of: writtenSession(["Wort und das ist nicht die Frage"], topic: "A: b", language: "de"), as: ExportOptions()
        )
        #expect(
            text
                == "---\ntitle: \"A: b\"\nlang: \"de\"\nidentifier: \"s\"\n---\n\n# Part 0\n\nWort und das ist nicht die Frage\n"
        )
        #expect(["docx", "epub", "pdf"].map { Exports.named($0)?.writer } == ["docx", "epub3", "pdf"])
        #expect(MarkdownExport.writer == nil)
    }
}
