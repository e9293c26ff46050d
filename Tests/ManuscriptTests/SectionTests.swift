import Manuscript
import Platform
import Testing

@Suite struct SectionTests {
    private func version(_ number: Int) -> Version {
        Version(number: number, text: "text \(number)", origin: .written, at: time(number))
    }

    @Test func aNewSectionHasACleanTitleAndNoText() {
        let section = Section(id: "a", title: " ## A\ntitle ")
        #expect(section.title == "A title")
        #expect(section.text == nil && section.isLeaf && section.isUnwritten)
        #expect(section.nextVersionNumber == 1)
    }

    @Test func theCurrentVersionIsTheText() {
        var section = Section(id: "a", title: "A")
        section.versions = [version(1), version(4)]
        #expect(section.text == nil && section.isUnwritten)
        section.current = 1
        #expect(section.text?.text == "text 1" && !section.isUnwritten)
        #expect(section.nextVersionNumber == 5)
    }

    @Test func aNumberWithoutAVersionIsUnwritten() {
        var section = Section(id: "a", title: "A")
        section.current = 7
        #expect(section.text == nil && section.isUnwritten)
    }

    @Test func aHeadingOverOthersWantsATextOnlyWithABudget() {
        var section = Section(id: "a", title: "A", children: [Section(id: "b", title: "B")])
        #expect(!section.isUnwritten)
        section.words = 50
        #expect(section.isUnwritten)
        #expect(section.subtree.map(\.id) == ["a", "b"])
    }

    @Test func emptyFieldsAreOmitted() throws {
        let data = try JSONEncoder().encode(Section(id: "a", title: "A"))
        #expect(try JSONValue(parsing: String(decoding: data, as: UTF8.self)) == ["id": "a", "title": "A"])
    }
}
