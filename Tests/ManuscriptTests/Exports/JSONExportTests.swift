import Manuscript
import Platform
import Testing

/// Other programs read the post with its numbers, levels and texts.
struct JSONExportTests {
    @Test func aSectionWithoutATextHasNone() throws {
        let value = JSONExport.value(of: writtenSession(["Two words", nil]))
        let sections = try #require(value["sections"]?.array)
        #expect(sections.map { $0["text"] } == ["Two words", .null])
        #expect(sections.map { $0["words"]?.int } == [2, 0] && value["words"] == 2 && value["title"] == "Topic")
        #expect(sections.map { $0["number"]?.string } == ["1", "2"] && sections.map { $0["level"]?.int } == [2, 2])
        #expect(sections.allSatisfy { $0["budget"] == .null })
    }

    @Test(arguments: (0..<6).map { UInt64($0) }) func theTextIsJSONAndHoldsThePost(seed: UInt64) throws {
        var making = RandomSessions(seed: 800 + seed)
        for _ in 0..<20 {
            let session = making.session()
            let value = try JSONValue(parsing: JSONExport.text(of: session))
            #expect(value == JSONExport.value(of: session))
            #expect(value["sections"]?.array?.map { $0["id"]?.string } == session.outline.entries.map(\.section.id))
        }
    }

    @Test func labelsAreThoseOfTheWholePostOrOfTheSection() throws {
        let session = writtenSession(["[a][x]\n\n[x]: /1", "[b][x]\n\n[x]: /2"])
        let last = try #require(session.outline.entries.last)
        #expect(JSONExport.value(of: last)["text"] == "[b][x]\n\n[x]: /2")
        #expect(JSONExport.value(of: session)["sections"]?.array?.last?["text"] == "[b][x-2]\n\n[x-2]: /2")
    }
}
