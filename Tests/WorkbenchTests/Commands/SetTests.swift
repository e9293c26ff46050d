import Chains
import Manuscript
import Testing

@testable import Workbench

/// `:set`, `:model` and `:models`.
@Suite struct SetTests {
    @Test(arguments: [
        (":set words=900", "words", "900"), (":set words = 900", "words", "900"),
        (":set audience \"two words\"", "audience", "two words"), (":set audience a \"b\"", "audience", "a \"b\""),
    ])
    func anEqualsSignAndQuotesAreTakenAsWriting(line: String, key: String, value: String) async throws {
        let desk = try TestDesk(Posts.begun)
        try await desk.changes(line)
        #expect(try SettingKey.named(key).value(in: desk.session) == value)
    }

    @Test func changesASettingInOneTurn() async throws {
        let desk = try TestDesk(Posts.unset)
        let sections = desk.session.outline
        let first = try await desk.changes(":set temperature 0.5")
        #expect(first.note == "temperature is 0.5.")
        #expect(first.data == ["temperature": "0.5"])
        #expect(desk.session.settings.values == ["temperature": .number(0.5)])
        let second = try await desk.changes(":set TEMPERATURE = 1.5")
        #expect(second.note == "temperature is 1.5, was 0.5.")
        let third = try await desk.changes(":set temperature default")
        #expect(third.note == "temperature is the default, was 1.5.")
        #expect(desk.session.settings.values.isEmpty)
        #expect(desk.session.history.last?.summary == "set temperature")
        #expect(desk.session.outline == sections)
        #expect(desk.models.supplied == 0)
    }

    @Test func stylesGoOntoTheCard() async throws {
        let desk = try TestDesk(Posts.unset)
        #expect(try await desk.changes(":set words 2500").note == "words is 2500.")
        #expect(try await desk.changes(":set audience  backend   developers").note == "audience is backend developers.")
        var card = Style()
        card.words = 2500
        card.audience = "backend developers"
        #expect(desk.session.style == card)
        #expect(desk.session.settings.values.isEmpty)
        #expect(try await desk.changes(":set audience none").note == "audience is the default, was backend developers.")
        #expect(desk.session.style.audience.isEmpty)
    }

    @Test func unknownSettingsOfTheFileStay() async throws {
        var session = Posts.unset
        session.settings["later"] = ["a": 1]
        let desk = try TestDesk(session)
        try await desk.changes(":set seed 7")
        #expect(try desk.saved().settings.values == ["later": ["a": 1], "seed": 7])
    }

    @Test func showsOneAndAll() async throws {
        let desk = try TestDesk(Posts.unset)
        try await desk.run(":set parallel 3")
        let before = desk.session
        let one = try await desk.run(":set parallel")
        #expect(one.answer == .plain("parallel  3  sections written at once; takes a whole number from 1 to 32"))
        #expect(one.data == ["parallel": "3"])
        #expect(try await desk.run(":set seed").data == ["seed": .null])
        let all = try await desk.run(":set")
        let text = try #require(all.plain)
        let lines = text.split(separator: "\n")
        #expect(lines.count == SettingKey.all.count)
        #expect(lines[0] == "model            -  the model's id")
        #expect(lines[4] == "parallel         3  sections written at once")
        #expect(all.data["settings"]?.object?.count == SettingKey.all.count)
        #expect(desk.session == before)
    }

    @Test func saysWhereAValueComesFrom() async throws {
        let text = "parallel: 5\naudience: cooks"
        let file = try ConfigFile(Array(text.utf8), at: .init(path: "c.yml"), user: "c.yml")
        let configuration = Configuration(flags: ["model": "of-flag"], files: [file])
        let desk = try TestDesk(Posts.unset, configuration: configuration)
        let before = desk.session
        let parallel = try await desk.run(":set parallel")
        #expect(parallel.data == ["parallel": "5"] && parallel.note == "The value comes from c.yml, line 1.")
        #expect(try await desk.run(":set audience").note == "The value comes from c.yml, line 2.")
        #expect(try await desk.run(":set model").note == "The value comes from --model.")
        #expect(try await desk.run(":set seed").note == "")
        #expect(try await desk.run(":set").plain?.contains("parallel         5  ") == true)
        #expect(desk.session == before)
        #expect(try await desk.run(":set parallel 2").note == "parallel is 2.")
        #expect(try await desk.run(":set parallel").note == "")
        #expect(
            try await desk.run(":set parallel default").note
                == "parallel is the default, was 2. What counts is 5, from c.yml, line 1.")
        #expect(
            try await desk.run(":set model mine").note == "model is mine. What counts is of-flag, from --model.")
        #expect(try desk.saved().settings.values == ["model": "mine"])
    }

    @Test func setRefuses() async throws {
        let desk = try TestDesk(Posts.unset)
        await desk.refuses(
            ":set temperatur 1", "There is no setting \"temperatur\"; did you mean \"temperature\"? `:set` lists them.")
        await desk.refuses(":set colour red", "There is no setting \"colour\". `:set` lists them.")
        await desk.refuses(":set temperature hot", "temperature takes a number from 0 to 2.")
        await desk.refuses(":set temperature 2.1", "temperature takes a number from 0 to 2.")
        await desk.refuses(":set words 3", "words takes a whole number of words from 50 to 100000.")
        await desk.refuses(":set reasoningEffort much", "reasoningEffort takes low, medium or high.")
        await desk.refuses(":set baseURL localhost", "baseURL takes an address such as http://127.0.0.1:11434/v1.")
        await desk.refuses(":set model a b", "model takes the id of a model; `:models` lists them.")
    }

    @Test func modelShowsAndChooses() async throws {
        let desk = try TestDesk(Posts.unset)
        let before = desk.session
        let shown = try await desk.run(":model")
        #expect(shown.answer == .plain("scripted-1 at the script"))
        #expect(desk.session == before)
        let chosen = try await desk.changes(":model openai/gpt-oss-20b")
        #expect(chosen.answer == .plain("openai/gpt-oss-20b at the script"))
        #expect(chosen.data == ["model": "openai/gpt-oss-20b at the script"])
        #expect(desk.session.settings["model"] == "openai/gpt-oss-20b")
        #expect(desk.session.history.last?.summary == "chose the model")
        #expect(desk.models.supplied == 0)
        await desk.refuses(":model a b", ":model does not know what to do with \"b\". `:help model` shows how.")
        await desk.refuses(":model \"a b\"", "model takes the id of a model; `:models` lists them.")
        try await desk.changes(":model default")
        #expect(desk.session.settings["model"] == nil)
    }

    @Test func modelsListsWhatIsOffered() async throws {
        let desk = try TestDesk(Posts.unset)
        let before = desk.session
        let report = try await desk.run(":models")
        #expect(report.answer == .plain("scripted-1 *\nscripted-2"))
        #expect(report.data == ["models": ["scripted-1", "scripted-2"]])
        #expect(desk.stage.events == [.waiting("asking The script")])
        #expect(desk.session == before)
        let error = ModelError.noModel(reason: "no key is set")
        let none = try TestDesk(Posts.unset, models: ScriptedSupply(refusal: error))
        await none.fails(":models", error.sentence)
        await desk.fails(":models all", ":models does not know what to do with \"all\". `:help models` shows how.")
    }
}
