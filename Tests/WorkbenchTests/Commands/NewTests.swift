import Manuscript
import Platform
import Testing

@testable import Workbench

/// `:new`, and free text where there is no topic yet.
@Suite struct NewTests {
    @Test func beginsASessionThatIsSaved() async throws {
        let desk = try TestDesk()
        let report = try await desk.run(":new  What is\tdata engineering? ")
        #expect(desk.session.topic == "What is data engineering?")
        #expect(desk.session.name == "what-is-data-engineering")
        #expect(report.note == "Session what-is-data-engineering. `:outline` makes the outline.")
        #expect(desk.session.history.map(\.kind) == ["new"])
        #expect(desk.session.history.first?.summary == "began with the topic What is data engineering?")
        #expect(try desk.saved() == desk.session)
        #expect(desk.models.supplied == 0)
    }

    @Test(arguments: ["Cats and dogs", "::Cats and dogs", "/new Cats and dogs"])
    func whatIsTypedFirstIsTheTopic(line: String) async throws {
        let desk = try TestDesk()
        try await desk.run(line)
        #expect(desk.session.topic == (line.hasPrefix("::") ? ":Cats and dogs" : "Cats and dogs"))
        #expect(desk.session.name == "cats-and-dogs")
    }

    @Test func aSecondPostOnATopicGetsANameOfItsOwn() async throws {
        let desk = try TestDesk()
        for name in ["cats", "cats-2", "cats-3"] {
            try await desk.run(":new Cats")
            #expect(desk.session.name == name)
        }
        #expect(Set(try desk.folder.list().map(\.name)) == ["cats", "cats-2", "cats-3"])
    }

    @Test func theNameThatWasAskedForIsTakenOnce() async throws {
        let desk = try TestDesk()
        desk.desk.nextName = "mine"
        try await desk.run(":new Cats")
        #expect(desk.session.name == "mine")
        try await desk.run(":new Cats")
        #expect(desk.session.name == "cats")
    }

    @Test func settingsFromBeforeTheTopicGoAlongAndLaterOnesDoNot() async throws {
        let desk = try TestDesk()
        try await desk.run(":set temperature 0.5")
        try await desk.run(":set tone plain")
        #expect(desk.file == nil)
        try await desk.run("Cats")
        #expect(desk.session.settings["temperature"] == .number(0.5))
        #expect(desk.session.style.tone == "plain")
        #expect(try desk.saved() == desk.session)
        try await desk.run(":new Dogs")
        #expect(desk.session.settings.values.isEmpty)
        #expect(desk.session.style == Style())
    }

    @Test func theOldPostStaysAsItWas() async throws {
        let desk = try TestDesk(Posts.written)
        let bytes = desk.file
        try await desk.run(":new Cats")
        #expect(try Array(desk.folder.load("post").outline.entries) == Posts.written.outline.entries)
        try await desk.run(":open post")
        #expect(desk.file == bytes)
    }

    @Test func birthIsNotTakenBack() async throws {
        let desk = try TestDesk()
        try await desk.run(":new Cats")
        await desk.refuses(":undo", "There is nothing to take back. `:history` shows what was done.")
    }

    @Test(arguments: [":new", ":new   ", ":new ???", ":new ##", "…"])
    func refusesATopicWithoutAWord(line: String) async throws {
        let desk = try TestDesk()
        await desk.refuses(
            line, "A topic needs at least one letter or digit. Try `:new What is data engineering?`.")
        #expect(try desk.folder.list().isEmpty)
    }

    @Test func textBesideATopicIsTalkAndNoTopic() async throws {
        let desk = try TestDesk(Posts.outlined)
        let report = try await desk.run("Lighthouses of the north")
        #expect(report.answer == .markdown("Nothing was asked for."))
        #expect(desk.session.topic == Posts.outlined.topic && desk.models.requests.count == 1)
    }

    @Test func aFolderThatCannotBeMadeLeavesTheDeskAsItWas() async throws {
        let desk = try TestDesk()
        try Files.replace(desk.folder.path, with: [])
        let ending = await Shell.run(":new Cats", at: desk.desk)
        #expect(
            ending
                == .failed(
                    "\(desk.folder.path) cannot be used as a folder: a part of the path is a file, not a folder."))
        #expect(desk.session.topic.isEmpty)
    }
}
