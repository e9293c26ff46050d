import Manuscript
import Platform
import Storage
import TestSupport
import Testing

@testable import Commands

/// `:sessions`, `:open` and `:save`.
@Suite struct SessionCommandTests {
    @Test func sessionsListsTheNewestFirst() async throws {
        let workspace = try TestWorkspace(Posts.written)
        var cats = Session(name: "cats", topic: "Cats", at: noon)
        cats.outline = Outline([Section(title: "Fur")])
        try workspace.folder.save(cats)
        try Files.replace("\(workspace.folder.path)/bad.json", with: Array("{".utf8))
        for (name, second) in [("post", 100.0), ("cats", 300), ("bad", 200)] {
            try touch(workspace.folder.file(name), second)
        }
        let before = workspace.session
        let report = try await workspace.run(":sessions")
        func time(_ seconds: Double) -> String { Moment.text(Date(timeIntervalSince1970: seconds)) }
        #expect(
            report.answer
                == .plain(
                    """
                    cats    \(time(300))   0 words  Cats
                    bad     \(time(200))            cannot be read
                    post *  \(time(100))  22 words  What is data engineering?
                    """))
        let values = try #require(report.data["sessions"]?.array)
        #expect(values.map { $0["name"] } == ["cats", "bad", "post"])
        #expect(values[0]["unwritten"] == 1)
        #expect(values[1]["readable"] == false)
        #expect(workspace.session == before)
    }

    private func touch(_ path: String, _ second: Double) throws {
        try FileManager.default.setAttributes(
            [.modificationDate: Date(timeIntervalSince1970: second)], ofItemAtPath: path)
    }

    @Test func sessionsOfNone() async throws {
        let workspace = try TestWorkspace()
        await workspace.refuses(
            ":sessions", "There is no session yet in \(workspace.folder.path). `:new TOPIC` begins one.")
    }

    @Test(arguments: [":open cats", ":open cats.json", ":resume cats", "/op cats"])
    func openContinuesWithAnotherSession(line: String) async throws {
        let workspace = try TestWorkspace(Posts.written)
        let cats = Session(name: "cats", topic: "Cats", at: noon)
        try workspace.folder.save(cats)
        let bytes = workspace.file
        let report = try await workspace.run(line)
        #expect(workspace.session == cats)
        #expect(report.note == "Cats, 0 words. Next: `:outline`.")
        #expect(report.data == ["name": "cats", "readOnly": false])
        #expect(try Files.read(workspace.folder.file("post")) == bytes)
    }

    @Test func openSaysWhatIsNext() async throws {
        let workspace = try TestWorkspace()
        for (session, words) in [
            (Posts.written, "22 words. 1 section is not written yet. Next: `:write`."),
            (Posts.outlined, "0 words. 5 sections are not written yet. Next: `:write`."),
            (
                try Posts.written.applying(.remove("pipelines")).session,
                "22 words. Everything is written. Next: `:show`, `:export`."
            ),
        ] {
            try workspace.folder.save(session)
            try await workspace.run(":new Cats")
            #expect(try await workspace.run(":open post").note == "What is data engineering?, \(words)")
        }
    }

    @Test func aCopiedFileIsASeparateSession() async throws {
        let workspace = try TestWorkspace(Posts.written)
        try Files.replace(workspace.folder.file("copy"), with: try Files.read(workspace.folder.file("post")))
        try await workspace.run(":open copy")
        #expect(workspace.session.name == "copy")
        try await workspace.run(":rename 1 Start")
        #expect(try workspace.folder.load("post").outline == Posts.written.outline)
        #expect(try workspace.folder.load("copy").outline["opening"]?.title == "Start")
    }

    @Test func openRefuses() async throws {
        let workspace = try TestWorkspace(Posts.written)
        await workspace.refuses(":open", ":open needs the name of a session. `:help open` shows how.")
        // The rest of the line is the name, since sync tools make names such as "bread 2".
        await workspace.refuses(
            ":open a b",
            "\"a b\" cannot be the name of a session. Use letters (of one script in a word), digits, - and _, at most 80 characters."
        )
        await workspace.refuses(
            ":open pots", "There is no session \"pots\"; did you mean \"post\"? `:sessions` lists them.")
        await workspace.refuses(":open castle", "There is no session \"castle\". `:sessions` lists them.")
        await workspace.refuses(
            ":open ../post",
            "\"../post\" cannot be the name of a session. Use letters (of one script in a word), digits, - and _, at most 80 characters."
        )
    }

    @Test func aDamagedFileIsNotOpenedAndNotTouched() async throws {
        let workspace = try TestWorkspace(Posts.written)
        let file = workspace.folder.file("bad")
        let damages = [
            (
                "",
                "\(file) is damaged: it is empty. It was left as it is; `:sessions` lists the others."
            ),
            ("{}", "\(file) is JSON, but not a Galley session. It was left as it is; `:sessions` lists the sessions."),
            (
                #"{"format": "galley-session", "version": 99}"#,
                "\(file) was written by a newer Galley (file version 99, this one reads up to 1). It was left as it is; update Galley to open it."
            ),
            (
                #"{"format": "galley-session", "version": 1}"#,
                "\(file) is damaged: the field \"id\" is missing. It was left as it is; `:sessions` lists the others."
            ),
        ]
        for (text, sentence) in damages {
            try Files.replace(file, with: Array(text.utf8))
            await workspace.refuses(":open bad", sentence)
            #expect(try Files.read(file) == Array(text.utf8))
        }
    }

    @Test func aSessionOpenElsewhereIsNotOpened() async throws {
        let workspace = try TestWorkspace(Posts.written)
        try workspace.folder.save(Session(name: "cats", topic: "Cats", at: noon))
        let other = Workspace(
            folder: workspace.folder, models: workspace.models, interface: workspace.interface, environment: [:])
        try other.open("cats")
        await workspace.refuses(
            ":open cats",
            "\"cats\" is open in another galley (process \(getpid())). `:open --read-only cats` shows it, `:fork cats NAME` continues with a copy."
        )
        // It is free as soon as the other goes elsewhere.
        try other.store.begin(topic: "Dogs", input: "Dogs")
        try await workspace.run(":open cats")
        #expect(workspace.session.name == "cats")
    }

    @Test func theOpenSessionMayBeOpenedAgain() async throws {
        let workspace = try TestWorkspace(Posts.written)
        let before = workspace.session
        try await workspace.run(":open post")
        #expect(workspace.session == before)
    }

    @Test func saveContinuesUnderAnotherName() async throws {
        let workspace = try TestWorkspace(Posts.written)
        let (before, bytes) = (workspace.session, workspace.file)
        let report = try await workspace.run(":save draft-2")
        #expect(workspace.session.name == "draft-2")
        #expect(workspace.session.id != before.id)
        #expect(workspace.session.outline == before.outline)
        #expect(workspace.session.history == before.history)
        #expect(try workspace.saved() == workspace.session)
        #expect(report.note == "The session is now draft-2, in \(workspace.folder.file("draft-2")).")
        try await workspace.run(":rename 1 Start")
        #expect(try Files.read(workspace.folder.file("post")) == bytes)
        // The old one is free for others.
        let other = Workspace(
            folder: workspace.folder, models: workspace.models, interface: workspace.interface, environment: [:])
        try other.open("post")
        #expect(other.session == before)
    }

    @Test(arguments: [":save", ":save post"])
    func saveWithoutAnotherNameSaysWhereItIs(line: String) async throws {
        let workspace = try TestWorkspace(Posts.written)
        let (before, bytes) = (workspace.session, workspace.file)
        let report = try await workspace.run(line)
        #expect(report.note == "Saved after every turn in \(workspace.folder.file("post")).")
        #expect(workspace.session == before)
        #expect(workspace.file == bytes)
    }

    @Test func saveRefuses() async throws {
        let workspace = try TestWorkspace(Posts.written)
        try workspace.folder.save(Session(name: "cats", topic: "Cats", at: noon))
        let cats = try Files.read(workspace.folder.file("cats"))
        await workspace.refuses(
            ":save cats", "There is a session \"cats\" already. Choose another name, or `:open cats`.")
        #expect(try Files.read(workspace.folder.file("cats")) == cats)
        await workspace.refuses(
            ":save a/b",
            "\"a/b\" cannot be the name of a session. Use letters (of one script in a word), digits, - and _, at most 80 characters."
        )
        await workspace.refuses(":save a b", ":save does not take \"b\". `:help save` shows how.")
        let empty = try TestWorkspace()
        await empty.refuses(":save cats", "There is no topic yet. Type one, or use `:new TOPIC`.")
    }
}
