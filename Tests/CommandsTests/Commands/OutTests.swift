import Configuration
import Manuscript
import Platform
import TestSupport
import Testing

@testable import Commands

/// `:copy`, `:preview`, `:meta` and kinds of post.
@Suite struct OutTests {
    private func program(_ name: String, _ script: String, in folder: String) throws {
        try Files.makeFolder(folder)
        try Files.replace("\(folder)/\(name)", with: Array("#!/bin/sh\n\(script)\n".utf8), mode: 0o755)
    }

    @Test func aClipboardProgramGetsTheMarkdown() async throws {
        let base = try TemporaryFolder()
        let bin = "\(base.path)/bin"
        try program("xclip", "echo \"$@\" > \(base.path)/words; cat > \(base.path)/taken", in: bin)
        let workspace = try TestWorkspace(
            Posts.written, environment: ["PATH": "\(bin):/usr/bin:/bin", "DISPLAY": ":0"])
        let report = try await workspace.run(":copy")
        #expect(report.note.hasPrefix("Copied ") && report.note.hasSuffix(" words."))
        #expect(try Files.read("\(base.path)/taken") == Array(MarkdownExport.text(of: workspace.session).utf8))
        #expect(try Files.read("\(base.path)/words") == Array("-selection clipboard\n".utf8))
        try await workspace.run(":copy 2.2")
        #expect(try Files.read("\(base.path)/taken") == Array("### Tables\n\nA table has rows.\n".utf8))
        try await workspace.run(":copy 2.2:1")
        #expect(try Files.read("\(base.path)/taken") == Array("A table has rows.\n".utf8))
        #expect(try Files.names(in: workspace.temporary.path) == ["sessions"])
    }

    @Test func withoutAClipboardItIsOneSentence() async throws {
        let workspace = try TestWorkspace(Posts.written, environment: ["PATH": "/nowhere", "DISPLAY": ":0"])
        await workspace.refuses(
            ":copy",
            "There is no clipboard here: neither wl-copy, xclip or pbcopy, nor a terminal. `:export -` prints the post instead."
        )
    }

