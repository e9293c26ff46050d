import Platform
import Testing

@testable import Manuscript

@Suite struct ReferenceListTests {
    private func session(_ first: String, _ second: String) throws -> Session {
        var session = Session(name: "a", topic: "Bread", at: time(0))
        session.outline = Outline([Section(id: "a", title: "Flour"), Section(id: "b", title: "Water")])
        session = try session.applying(.addVersion("a", Version(number: 1, text: first, origin: .written, at: time(1))))
            .session
        session = try session.applying(
            .addVersion("b", Version(number: 1, text: second, origin: .written, at: time(1)))
        ).session
        for number in 1...3 {
            let source = Source(
                number: number, title: "Source *\(number)*",
                address: number == 2 ? "https://example.org/two" : "/home/me/notes.md",
                kind: "text", at: Date(timeIntervalSince1970: 1_790_000_000), digest: String(repeating: "0", count: 64))
            session = try session.applying(.setSource(number: number, source: source.json)).session
        }
        return session
    }

    @Test func marksAreNumberedInOrderOfFirstUse() throws {
        let session = try session("It rose [3#1]. It fell [2#4][3#2].", "Again [3#9]. Gone [8#1]. Twice [2#1][2#2].")
        let text = MarkdownExport.text(of: ReferenceList.applied(to: session))
        #expect(
            text == """
                # Bread

                ## Flour

                It rose [1]. It fell [2][1].

                ## Water

                Again [1]. Gone. Twice [2].

                ## References

                1. Source \\*3\\*.
                2. Source \\*2\\*. <https://example.org/two> (read 2026-09-21).

                """)
        // A path of the writer's machine never leaves.
        #expect(!text.contains("/home"))
    }

    @Test func withoutMarksNothingChanges() throws {
        let session = try session("It rose.", "It fell # here.")
        #expect(ReferenceList.applied(to: session) == session)
    }

    @Test func theTitleIsInTheLanguageOfThePost() throws {
        var session = try session("Es steigt [1#1].", "Es sinkt.")
        session.style.language = "German"
        #expect(ReferenceList.applied(to: session).outline.sections.last?.title == "Quellen")
    }

    @Test(arguments: [
        ("It soon rose [1] once. It fell [2][1].", "It soon rose [3#1][3#5] once. It fell [2#4][3#2]."),
        ("It fell [2][1]. It rose [1].", "It fell [2#4][3#2]. It rose [3#1][3#5]."), ("It is [7].", "It is [7]."),
    ])
    func aChangedExportGetsItsMarksBack(changed: String, restored: String) throws {
        let text = "It rose [3#1][3#5] once. It fell [2#4][3#2]."
        #expect(ReferenceList.restored(changed, from: text, of: try session(text, "Again [3#9].")) == restored)
    }
}
