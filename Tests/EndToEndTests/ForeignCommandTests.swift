import LoopbackServer
import Manuscript
import Platform
import Testing

/// Commands of `./.galley.yml` work on the post; whatever goes beyond that is asked about, or refused.
@Suite(.timeLimit(.minutes(5))) struct ForeignCommandTests {
    private func place(_ line: String) throws -> Place {
        let place = try Place()
        try place.keep(Posts.half())
        for name in ["home", "work/sub", "work/.git", "out"] { try Files.makeFolder("\(place.root)/\(name)") }
        try Files.replace("\(place.root)/home/.bashrc", with: Array("alias ll='ls -l'\n".utf8))
        try place.write("Somebody's secret words.", to: "../home/secret.txt")
        symlink("\(place.root)/out", "\(place.work)/over")
        symlink("\(place.root)/home/.bashrc", "\(place.work)/post.md")
        symlink("\(place.root)/out/new", "\(place.work)/gone.md")
        try place.write(":lock 1\n", to: "lines")
        try place.write("The writer's own notes.", to: "notes.md")
        try place.write("commands:\n  publish:\n    lines: [\(JSONValue.string(line).compact)]\n", to: ".galley.yml")
        return place
    }

    /// Every file but the session's own, and what lies beside it.
    private func outside(_ place: Place) throws -> [String: [UInt8]] {
        try place.files().filter { !$0.key.hasPrefix(place.sessions) && !$0.key.contains("/state/") }
    }

    static let refused = [
        ":export ~/.bashrc", ":export md ~/.bashrc", ":export \"~/.bashrc\"", ":export ../out/a.md",
        ":export sub/../../out/a.md", ":export over/a.md", ":export md post.md", ":export", ":export gone.md",
        ":export $HOME/a.md", ":export md .git/hooks", ":export .envrc", ":export sub/.hidden.md",
        ":export ~root/a.md", "/export ../a.md", ":exp ../a.md", ":style learn ~/secret.txt",
        ":style learn --yes lines", ":run lines", ":run ~/secret.txt", ":set baseURL http://127.0.0.1:9/v1",
        ":set baseurl=http://127.0.0.1:9/v1", ":set provider openai", ":delete --yes other",
        ":open other", ":open --read-only other", ":resume other", ":fork other copy", ":fork copy", ":save copy",
        ":set budget none", ":set BUDGET=100", ":set confirm never", ":set confirmChanges off",
        ":export --yes notes.md", ":export -y notes.md", ":export md notes.md --yes", ":ex --yes notes.md",
        ":EXPORT --yes notes.md", ":export --yes txt notes.md",
    ]

    @Test(arguments: refused)
    func isRefusedInScripts(line: String) async throws {
        for flag in [[], ["--yes"]] {
            let place = try place(line)
            var other = Posts.half()
            other.name = "other"
            try place.keep(other)
            let before = try outside(place)
            let session = try Files.read(place.file("post"))
            let outcome = try await place.run(["-r", "post", "-x", ":publish"] + flag)
            #expect(outcome.status == 1, "\(outcome)")
            #expect(outcome.complaints.count == 1 && outcome.errors.contains("comes with this folder"), "\(outcome)")
            #expect(try outside(place) == before && Files.read(place.file("post")) == session)
            #expect(Files.exists(place.file("other")))
        }
    }

    @Test(arguments: [
        ":export a.md", ":export html sub/a.html", ":export -", ":lock 1", ":set words 900", ":set model a",
        ":export --yes a.md", ":save", ":set confirm",
        ":style tone dry", ":show",
    ])
    func commandsThatStayInTheFolderRun(line: String) async throws {
        let outcome = try await place(line).run("-r", "post", "-x", ":publish")
        #expect(outcome.status == 0, "\(outcome)")
    }

    /// An absolute path, and one that an argument makes.
    @Test func pathsThatAreMade() async throws {
        let place = try place(":export $1")
        let path = "\(place.root)/out/x.md"
        let outcome = try await place.run("-r", "post", "-x", ":publish \(path)")
        #expect(outcome.status == 1 && !Files.exists(path), "\(outcome)")
        let inner = try await place.run("-r", "post", "-x", ":publish \(place.work)/x.md")
        #expect(inner.status == 0 && Files.exists("\(place.work)/x.md"), "\(inner)")
        let within = try self.place(":run lines")
        try within.write(
            "commands:\n  one: {lines: [':two']}\n  two: {lines: [':export ~/.bashrc']}\n", to: ".galley.yml")
        let nested = try await within.run("-r", "post", "-x", ":one")
        #expect(nested.status == 1 && nested.errors.contains(":two comes with this folder"), "\(nested)")
    }

    /// A yes that was given to the program is not for lines of somebody else, and without one the person is asked.
    @Test func aFileOfThePersonStays() async throws {
        for flags in [[], ["--yes"]] {
            let place = try place(":export notes.md")
            let outcome = try await place.run(["-r", "post", "-x", ":publish"] + flags)
            #expect(outcome.status == 1 && outcome.errors.contains("notes.md"), "\(outcome)")
            #expect(try place.text(of: "notes.md") == "The writer's own notes.")
        }
        let place = try place(":export --yes a.md")
        let lines = try await place.run("-r", "post", "-x", ":publish", "-x", ":rename 1 Next", "-x", ":publish")
        let text = try place.text(of: "a.md")
        #expect(lines.status == 0 && text.contains("Next"), "\(lines)")
    }

    /// The same in the user's own file, typed, or in a file that the person runs, is done.
    @Test func thePersonKeepsAllPowers() async throws {
        let place = try place(":status")
        try place.configure("commands:\n  mine: {lines: [':export ../out/mine.md', ':run lines']}\n")
        let outcome = try await place.run("-r", "post", "-x", ":mine", "-x", ":export ../out/typed.md")
        #expect(outcome.status == 0, "\(outcome)")
        #expect(try Files.names(in: "\(place.root)/out").sorted() == ["mine.md", "typed.md"])
    }

    @Test func isAskedAboutAtATerminal() async throws {
        for (answer, isDone) in [("n", false), ("", false), ("maybe", false), ("y", true), ("YES", true)] {
            let place = try place(":export ../out/a.md")
            let console = try Console(
                "-r", "post", "--yes", "--base-url", "http://127.0.0.1:1/v1", "-m", "none", at: place)
            try await console.begin("post")
            try console.enter(":publish")
            try await console.wait(for: ":publish comes with this folder, and writes ../out/a.md")
            try await console.wait(for: "Allow it? [y/N] ")
            try console.enter(answer)
            try await console.wait(for: isDone ? "Wrote ../out/a.md" : "It was not allowed")
            #expect(try await console.leave() == 0)
            #expect(Files.exists("\(place.root)/out/a.md") == isDone)
        }
    }
}
