import Manuscript
import Storage
import TestSupport
import Testing

@testable import Commands

/// `:find`, and sessions found by a part of their name or topic.
@Suite struct FindTests {
    @Test func placesAreListedWithTheirSections() async throws {
        let workspace = try TestWorkspace(Posts.written)
        let before = workspace.session
        let report = try await workspace.run(":find IS")
        #expect(
            report.plain == """
                2.1  Files and folders
                    A file is a run of bytes.
                4  Closing
                    That is all there is.
                    That is all there is.
                """)
        #expect(report.note == "3 places in the texts." && workspace.session == before)
        #expect(try await workspace.run(":find TABLES").plain == "2.2  Tables")
        #expect(try await workspace.run(":find nowhere").note == "“nowhere” is nowhere in the post.")
        await workspace.refuses(":find", ":find needs what to look for. `:help find` shows how.")
    }

    @Test func aLongTextIsCutAroundThePlace() async throws {
        let text = "One two three four five six seven eight nine ten needle eleven twelve thirteen fourteen fifteen."
        let version = Version(number: 2, text: text, origin: .edited, at: noon)
        let workspace = try TestWorkspace(try Posts.written.applying(.addVersion("tables", version)).session)
        #expect(
            try await workspace.run(":find needle").plain?.split(separator: "\n").last
                == "    … five six seven eight nine ten needle eleven twelve thirteen …")
    }

    @Test(arguments: [("post", "post"), ("bre", "bread-rises"), ("OVEN", "heat"), ("zzz", "zzz")])
    func aPartOfANameIsEnough(typed: String, name: String) throws {
        let workspace = try TestWorkspace(Posts.written)
        for (name, topic) in [("bread-rises", "Why bread rises"), ("heat", "The oven"), ("posters", "Paper")] {
            var session = Posts.written
            (session.name, session.topic) = (name, topic)
            try workspace.folder.save(session)
        }
        #expect(try workspace.folder.session(named: typed) == name)
        #expect(throws: SessionError.self) { try workspace.folder.session(named: "pos") }
    }
}
