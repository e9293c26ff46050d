import Manuscript
import Testing

@testable import Chains

/// An outline is read however a model wraps it.
struct OutlineReadingTests {
    /// The tree as an indented list.
    private func tree(_ reply: String) -> String? {
        func lines(_ nodes: [OutlineDraft.Node], _ indent: String) -> [String] {
            nodes.flatMap { [indent + $0.title] + lines($0.children, indent + "-") }
        }
        return OutlineReading.draft(from: reply).map { lines($0.nodes, "").joined(separator: " ") }
    }

    private static let json =
        #"{"sections":[{"title":"A","brief":"b","points":["p","q"],"subsections":[{"title":"C"}]},{"title":"D"}]}"#

    @Test(arguments: [
        json, "```json\n\(json)\n```", "```\n\(json)\n```",
        "Sure! Here is the {outline}:\n\n\(json)\n\nI hope [this] helps.",
        #"{"outline":\#(json)}"#, #"[{"title":"A","children":["C"]},"D"]"#,
        #"{"outline_sections":["1. A","1.1 C","2. D"]}"#,
        #"{"chapters":[{"heading":"A","sections":[{"name":"C"}]},{"heading":"D"}]}"#,
        "<think>{\"a\": 1</think>\n1. A\n   1.1 C\n2. D", "## A\n### C\n## D", "- A\n  - C\n- D",
        "1. A\n1.1. C\n2. D\n",
        "# The Post\n\n## 1. A\nWhat it is about.\n### 1.1 C\n## 2. D\r\n",
    ])
    func anyLikelyShapeIsRead(reply: String) { #expect(tree(reply) == "A -C D") }

    @Test func theBriefAndPointsOfASectionAreRead() throws {
        let draft = try #require(OutlineReading.draft(from: Self.json))
        #expect(draft.nodes[0].brief == "b")
        #expect(draft.nodes[0].points == ["p", "q"])
        #expect(draft.nodes[0].id == nil && draft.nodes[0].words == nil)
        let other =
            #"[{"id":"x1","heading":"A","summary":"s\n t","key_points":["p",3,""],"words":120},{"title":"B","words":-1},{"title":"C","words":1}]"#
        let nodes = try #require(OutlineReading.draft(from: other)).nodes
        #expect(nodes[0] == .init(id: "x1", title: "A", brief: "s t", points: ["p"], words: 120))
        #expect(nodes[1].words == nil && nodes[2].words == 1)
    }

    @Test func aTitleAboveSectionsIsThePostsTitle() {
        #expect(tree(#"{"title":"A","brief":"b"}"#) == "A")
        #expect(tree(#"{"title":"The Post","sections":[{"title":"A"},{"title":"B"}]}"#) == "A B")
    }

    @Test(arguments: [
        "", " \n", "I cannot do that.", "{}", "[]", "null", #"{"sections":[]}"#, #"{"sections":[{"brief":"b"}]}"#,
        "{\"sections\":[{\"title\":\"A\"},{\"title\":\"B", "[[[[[[", "{\"error\":\"overloaded\"}",
        "<html><body>502</body></html>",
        #"{"sections":[{"title":""},{"title":"***"}]}"#, #"{"brief":"b","points":["p","q"]}"#,
        #"{"plan":{"points":["p","q"]}}"#, #"{"sections":[{"title":"A"},{"brief":"b","points":["p","q"]}]}"#,
        "{\"sections\":[{\"title\":\"A\"},\n1. B\n2. C", #"{"title":"A"}{"title":"B"}"#,
        #"{"sections":[{"title":"A","subsections":[{"brief":"b"}]}]}"#,
    ])
    func nonsenseIsNotReadAsAnOutline(reply: String) { #expect(OutlineReading.draft(from: reply) == nil) }

    @Test func repeatedTitlesAreTakenOnce() {
        #expect(tree(#"["A","B","1. a","**B:**","C"]"#) == "A B C")
        #expect(tree(#"[{"title":"A","subsections":["B","A"]},"B"]"#) == "A -B")
    }

    @Test func aTreeIsCutAtItsDepth() {
        var json = #"{"title":"T9"}"#
        for level in (1...8).reversed() { json = #"{"title":"T\#(level)","subsections":[\#(json)]}"# }
        #expect(tree("[\(json)]") == "T1 -T2 --T3")
        let lines = (1...8).map { Array(repeating: "1", count: $0).joined(separator: ".") + ". Level \($0)" }
        #expect(tree(lines.joined(separator: "\n")) == "Level 1 -Level 2 --Level 3")
    }

    @Test func aLevelIsCutAtItsBound() throws {
        let titles = (1...300).map { #""Title \#($0)x""# }.joined(separator: ",")
        let draft = try #require(OutlineReading.draft(from: "[\(titles)]"))
        #expect(draft.nodes.count == OutlineReading.Bounds.siblings)
        #expect(draft.nodes.last?.title == "Title 250x")
    }

    @Test func thousandsOfBracketsEndInTime() {
        #expect(OutlineReading.draft(from: String(repeating: "[", count: 5000)) == nil)
        #expect(
            OutlineReading.draft(from: String(repeating: "{[", count: 2000) + "\n- A\n")?.nodes.map(\.title) == ["A"])
        #expect(tree(String(repeating: "[x] ", count: 300) + "\n- A\n- B") == "A B")
    }

    @Test(arguments: [
        ("1. **The Start**", "The Start"), ("\"Quoted\"", "Quoted"), ("Ends with a colon:", "Ends with a colon"),
        ("Ends.", "Ends"), ("Ends...", "Ends..."), ("## Marked", "Marked"), ("A\u{202E}B\u{7}C\nD", "ABC D"),
        ("2026 in Review", "2026 in Review"),
        ("'Single'", "Single"), ("It's", "It's"), ("", ""), ("__Under__ lined", "__Under__ lined"),
        ("The __init__ method", "The __init__ method"), ("__init__ and __main__", "__init__ and __main__"),
        ("__init__", "__init__"), ("__The Start__", "The Start"), ("*args and **kwargs", "*args and **kwargs"),
        ("**kwargs", "**kwargs"), ("1. __init__", "__init__"), ("**1. The Start**", "The Start"),
        ("*The Start*", "The Start"), ("`The Start`", "The Start"), ("2 * 3 * 4", "2 * 3 * 4"),
        ("Option<T>", "Option<T>"), ("**A** and **B**", "**A** and **B**"),
    ])
    func aTitleIsOneCleanLine(raw: String, title: String) { #expect(OutlineReading.title(raw) == title) }

    @Test func aLongTitleIsCutBetweenWords() {
        let title = OutlineReading.title(String(repeating: "word ", count: 50))
        #expect(title.count <= OutlineReading.Bounds.title && title.hasSuffix("word"))
        #expect(OutlineReading.title(String(repeating: "x", count: 300)).count == OutlineReading.Bounds.title)
    }

    @Test(arguments: [
        ("## A", 1), ("### A", 2), ("- A", 1), ("  - A", 2), ("\t- A", 3), ("* A", 1), ("• A", 1), ("1. A", 1),
        ("1.2 A", 2),
        ("1.2.3. A", 3), ("**1. A**", 1), ("2) A", 1), ("                  - A", 6),
    ])
    func aLineHasADepth(line: String, depth: Int) {
        #expect(OutlineLines.item(line, plainIsItem: false) == .init(depth: depth, title: "A"))
    }

    @Test(arguments: [
        "# A", "A", "", "---", "***", "## ", "- ", "1.", "2026 was a year", "-5 degrees", "*emphasis* first",
    ])
    func aLineOfProseIsNotReadAsAnItem(line: String) { #expect(OutlineLines.item(line, plainIsItem: false) == nil) }

    @Test func aPlainLineIsAnItemIfDeclared() {
        #expect(OutlineLines.item("A plain title", plainIsItem: true) == .init(depth: 1, title: "A plain title"))
        #expect(OutlineLines.item(String(repeating: "x ", count: 200), plainIsItem: true)?.title.count ?? 0 <= 120)
        #expect(
            OutlineLines.items(in: "Here it is:\n1. A\nprose\n2. B") == [
                .init(depth: 1, title: "A"), .init(depth: 1, title: "B"),
            ])
    }

    @Test(arguments: [("\"\"", ""), ("\"A\"", "A"), ("“A”", "A"), ("\"", "\""), ("\"A", "\"A")])
    func onlyAPairOfQuotationMarksGoes(raw: String, title: String) { #expect(OutlineReading.title(raw) == title) }
}
