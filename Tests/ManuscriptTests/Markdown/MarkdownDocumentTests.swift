import Testing

@testable import Manuscript

/// cmark-gfm keeps the special characters of its extensions in one table for the whole program.
@Suite struct MarkdownDocumentTests {
    @Test func documentsThatAreParsedAtOnceKeepTheirExtensions() async {
        let lost = await withTaskGroup(of: Int.self) { group in
            for _ in 0..<8 {
                group.addTask { (0..<400).count { _ in !Markdown.html("~~a~~ and ~~b~~").contains("<del>a</del>") } }
            }
            return await group.reduce(0, +)
        }
        #expect(lost == 0)
    }
}