    @Test func thePreviewFollowsChanges() async throws {
        let workspace = try TestWorkspace(Posts.written)
        let report = try await workspace.run(":preview --watch")
        let path = try #require(report.data["path"]?.string)
        var information = stat()
        #expect(stat(path, &information) == 0 && information.st_mode & 0o077 == 0)
        #expect(report.note == "The page is in \(path). It follows each change while Galley runs.")
        func page() throws -> String { String(decoding: try Files.read(path), as: UTF8.self) }
        let before = try page()
        #expect(before.contains("stamp.js") && !before.contains("Start"))
        try await workspace.run(":rename 1 Start")
        #expect(try page().contains("Start"))
        let stamp = String(decoding: try Files.read("\(Files.folder(of: path))/stamp.js"), as: UTF8.self)
        let name = try #require(stamp.split(separator: "\"").dropFirst().first)
        #expect(try page().contains("!== \"\(name)\""))
        let other = try await workspace.run(":preview")
        let plain = String(decoding: try Files.read(try #require(other.data["path"]?.string)), as: UTF8.self)
        #expect(plain == HTMLExport.text(of: workspace.session))
    }

    @Test func metadataIsSetShownAndProposed() async throws {
        let workspace = try TestWorkspace(Posts.written)
        try await workspace.changes(":meta tags baking, warm yeast")
        #expect(workspace.session.metadata.tags == ["baking", "warm yeast"])
        let short = try await workspace.run(":meta description Too short")
        #expect(short.note.hasPrefix("The description has 9 characters; 50 to 160 are best."))
        let shown = try await workspace.run(":meta")
        #expect(
            shown.plain?.contains("tags         baking, warm yeast") == true
                && shown.plain?.contains("slug         not set") == true)
        try await workspace.run(":meta propose")
        #expect(!workspace.session.metadata.slug.isEmpty && workspace.session.metadata.description == "Too short")
        try await workspace.run(":undo")
        #expect(workspace.session.metadata.slug.isEmpty)
        try await workspace.run(":meta tags -")
        #expect(workspace.session.metadata.tags == [])
        #expect(try workspace.saved() == workspace.session)
        await workspace.refuses(":meta colour red", ":meta takes title, description, tags, slug, propose or suggest.")
    }

    private static let suggestion =
        #"{"title":"A better title","description":"What a file is, how tables store rows, and why pipelines run in a fixed order every night.","tags":["data","files"],"slug":"A better slug"}"#

    @Test(arguments: [true, false]) func aSuggestionIsShownBeforeItIsTaken(consents: Bool) async throws {
        let models = ScriptedSupply { _ in .text(Self.suggestion) }
        let workspace = try TestWorkspace(
            Posts.written, models: models, interface: RecordingInterface(consent: consents))
        let before = workspace.session
        let report = try await workspace.run(":meta suggest")
        #expect(workspace.interface.events.contains(.asked("Use these?")) && models.requests.count == 1)
        #expect(workspace.session.metadata.title == (consents ? "A better title" : ""))
        #expect(workspace.session.metadata.slug == (consents ? "a-better-slug" : ""))
        #expect(report.note == (consents ? "`:undo` takes it back." : "Nothing was changed."))
        #expect(workspace.session.outline == before.outline)
        if consents { try await workspace.run(":undo") }
        #expect(workspace.session.metadata == before.metadata)
    }

    @Test func oneFieldIsSuggestedAndAFailedModelIsMadeUpFor() async throws {
        let models = ScriptedSupply { _ in .text(Self.suggestion) }
        let workspace = try TestWorkspace(Posts.written, models: models, interface: RecordingInterface())
        let asked = try await workspace.run(":meta suggest title")
        #expect(asked.isRefused && workspace.session.metadata == PostMetadata())
        try await workspace.changes(":meta suggest --yes title")
        #expect(workspace.session.metadata.title == "A better title" && workspace.session.metadata.slug.isEmpty)
        let other = try TestWorkspace(Posts.written, models: ScriptedSupply { _ in .text("No.") })
        try await other.run(":meta suggest --yes")
        #expect(other.session.metadata == PostMetadata().proposed(for: other.session))
        #expect(other.interface.notes.contains { $0.contains("proposed from the text") })
        let unasked = try TestWorkspace(Posts.written)
        await unasked.refuses(":meta suggest colour", ":meta suggest takes title, description, tags or slug.")
    }

    @Test func aKindMakesTheOutline() async throws {
        let workspace = try TestWorkspace()
        let report = try await workspace.run(":new --kind case-study Moving to Postgres")
        #expect(report.note.hasSuffix("(case-study). Next: `:write`."))
        #expect(workspace.titles.first == "1 The situation" && workspace.titles.count == 6)
        #expect(workspace.session.outline.sections[0].brief.contains("Moving to Postgres"))
        #expect(workspace.session.style.tone == "plain, first person, with figures")
        #expect(workspace.session.settings["kind"] == "case-study")
        #expect(workspace.session.outline.sections.allSatisfy { $0.words ?? 0 >= 40 })
        await workspace.refuses(
            ":new --kind poem Bread",
            "There is no kind of post \"poem\". Use one of tutorial, comparison, case-study, opinion, announcement, explainer."
        )
    }

    @Test func ownKindsAreFiles() async throws {
        let base = try TemporaryFolder()
        let folder = "\(base.path)/galley/kinds"
        try Files.makeFolder(folder)
        try Files.replace("\(folder)/recipe.yml", with: Array("about: food\nsections: [Why, How]\n".utf8))
        try Files.replace("\(folder)/opinion.yaml", with: Array("about: mine\nsections: [One]\n".utf8))
        let environment = ["XDG_CONFIG_HOME": base.path]
        let list = try KindList.report(environment)
        #expect(
            list.plain?.contains("recipe        food") == true && list.plain?.contains("opinion       mine") == true)
        #expect(list.note.contains(folder))
        let workspace = try TestWorkspace(environment: environment)
        try await workspace.run(":new --kind recipe Bread")
        #expect(workspace.titles == ["1 Why", "2 How"])
        try Files.replace("\(folder)/bad.yml", with: Array("sections: 3\n".utf8))
        await workspace.refuses(
            ":new --kind recipe Bread",
            "\(folder)/bad.yml has no sections with titles, so it describes no kind of post. Add a list `sections`.")
    }
}
