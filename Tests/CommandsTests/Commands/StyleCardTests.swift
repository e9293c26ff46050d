import Chains
import Manuscript
import Platform
import TestSupport
import Testing

@testable import Commands
@testable import Configuration

/// `:style`: one truth with `:set`, named cards, and cards learnt from texts.
@Suite struct StyleCardTests {
    private static let text = """
        # Old post

        You keep the data in files, and the files of your team are all you need for that. You will be glad of it, since the \
        rest of your work is with them. That is the end of it for you.

        You keep the rest of it in tables, and that is for the tables of the team. You are done with it.
        """

    private func configuration(_ text: String) throws -> Configuration {
        Configuration(files: [try ConfigFile(Array(text.utf8), at: .init(path: "c.yml"), user: "c.yml")])
    }

    private func write(_ text: String, in workspace: TestWorkspace) throws -> String {
        let path = workspace.temporary.path + "/old.md"
        try Files.replace(path, with: Array(text.utf8))
        return path
    }

    @Test func aLineOfTheCardIsASetting() async throws {
        let workspace = try TestWorkspace(Posts.written, configuration: try configuration("tone: dry"))
        try await workspace.changes(":style banned delve into; robust")
        try await workspace.changes(":style person=second person")
        try await workspace.changes(":style words 900")
        #expect(
            workspace.session.style.banned == ["delve into", "robust"]
                && workspace.session.style.person == "second person")
        #expect(try await workspace.run(":set banned").plain?.hasPrefix("banned  delve into; robust  phrases") == true)
        #expect(
            try await workspace.run(":style").plain == """
                words     900
                audience  -                   the intended readers
                tone      dry                 from c.yml, line 1
                person    second person
                language  -                   language of headings and text
                lists     -                   how often to use lists
                banned    delve into; robust
                stock     -                   look for stock phrases such as "plays a crucial role"
                rules     -                   further style rules
                sample    -                   a sample paragraph in the right voice
                """)
        #expect(try await workspace.run(":style").data["style"]?["tone"] == "dry")
        try await workspace.changes(":style banned none")
        #expect(workspace.session.style.banned.isEmpty)
        await workspace.refuses(":style lists many", "lists takes never, few or often.")
        await workspace.refuses(
            ":style ton dry", "The style card has no \"ton\"; did you mean \"tone\"? `:style` shows it.")
        await workspace.refuses(":style temperature 1", "The style card has no \"temperature\". `:style` shows it.")
    }

    @Test func theCardIsInEveryPrompt() async throws {
        let workspace = try TestWorkspace(Posts.outlined, models: Authors.plain())
        for line in ["banned delve; leverage", "lists never", "language German", "rules No puns; No idioms"] {
            try await workspace.run(":style \(line)")
        }
        try await workspace.run(":write 3")
        let system = try #require(workspace.models.requests.last?.messages.first?.text)
        #expect(
            system.contains("Lists: none; write prose.")
                && system.contains("Never use these words: \"delve\", \"leverage\"."))
        #expect(system.contains("Rule: No puns\nRule: No idioms") && system.contains("Language: German"))
        _ = try? await workspace.run(":outline put the tables first")
        #expect(
            workspace.models.requests.last?.messages.first?.text.contains(
                "Titles, briefs and points are in the language of the text: German.") == true)
    }

    @Test func namedCardsComeFromTheConfiguration() async throws {
        let text = """
            styles:
              house:
                tone: dry
                banned: [delve, leverage]
                lists: never
                person: we
              loud: {tone: LOUD}
            """
        let workspace = try TestWorkspace(Posts.written, configuration: try configuration(text))
        try await workspace.run(":style audience cooks")
        let report = try await workspace.changes(":style use house")
        let style = workspace.session.style
        #expect(
            style.tone == "dry" && style.banned == ["delve", "leverage"] && style.lists == "never"
                && style.audience == "cooks")
        #expect(report.note == "Used the style house. `:undo` takes it back.")
        #expect(try await workspace.run(":style use house").note == "The style card already says all of that.")
        #expect(try await workspace.run(":style use").plain == "house  tone, person, lists, banned\nloud   tone")
        await workspace.refuses(
            ":style use hause", "There is no style \"hause\"; did you mean \"house\"? `:style use` lists them.")
        #expect(
            try await TestWorkspace(Posts.written).run(":style use").note
                == "There are no named styles. Define them under `styles:` in .galley.yml.")
    }

    @Test func wrongStylesOfAFileAreNamed() throws {
        #expect { try configuration("styles: dry") } throws: {
            ($0 as? ConfigError)?.sentence
                == "c.yml, line 1: styles takes names, each with a style card below it. Correct it, or remove the line."
        }
        #expect { try configuration("styles:\n  a: {lists: many}") } throws: {
            ($0 as? ConfigError)?.sentence
                == "c.yml, line 2: styles.a.lists takes never, few or often. Correct it, or remove the line."
        }
        #expect(
            try configuration("styles:\n  a: {tome: x, model: m}").files[0].unknown.map(\.key) == [
                "styles.a.model", "styles.a.tome",
            ])
    }

    @Test func aCardLearnedFromATextIsUsedIfAccepted() async throws {
        let models = ScriptedSupply { _ in .text(#"{"tone": "plain, dry", "audience": "teams that keep data"}"#) }
        let interface = RecordingInterface(consent: true)
        let workspace = try TestWorkspace(Posts.written, models: models, interface: interface)
        let path = try write(Self.text, in: workspace)
        let report = try await workspace.changes(":style learn \(path)")
        let style = workspace.session.style
        #expect(
            style.tone == "plain, dry" && style.audience == "teams that keep data" && style.person == "second person")
        #expect(style.language == "English" && style.lists == "never" && style.sample.hasPrefix("You keep the"))
        #expect(style.rules.count == 1 && style.rules[0].hasPrefix("Sentences of about 1"))
        #expect(report.note == "Learned the style of \(path). `:undo` takes it back.")
        let document = try await workspace.run(":style").plain?.split(separator: "\n").suffix(2).joined(separator: "\n")
        #expect(document?.hasPrefix("sample\n    You keep the") == true)
        #expect(interface.events.contains(.asked("This is how \(path) is written. Use this as the style card?")))
        if case .jsonSchema(let name, _)? = models.requests.first?.format {
            #expect(name == "style")
        } else {
            #expect(Bool(false))
        }
        #expect(try await workspace.run(":style learn \(path)").note == "The style card already says all of that.")
    }

    @Test func inAScriptOnlyYesTakesIt() async throws {
        let models = ScriptedSupply { _ in .text("{}") }
        let workspace = try TestWorkspace(Posts.written, models: models)
        let path = try write(Self.text, in: workspace)
        let report = try await workspace.run(":style learn \(path)")
        #expect(workspace.session.style == Posts.written.style && report.plain?.contains("second person") == true)
        #expect(report.note == "The style card is unchanged. `:style learn --yes \(path)` uses it.")
        try await workspace.changes(":style learn --yes \(path)")
        #expect(workspace.session.style.person == "second person" && workspace.session.style.tone.isEmpty)
    }

    @Test func withoutAModelTheMeasuredValuesAreUsed() async throws {
        let refusal = ModelError.noModel(reason: "none is there")
        let interface = RecordingInterface(isSure: true)
        let workspace = try TestWorkspace(Posts.written, models: ScriptedSupply(refusal: refusal), interface: interface)
        let path = try write(Self.text, in: workspace)
        try await workspace.run(":style learn \(path)")
        #expect(workspace.session.style.person == "second person" && workspace.session.style.tone.isEmpty)
        #expect(interface.notes == ["Tone and audience could not be determined: \(refusal.sentence)"])
        let small = try TestWorkspace(
            Posts.written, models: ScriptedSupply(tier: .small) { _ in .text(#"{"tone": "x", "audience": "y"}"#) },
            interface: interface)
        try await small.run(":style learn \(path)")
        #expect(small.session.style.tone.isEmpty && small.models.requests.isEmpty)
        let short = try write("Too short.", in: small)
        await small.fails(
            ":style learn \(short)",
            "\(short) has fewer than 60 words of prose, so its style cannot be learned. Give a longer Markdown or text file."
        )
    }

    @Test func checkHasARowForEachRuleThatIsSet() async throws {
        let workspace = try TestWorkspace(Posts.written)
        try await workspace.run(":style banned bytes")
        try await workspace.run(":style language Greek")
        let report = try await workspace.run(":check")
        #expect(
            report.plain?.contains("banned phrases") == true
                && report.plain?.contains("2.1 Files and folders: it says \"bytes\"") == true)
        #expect(report.plain?.contains("language") == true && report.note.contains("banned phrases, language"))
    }
}
