import Manuscript
import Testing

/// Formats are found by name, and each ends a post in one line feed.
struct ExportTests {
    @Test(arguments: [
        ("md", "md"), ("Markdown", "md"), ("HTM", "html"), ("text", "txt"), ("json", "json"), ("JSON", "json"),
    ])
    func aFormatIsFound(name: String, format: String) { #expect(Exports.named(name)?.format == format) }

    @Test(arguments: ["", "odt", "md ", ".md", "ＭＤ"]) func anUnknownFormatIsNot(name: String) {
        #expect(Exports.named(name) == nil)
    }

    @Test func namesAreUniqueAndDescribed() {
        #expect(Set(Exports.all.map { $0.format }).count == Exports.all.count)
        for format in Exports.all { #expect(!format.summary.isEmpty && Exports.named(format.format) == format) }
    }

    @Test(arguments: ["", "Text.", "Text.\r\n\r\n", "```\nopen", "<!-- open", "日本語"])
    func aPostEndsInOneLineFeed(text: String) throws {
        for format in Exports.all {
            let exported = try format.text(of: writtenSession([text]), as: ExportOptions())
            #expect(exported.hasSuffix("\n") && !exported.hasSuffix("\n\n"), "\(format.format)")
        }
    }
}
