import Manuscript
import Platform
import Testing

/// Sessions whose names were made by programs that keep folders in step.
@Suite(.timeLimit(.minutes(5))) struct SyncedNamesTests {
    static let names = [
        "bread 2", "bread (conflicted copy)", "bread (Case Conflict)", "bread (1)", "bread - Copy", "bread~1",
        "bread.sync-conflict-20261101-120000-ABCDEFG", "bread (Anna's conflicted copy 2026-11-01)", "bread–Kopie",
        "bread, old & new", "bread [2]", "bread 🍞",
    ]

    @Test(arguments: names)
    func theyAreSessionsLikeOthers(name: String) async throws {
        let place = try Place()
        try place.keep(Posts.half(named: "bread"))
        try place.keep(Posts.half(named: name))
        #expect(try await place.run("sessions").output.contains(name))
        #expect(try await place.run("-r", name, "-x", ":rename 1 Fires").status == 0)
        #expect(try await place.run("-s", name, "-x", ":rename 3 Men").status == 0)
        for line in [":open \(name)", ":open \"\(name)\"", ":open \(name).json"] {
            let run = try await place.run("-x", line, "-x", ":note 1 Seen", "-x", ":export -")
            #expect(run.status == 0 && run.output.contains("## Fires"), "\(run)")
        }
        #expect(try place.session(name).section("3")?.title == "Men")
        #expect(try await place.run("export", name, "-o", "post.md").status == 0)
        #expect(try await place.run("-r", name, "-x", ":export").status == 0)
        #expect(Files.exists("\(place.work)/\(name).md"))
        #expect(try await place.run("-r", name, "-x", ":fork", "-x", ":rename 1 Forked").status == 0)
        #expect(try await place.run("-r", "bread", "-x", ":delete --yes \(name)").status == 0)
        #expect(!(try Files.names(in: place.sessions).contains { $0.hasPrefix(name + ".") }))
        #expect(try place.session("bread") == Posts.half(named: "bread"))
    }

    @Test func newSessionsKeepPlainNames() async throws {
        let place = try Place()
        for name in ["bread 2", "../bread", "a/b", ".bread", "bread (1)"] {
            #expect(try await place.run("-s", name, "-x", ":new Bread").status == 1, "\(name)")
            #expect(try await place.run("-r", name, "-x", ":status").status == 1, "\(name)")
        }
        #expect(try Files.names(in: place.sessions).isEmpty)
    }
}
