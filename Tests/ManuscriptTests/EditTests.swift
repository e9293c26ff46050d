import Manuscript
import Platform
import Testing

@Suite struct EditTests {
    private func text(_ edit: Edit) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        return String(decoding: try encoder.encode(edit), as: UTF8.self)
    }

    @Test func isWrittenUnderItsName() throws {
        #expect(try text(.setTitle("a", "T")) == #"{"setTitle":{"_0":"a","_1":"T"}}"#)
        #expect(try text(.move("a", parent: nil, index: 2)) == #"{"move":{"_0":"a","index":2}}"#)
        #expect(try text(.setLocked("a", true)) == #"{"setLocked":{"_0":"a","_1":true}}"#)
        #expect(try text(.setNotes("a", "n")) == #"{"setNotes":{"_0":"a","_1":"n"}}"#)
        #expect(try text(.choose("a", number: nil)) == #"{"choose":{"_0":"a"}}"#)
        #expect(try text(.setSetting(key: "k", value: nil)) == #"{"setSetting":{"key":"k"}}"#)
    }

    @Test(arguments: [
        Edit.setSetting(key: "k", value: .null), .setSetting(key: "k", value: Optional.none),
        .setSetting(key: "k", value: 0), .setWords("a", nil), .setRole("a", nil), .setCandidate("a", nil),
        .move("a", parent: nil, index: 0), .dropVersion("a", number: 1, current: nil),
    ])
    func comesBackWithWhatIsMissing(edit: Edit) throws {
        #expect(try JSONDecoder().decode(Edit.self, from: JSONEncoder().encode(edit)) == edit)
    }

    @Test func generatedEditsComeBack() throws {
        var making = RandomSessions(seed: 77)
        var kinds: Set<String> = []
        for _ in 0..<60 {
            let session = making.session()
            for _ in 0..<20 {
                let edit = making.edit(of: session)
                let data = try JSONEncoder().encode(edit)
                #expect(try JSONDecoder().decode(Edit.self, from: data) == edit)
                kinds.formUnion(
                    try JSONValue(parsing: String(decoding: data, as: UTF8.self)).object?.keys.map(\.self) ?? [])
            }
        }
        #expect(kinds.count == 21)
    }

    @Test func knowsItsSection() {
        #expect(Edit.setTopic("t").section == nil)
        #expect(Edit.setStyle(Style()).section == nil)
        #expect(Edit.setSetting(key: "k", value: 1).section == nil)
        #expect(Edit.insert(section: Section(id: "a", title: "A"), parent: "b", index: 0).section == "a")
        #expect(Edit.move("a", parent: "b", index: 0).section == "a")
        #expect(Edit.choose("a", number: 1).section == "a")
    }
}
