import Testing

@testable import Markdown

@Suite struct LabelUsesTests {
    private func uses(_ text: String, hidden: [Range<Int>] = []) -> [String] {
        var reader = LabelUses(Array(text.utf8), hidden: hidden)
        return reader.read().map { "\($0.key.name) \($0.form)" }
    }

    @Test(arguments: [
        ("[a]", ["a short"]), ("[a][]", ["a collapsed"]), ("[x][a]", ["a named"]), ("[^1]", ["1 named"]),
        ("![a]", ["a short"]), ("[a](/x)", []), ("[a](no address)", ["a short"]), ("\\[a]", []), ("`[a]`", []),
        ("<b title=\"[a]\">", []), ("[a [b] c]", ["b short", "a [b] c short"]), ("[a\n\nb]", []),
        ("[x][^1]", ["x short", "1 named"]), ("[a](/x\\y)", []), ("[a](/x\\)y)", []),
    ])
    func formsOfUses(text: String, wanted: [String]) { #expect(uses(text) == wanted) }

    @Test func hiddenPlacesHoldNone() { #expect(uses("[a] [b] [c]", hidden: [4..<7]) == ["a short", "c short"]) }
}
