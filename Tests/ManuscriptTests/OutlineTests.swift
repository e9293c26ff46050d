import Manuscript
import Testing

@Suite struct OutlineTests {
    private var outline: Outline {
        var written = Section(id: "b", title: "B", words: 10)
        written.versions = [Version(number: 1, text: "three small words", origin: .written, at: time(0))]
        written.current = 1
        let deep = Section(id: "d", title: "D", children: [Section(id: "e", title: "E")])
        return Outline([
            Section(id: "a", title: "A", children: [written, deep]), Section(id: "c", title: "C", words: 5),
        ])
    }

    @Test func entriesFollowThePost() {
        let entries = outline.entries
        #expect(entries.map(\.section.id) == ["a", "b", "d", "e", "c"])
        #expect(entries.map(\.number) == ["1", "1.1", "1.2", "1.2.1", "2"])
        #expect(entries.map(\.parent) == [nil, "a", "a", "d", nil])
        #expect(entries.map(\.depth) == [1, 2, 2, 3, 1])
        #expect(entries.map(\.headingLevel) == [2, 3, 3, 4, 2])
    }

    @Test func headingsStopAtLevelSix() {
        var section = Section(id: "7", title: "7")
        for depth in (1...6).reversed() { section = Section(id: "\(depth)", title: "\(depth)", children: [section]) }
        #expect(Outline([section]).entries.map(\.headingLevel) == [2, 3, 4, 5, 6, 6, 6])
    }

    @Test func findsByIdAndByPlace() {
        #expect(outline["d"]?.title == "D")
        #expect(outline["x"] == nil)
        #expect(outline.entry("e")?.path == [1, 2, 1])
        #expect(outline.entry(at: [1, 2])?.section.id == "d")
        #expect(outline.entry(at: [3]) == nil && outline.entry(at: []) == nil && outline.entry(at: [0]) == nil)
    }

    @Test func countsWordsAndWhatIsMissing() {
        #expect(outline.words == 3)
        #expect(outline.unwritten.map(\.section.id) == ["e", "c"])
        #expect(!outline.isEmpty)
        #expect(Outline().isEmpty && Outline().entries.isEmpty && Outline().words == 0)
    }

    @Test func sectionsAreNamedInMessages() {
        #expect([outline.entries[4]].name == outline.entries[4].name && outline.entries.name == "5 sections")
    }
}
