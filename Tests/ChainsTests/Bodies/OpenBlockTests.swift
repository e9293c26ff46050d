import Testing

@testable import Chains

/// Comments and formulas over several lines are recognised.
struct OpenBlockTests {
    private func isOpen(after text: String) -> Bool {
        var block = OpenBlock()
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            if index > 0 { block.endLine() }
            for character in line { block.take(character) }
        }
        return block.isOpen
    }

    @Test(arguments: [
        "$$\n", "  $$ a =\nb\n", "\\[\n", "<!-- a\n", "<!--\n\na\n\n", "a\n\n<!--\n$$\n", "$$\na\n$$\n\n$$\n",
    ]) func aBlockIsOpen(text: String) { #expect(isOpen(after: text)) }

    @Test(arguments: [
        "", "$$", "a\n", "$$\na\n$$\n", "$$ a $$\n", "$$\na $$ b\n", "$$\n\n", "\\[ a \\]\n", "\\[\na\n\\]\n",
        "<!-- a -->\n", "<!--\na --> b\n", "It costs $$\n", "Use `<!--` for it.\n", "    <!--\n", "[a]\n", "`$$`\n",
    ]) func noBlockIsOpen(text: String) { #expect(!isOpen(after: text)) }

    @Test func codeHasNoMeaning() {
        var block = OpenBlock()
        block.take("$$")
        block.endLine(isCode: true)
        #expect(!block.isOpen)
    }

    @Test(arguments: [
        "Flour.\n\n$$\n# Water\na = b\n$$\n\nThe rest.", "Flour.\n\n<!-- a note\n\n# Water\n\nb\n-->\n\nThe rest.",
        "Flour.\n\n\\[\na\n## Water\n\\]\n\nThe rest.", "<!--\nWater\n=====\n-->\n\nThe rest.",
        "$$\nx\n---\n# Bread\n$$\n\nThe rest.",
    ]) func aTitleInABlockIsText(text: String) {
        for pieces in [[text], text.map { String($0) }] {
            var filter = BodyFilter(title: "Bread", otherTitles: ["Water"])
            let body = pieces.map { filter.push($0) }.joined() + filter.finish()
            #expect(body == text && !filter.isCut)
        }
    }

    @Test(arguments: [
        "It costs $$\n\n# Water\n\nWaves.", "Flour.\n\n$$\na\n$$\n\n# Water\n\nWaves.",
        "Flour.\n\n<!-- a -->\n\n## Water\n\nWaves.", "$$\nnever closed\n\n## Water\nWaves.",
        "```\n$$\n<!--\n```\n\n# Water\nWaves.",
    ]) func aTitleBehindABlockCutsTheText(text: String) {
        var filter = BodyFilter(title: "Bread", otherTitles: ["Water"])
        let body = filter.push(text) + filter.finish()
        #expect(filter.isCut && !body.contains("Waves"))
    }
}
