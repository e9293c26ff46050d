import Chains
import Manuscript
import TestSupport
import Testing

@testable import Commands
@testable import Configuration

/// `:set`, `:model` and `:models`.
@Suite struct SetTests {
    @Test(arguments: [
        (":set words=900", "words", "900"), (":set words = 900", "words", "900"),
        (":set audience \"two words\"", "audience", "two words"), (":set audience a \"b\"", "audience", "a \"b\""),
    ])
    func anEqualsSignAndQuotesAreTakenAsWriting(line: String, key: String, value: String) async throws {
        let workspace = try TestWorkspace(Posts.begun)
        try await workspace.changes(line)
        #expect(try SettingKey.named(key).value(in: workspace.session) == value)
    }

    @Test func changesASettingInOneTurn() async throws {
        let workspace = try TestWorkspace(Posts.unset)
        let sections = workspace.session.outline
        let first = try await workspace.changes(":set temperature 0.5")
        #expect(first.note == "temperature is 0.5.")
        #expect(first.data == ["temperature": "0.5"])
        #expect(workspace.session.settings.values == ["temperature": .number(0.5)])
        let second = try await workspace.changes(":set TEMPERATURE = 1.5")
        #expect(second.note == "temperature is 1.5, was 0.5.")
        let third = try await workspace.changes(":set temperature default")
        #expect(third.note == "temperature is the default, was 1.5.")
        #expect(workspace.session.settings.values.isEmpty)
        #expect(workspace.session.history.last?.summary == "set temperature")
        #expect(workspace.session.outline == sections)
        #expect(workspace.models.supplied == 0)
    }

    @Test func stylesGoOntoTheCard() async throws {
        let workspace = try TestWorkspace(Posts.unset)
        #expect(try await workspace.changes(":set words 2500").note == "words is 2500.")
        #expect(
            try await workspace.changes(":set audience  backend   developers").note == "audience is backend developers."
        )
        var card = Style()
        card.words = 2500
        card.audience = "backend developers"
        #expect(workspace.session.style == card)
        #expect(workspace.session.settings.values.isEmpty)
        #expect(
            try await workspace.changes(":set audience none").note == "audience is the default, was backend developers."
        )
        #expect(workspace.session.style.audience.isEmpty)
    }

    @Test func unknownSettingsOfTheFileStay() async throws {
        var session = Posts.unset
        session.settings["later"] = ["a": 1]
        let workspace = try TestWorkspace(session)
        try await workspace.changes(":set seed 7")
        #expect(try workspace.saved().settings.values == ["later": ["a": 1], "seed": 7])
    }

    @Test func showsOneAndAll() async throws {
        let workspace = try TestWorkspace(Posts.unset)
        try await workspace.run(":set parallel 3")
        let before = workspace.session
        let one = try await workspace.run(":set parallel")
        #expect(one.answer == .plain("parallel  3  sections written at once; takes a whole number from 1 to 32"))
        #expect(one.data == ["parallel": "3"])
        #expect(try await workspace.run(":set seed").data == ["seed": .null])
        let all = try await workspace.run(":set")
        let text = try #require(all.plain)
        let lines = text.split(separator: "\n")
        #expect(lines.count == SettingKey.all.count)
        #expect(lines[0] == "model            -  the model's id")
        #expect(lines[4] == "parallel         3  sections written at once")
        #expect(all.data["settings"]?.object?.count == SettingKey.all.count)
        #expect(workspace.session == before)
    }

    @Test func saysWhereAValueComesFrom() async throws {
        let text = "parallel: 5\naudience: cooks"
        let file = try ConfigFile(Array(text.utf8), at: .init(path: "c.yml"), user: "c.yml")
        let configuration = Configuration(flags: ["model": "of-flag"], files: [file])
        let workspace = try TestWorkspace(Posts.unset, configuration: configuration)
        let before = workspace.session
        let parallel = try await workspace.run(":set parallel")
        #expect(parallel.data == ["parallel": "5"] && parallel.note == "The value comes from c.yml, line 1.")
        #expect(try await workspace.run(":set audience").note == "The value comes from c.yml, line 2.")
        #expect(try await workspace.run(":set model").note == "The value comes from --model.")
        #expect(try await workspace.run(":set seed").note == "")
        #expect(try await workspace.run(":set").plain?.contains("parallel         5  ") == true)
        #expect(workspace.session == before)
        #expect(try await workspace.run(":set parallel 2").note == "parallel is 2.")
        #expect(try await workspace.run(":set parallel").note == "")
        #expect(
            try await workspace.run(":set parallel default").note
                == "parallel is the default, was 2. The value in effect is 5, from c.yml, line 1.")
        #expect(
            try await workspace.run(":set model mine").note
                == "model is mine. The value in effect is of-flag, from --model.")
        #expect(try workspace.saved().settings.values == ["model": "mine"])
    }

    @Test func setRefuses() async throws {
        let workspace = try TestWorkspace(Posts.unset)
        await workspace.refuses(
            ":set temperatur 1", "There is no setting \"temperatur\"; did you mean \"temperature\"? `:set` lists them.")
        await workspace.refuses(":set colour red", "There is no setting \"colour\". `:set` lists them.")
        await workspace.refuses(":set temperature hot", "temperature takes a number from 0 to 2.")
        await workspace.refuses(":set temperature 2.1", "temperature takes a number from 0 to 2.")
        await workspace.refuses(":set words 3", "words takes a whole number of words from 50 to 100000.")
        await workspace.refuses(":set reasoningEffort much", "reasoningEffort takes low, medium or high.")
        await workspace.refuses(":set baseURL localhost", "baseURL takes an address such as http://127.0.0.1:11434/v1.")
        await workspace.refuses(":set model a b", "model takes the id of a model; `:models` lists them.")
    }

    @Test func modelShowsAndChooses() async throws {
        let workspace = try TestWorkspace(Posts.unset)
        let before = workspace.session
        let shown = try await workspace.run(":model")
        #expect(shown.answer == .plain("scripted-1 at the script"))
        #expect(workspace.session == before)
        let chosen = try await workspace.changes(":model openai/gpt-oss-20b")
        #expect(chosen.answer == .plain("openai/gpt-oss-20b at the script"))
        #expect(chosen.data == ["model": "openai/gpt-oss-20b at the script"])
        #expect(chosen.note == "The model is openai/gpt-oss-20b now.")
        #expect(workspace.session.settings["model"] == "openai/gpt-oss-20b")
        #expect(workspace.session.history.last?.summary == "chose the model")
        #expect(workspace.models.supplied == 0)
        await workspace.refuses(":model a b", ":model does not take \"b\". `:help model` shows how.")
        await workspace.refuses(":model \"a b\"", "model takes the id of a model; `:models` lists them.")
        try await workspace.changes(":model default")
        #expect(workspace.session.settings["model"] == nil)
    }

    @Test func modelsListsWhatIsOffered() async throws {
        let workspace = try TestWorkspace(Posts.unset)
        let before = workspace.session
        let report = try await workspace.run(":models")
        #expect(report.answer == .plain("scripted-1 *\nscripted-2"))
        #expect(report.data == ["models": ["scripted-1", "scripted-2"]])
        #expect(workspace.interface.events == [.waiting("asking The script")])
        #expect(workspace.session == before)
        let error = ModelError.noModel(reason: "no key is set")
        let none = try TestWorkspace(Posts.unset, models: ScriptedSupply(refusal: error))
        await none.fails(":models", error.sentence)
        await workspace.fails(":models all", ":models does not take \"all\". `:help models` shows how.")
    }
}
