import Testing

@testable import Markdown

@Suite struct TagPairingTests {
    private func results(_ pieces: String..., isBlock: Bool = false) -> [String?] {
        var pairing = TagPairing()
        for piece in pieces { pairing.take(piece, isBlock: isBlock) }
        return pairing.results
    }

    @Test func tagsWithoutAPartnerAreLeftOut() {
        #expect(results("<b>", "</b>") == ["<b>", "</b>"])
        #expect(results("<b>", "<i>", "</b>", "</i>") == ["<b>", "", "</b>", ""])
        #expect(results("</b>", "<font>", "<T>", "<!-- x -->") == ["", "", nil, ""])
    }

    @Test func phrasesEndWithTheirBlock() {
        #expect(results("<kbd>", "</kbd>", isBlock: true) == [nil, nil])
        #expect(results("<div>", "</div>", isBlock: true) == ["<div>", "</div>"])
        #expect(results("<details>", "</details>", isBlock: true) == ["<details><summary>…</summary>", "</details>"])
        #expect(
            results("<details><summary>a</summary>", "</details>", isBlock: true)[0] == "<details><summary>a</summary>")
    }
}
