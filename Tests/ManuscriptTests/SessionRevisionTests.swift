import Manuscript
import Platform
import Testing

/// Outlines that are revised around locked sections.
@Suite struct SessionRevisionTests {
    private func session() throws -> Session {
        var session = Session(name: "n", topic: "T", at: time(0), id: "s")
        session.outline = Outline([
            Section(id: "a", title: "A"),
            Section(
                id: "b", title: "B", children: [Section(id: "c", title: "C", words: 90), Section(id: "d", title: "D")]),
        ])
        return try session.applying(.setLocked("c", true)).session
    }

    private func revised(_ nodes: [OutlineDraft.Node]) throws -> (session: Session, spared: [Section.ID]) {
        let session = try session()
        let (edits, spared) = try session.revision(to: OutlineDraft(nodes))
        return (try edits.reduce(session) { try $0.applying($1).session }, spared)
    }

    @Test func aLockedSectionKeepsItsWordingAndStays() throws {
        let (after, spared) = try revised([.init(id: "a", title: "A2")])
        #expect(after.outline.entries.map(\.section.id) == ["a", "b", "c"])
        let locked = try session().outline["c"]
        #expect(after.outline["a"]?.title == "A2" && after.outline["c"] == locked)
        #expect(spared == ["c"])
    }

    @Test func itsPlaceMayChange() throws {
        let (after, spared) = try revised([.init(id: "c", title: "C2", words: 10), .init(id: "a", title: "A")])
        #expect(after.outline.entries.map(\.section.id) == ["c", "a"])
        let locked = try session().outline["c"]
        #expect(after.outline["c"] == locked && spared == ["c"])
    }

    @Test func oneThatTheDraftLeavesAloneIsNotSpoken() throws {
        let (_, spared) = try revised([.init(id: "a", title: "A"), .init(id: "c", title: "C")])
        #expect(spared.isEmpty)
    }

    @Test func aTitleNamesASectionIfOnlyOneHasIt() throws {
        let (once, _) = try revised([.init(title: "a"), .init(title: "c")])
        #expect(once.outline.entries.map(\.section.id) == ["a", "c"])
        var twins = try session()
        twins.outline.sections[0].title = "D"
        let edits = try twins.revision(to: OutlineDraft([.init(title: "D"), .init(id: "b", title: "B")])).edits
        let after = try edits.reduce(twins) { try $0.applying($1).session }
        #expect(after.outline.sections.map(\.title) == ["D", "B"])
        #expect(after.outline["a"] == nil && after.outline["d"] == nil)
    }
}
