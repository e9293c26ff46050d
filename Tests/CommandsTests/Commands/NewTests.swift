import Manuscript
import Platform
import Storage
import TestSupport
import Testing

@testable import Commands

/// `:new`, and free text where there is no topic yet.
@Suite struct NewTests {
    @Test func beginsASessionThatIsSaved() async throws {
        let workspace = try TestWorkspace()
        let report = try await workspace.run(":new  What is\tdata engineering? ")
        #expect(workspace.session.topic == "What is data engineering?")
        #expect(workspace.session.name == "what-is-data-engineering")
        #expect(report.note == "Started “what-is-data-engineering”. Next: `:outline`.")
        #expect(workspace.session.history.map(\.kind.rawValue) == ["new"])
        #expect(workspace.session.history.first?.summary == "began with the topic What is data engineering?")
        #expect(try workspace.saved() == workspace.session)
        #expect(workspace.models.supplied == 0)
    }

    @Test(arguments: ["Cats and dogs", "::Cats and dogs", "/new Cats and dogs"])
    func theFirstTypedLineIsTheTopic(line: String) async throws {
        let workspace = try TestWorkspace()
        try await workspace.run(line)
        #expect(workspace.session.topic == (line.hasPrefix("::") ? ":Cats and dogs" : "Cats and dogs"))
        #expect(workspace.session.name == "cats-and-dogs")
    }

    @Test func aSecondPostOnATopicGetsADifferentName() async throws {
        let workspace = try TestWorkspace()
        for name in ["cats", "cats-2", "cats-3"] {
            try await workspace.run(":new Cats")
            #expect(workspace.session.name == name)
        }
        #expect(Set(try workspace.folder.list().map(\.name)) == ["cats", "cats-2", "cats-3"])
    }

    @Test func theRequestedNameIsUsedOnce() async throws {
        let workspace = try TestWorkspace()
        workspace.workspace.store.nextName = "mine"
        try await workspace.run(":new Cats")
        #expect(workspace.session.name == "mine")
        try await workspace.run(":new Cats")
        #expect(workspace.session.name == "cats")
    }

    @Test func settingsFromBeforeTheTopicGoAlongAndLaterOnesDoNot() async throws {
        let workspace = try TestWorkspace()
        try await workspace.run(":set temperature 0.5")
        try await workspace.run(":set tone plain")
        #expect(workspace.file == nil)
        try await workspace.run("Cats")
        #expect(workspace.session.settings["temperature"] == .number(0.5))
        #expect(workspace.session.style.tone == "plain")
        #expect(try workspace.saved() == workspace.session)
        try await workspace.run(":new Dogs")
        #expect(workspace.session.settings.values.isEmpty)
        #expect(workspace.session.style == Style())
    }

    @Test func theOldPostStaysAsItWas() async throws {
        let workspace = try TestWorkspace(Posts.written)
        let bytes = workspace.file
        try await workspace.run(":new Cats")
        #expect(try Array(workspace.folder.load("post").outline.entries) == Posts.written.outline.entries)
        try await workspace.run(":open post")
        #expect(workspace.file == bytes)
    }

    @Test func theBeginningCannotBeUndone() async throws {
        let workspace = try TestWorkspace()
        try await workspace.run(":new Cats")
        await workspace.refuses(":undo", "Nothing to undo. `:history` lists what was done.")
    }

    @Test(arguments: [":new", ":new   ", ":new ???", ":new ##", "…"])
    func refusesATopicWithoutAWord(line: String) async throws {
        let workspace = try TestWorkspace()
        await workspace.refuses(
            line, "A topic needs at least one letter or digit. Try `:new What is data engineering?`.")
        #expect(try workspace.folder.list().isEmpty)
    }

    @Test func textBesideATopicIsTalkAndNoTopic() async throws {
        let workspace = try TestWorkspace(Posts.outlined)
        let report = try await workspace.run("Lighthouses of the north")
        #expect(report.answer == .markdown("Nothing was asked for."))
        #expect(workspace.session.topic == Posts.outlined.topic && workspace.models.requests.count == 1)
    }

    @Test func aFolderThatCannotBeMadeLeavesTheDeskAsItWas() async throws {
        let workspace = try TestWorkspace()
        try Files.replace(workspace.folder.path, with: [])
        let ending = await Interpreter.run(":new Cats", in: workspace.workspace)
        #expect(
            ending
                == .failed(
                    "\(workspace.folder.path) cannot be used as a folder: a part of the path is a file, not a folder."))
        #expect(workspace.session.topic.isEmpty)
    }
}
