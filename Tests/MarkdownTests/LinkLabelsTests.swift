import Testing

@testable import Markdown

@Suite struct LinkLabelsTests {
    @Test func definitionsAndUsesAreFound() {
        let text =
            "[Src]: /x \"T\"\n\nSee [it][src], [SRC][] and [src].[^1]\n\n[^1]: note [src]\n\n`[src]`\n\n```\n[src]\n```"
        let labels = LinkLabels(text)
        #expect(labels.definitions.map(\.label) == ["Src", "1"])
        #expect(labels.definitions.map(\.key.kind) == [.link, .note])
        #expect(labels.definitions.first?.target == "/x\nT")
        #expect(labels.uses.map(\.form) == [.named, .collapsed, .short, .named, .short])
        #expect(labels.uses.count { $0.key == .init(.link, "src") } == 4)
    }

    @Test func keysAreComparedWithoutCaseAndWithSingleSpaces() {
        #expect(LinkLabels.Key(.link, " A \n b") == .init(.link, "a B"))
        #expect(LinkLabels.Key(.link, "ß") == .init(.link, "ss"))
        #expect(LinkLabels.Key(.link, "a") != .init(.note, "a"))
    }

    @Test func someNotesBecomeParagraphs() {
        let text = "a[^1]\n\n[^1]: used\n\n[^2]: unused"
        #expect(LinkLabels.withPlainNotes(text) { !$0 } == "a[^1]\n\n[^1]: used\n\n\\[^2]: unused")
        #expect(LinkLabels.withPlainNotes(text) { _ in true } == "a[^1]\n\n\\[^1]: used\n\n\\[^2]: unused")
    }

    /// Each definition that followed others took twice the time of the one before: 40 of them never ended.
    @Test func manyDefinitionsInARowAreRead() {
        let lines = (1...2000).map { "[l\($0)]: /\($0)" }
        #expect(LinkLabels(lines.joined(separator: "\n")).definitions.count == 2000)
    }

    @Test func aDefinitionFollowsOnlyAnotherLinks() {
        #expect(LinkLabels("words\n[a]: /x").definitions.isEmpty)
        #expect(LinkLabels("[a]: /x\n[b]:\n/y\n[c]: /z").definitions.map(\.label) == ["a", "b", "c"])
        #expect(LinkLabels("[a]: /x\nwords\n[b]: /y").definitions.map(\.label) == ["a"])
    }
}
