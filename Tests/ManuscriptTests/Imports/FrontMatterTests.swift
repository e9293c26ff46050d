import Manuscript
import Testing

/// Front matter in YAML, TOML and JSON, and texts that only look like it.
@Suite struct FrontMatterTests {
    private func front(_ text: String) -> FrontMatter? { FrontMatter(of: text[...]) }

    @Test func readsEachForm() {
        let yaml = front("---\ntitle: A # no\ntags: [x, y]\n---\ntext")
        #expect(yaml?.form == .yaml && yaml?.raw == "---\ntitle: A # no\ntags: [x, y]\n---\n")
        #expect(yaml?.text("title") == "A" && yaml?.values["tags"] == ["x", "y"])
        let toml = front("+++\r\ntitle = \"A\"\r\ntags = [\"x\"]\r\n[extra]\r\ntitle = \"B\"\r\n+++\r\n")
        #expect(toml?.form == .toml && toml?.text("title") == "A" && toml?.values["tags"] == ["x"])
        let json = front("{\n\"title\": \"A\"\n}\n\ntext")
        #expect(json?.form == .json && json?.text("title") == "A" && json?.raw == "{\n\"title\": \"A\"\n}\n")
    }

    @Test func aBlockThatCannotBeReadIsKept() {
        let broken = front("---\ntitle: [a\n---\n\ntext")
        #expect(broken?.raw == "---\ntitle: [a\n---\n" && broken?.values == [:])
        #expect(broken?.fault?.isEmpty == false)
    }

    @Test(arguments: [
        "", "text", "---", "---\nopen", "---\n\nA text.\n\n---\n", "----\na: b\n----\n", "{{< x >}}\n}\n", "{% x %}\n}",
    ])
    func otherTextsHaveNone(text: String) { #expect(front(text) == nil) }
}
