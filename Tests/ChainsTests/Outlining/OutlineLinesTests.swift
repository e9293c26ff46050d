import Manuscript
import Testing

@testable import Chains

/// Outlines are read from lines with numbers, marks or bullets.
struct OutlineLinesTests {
    private func read(_ text: String) -> [String] { OutlineLines.items(in: text).map { "\($0.depth) \($0.title)" } }

    @Test(arguments: [
        ("1. Bread\n2. Salt", ["1 Bread", "1 Salt"]), ("1. A\n1.1 B\n1.1.1. C", ["1 A", "2 B", "3 C"]),
        ("# The Post\n## Bread\n### Salt", ["1 Bread", "2 Salt"]),
        ("- A\n  - B\n\t- C\n* D", ["1 A", "2 B", "3 C", "1 D"]),
        ("1) A\r\n2) B\r\n", ["1 A", "1 B"]), ("**1. Bread**\n- **Salt**", ["1 Bread", "1 Salt"]),
        ("Here is the outline:\n\n1. 日本\n\nI hope it helps.", ["1 日本"]), ("• مرحبا", ["1 مرحبا"]),
    ])
    func linesAreItems(text: String, items: [String]) { #expect(read(text) == items) }

    @Test(arguments: ["", "\n\n", "Plain prose.", "##", "-", "1.", "# Only a title", "---", "2026 was a year"])
    func otherLinesAreNot(text: String) { #expect(read(text) == []) }

    @Test(arguments: [
        "**1. A**\n- p\n- q\n\n**2. B**\n- r", "1. **A**\n- p\n- q\n2. B\n- r", "## A\n- p\n  - q\n## B\n* r",
        "# The Post\n\n## 1. A\n\n- p\n- q\n\n## 2. B\n\n- r\n", "**A**\n\n- p\n- q\n\n**B**\n\n- r",
        "1. A\n• p\n   • q\n2. B\n- r",
    ]) func bulletsBelowATitleAreItsPoints(text: String) {
        let items: [OutlineLines.Item] = [
            .init(depth: 1, title: "A", points: ["p", "q"]), .init(depth: 1, title: "B", points: ["r"]),
        ]
        #expect(OutlineLines.items(in: text) == items)
        let nodes = OutlineReading.draft(from: text)?.nodes
        #expect(nodes == [.init(title: "A", points: ["p", "q"]), .init(title: "B", points: ["r"])])
    }

    @Test func otherBulletsAreSections() {
        #expect(read("**The Post**\n- A\n- B") == ["1 A", "1 B"])
        #expect(read("1. A\n   - B\n   - C\n2. D") == ["1 A", "2 B", "2 C", "1 D"])
        #expect(read("## A\n- **B**\n- 1. C") == ["1 A", "1 B", "1 C"])
    }

    @Test func depthAndLengthAreBounded() {
        #expect(OutlineLines.items(in: String(repeating: " ", count: 200) + "- A").first?.depth == 6)
        for item in OutlineLines.items(in: "- " + String(repeating: "long words ", count: 10_000)) {
            #expect(item.title.count <= OutlineReading.Bounds.title)
        }
    }

    @Test func anUnmarkedLineIsAnItemOnRequest() {
        #expect(OutlineLines.item("Bread", plainIsItem: true) == .init(depth: 1, title: "Bread"))
        #expect(
            OutlineLines.item("Bread", plainIsItem: false) == nil && OutlineLines.item("  ", plainIsItem: true) == nil)
        #expect(OutlineLines.item("# The Post", plainIsItem: true) == nil, "the title of the post")
        #expect(OutlineLines.item("## Bread", plainIsItem: true) == .init(depth: 1, title: "Bread"))
    }
}
