import Chains
import Manuscript
import Testing

@testable import Workbench

/// What a session costs, and what it may cost.
@Suite struct BudgetTests {
    /// A millionth for each token that the script counts: 10 to read, of which 4 cached at half the price, 5 to write.
    private static let call = 6 + 2 + 5
    private static let prices = "currency: EUR\nprices:\n  scripted-1: {prompt: 1, cached: 0.5, completion: 1}\n"

    private func configuration(_ text: String = prices) throws -> Configuration {
        let file = try ConfigFile(Array(text.utf8), at: .init(path: "c.yml"), user: "c.yml")
        return Configuration(files: [file])
    }

    private func desk(
        _ session: Session = Posts.outlined, _ models: ScriptedSupply = Authors.plain(),
        stage: RecordingStage = RecordingStage(), config: String = prices
    ) throws -> TestDesk {
        try TestDesk(session, models: models, stage: stage, configuration: try configuration(config))
    }

    // MARK: - Prices

    @Test func theNearestAndClosestPricesCount() throws {
        func file(_ text: String) throws -> ConfigFile {
            try ConfigFile(Array(text.utf8), at: .init(path: "c.yml"), user: "c.yml")
        }
        let near = try file(
            "prices:\n  m: {prompt: 1, completion: 2}\n  groq/m: {prompt: 3, completion: \"4.5\", cached: 0.000001}")
        let far = try file("prices:\n  m: {prompt: 9, completion: 9}\n  a/b: {prompt: 5, completion: 6}")
        let configuration = Configuration(files: [near, far])
        func prices(_ model: String, _ service: String, _ provider: String? = nil) -> Prices? {
            configuration.prices(
                of: model, service: service, Settings(provider.map { ["provider": .string($0)] } ?? [:]))
        }
        #expect(prices("m", "here") == Prices(prompt: Money(micros: 1_000_000), completion: Money(micros: 2_000_000)))
        #expect(prices("m", "Groq")?.completion == Money("4.5") && prices("m", "Groq")?.cached == Money(micros: 1))
        #expect(prices("m", "x", "groq")?.prompt == Money("3"))
        #expect(
            prices("a/b", "x")?.prompt == Money("5") && prices("b", "x") == nil
                && prices("b", "x", "a")?.prompt == Money("5"))
    }

    @Test(arguments: [
        (
            "prices: 5",
            "c.yml, line 1: prices takes models, each with prices below it. Correct it, or take the line out."
        ),
        (
            "prices:\n  m: 3",
            "c.yml, line 2: prices.m takes keys below it, such as prompt: 0.15. Correct it, or take the line out."
        ),
        (
            "prices:\n  m: {prompt: 1}",
            "c.yml, line 2: prices.m takes prompt and completion, and perhaps cached: amounts for a million tokens. Correct it, or take the line out."
        ),
        (
            "prices:\n  m: {prompt: -1, completion: 2}",
            "c.yml, line 2: prices.m.prompt takes an amount for a million tokens, such as 0.15. Correct it, or take the line out."
        ),
    ])
    func wrongPricesAreNamed(text: String, sentence: String) {
        #expect { try configuration(text) } throws: { ($0 as? ConfigError)?.sentence == sentence }
    }

    @Test func unknownFieldsOfPricesAreNamed() throws {
        let file = try configuration("prices:\n  m: {prompt: 1, completion: 2, cache: 3}").files[0]
        #expect(file.unknown == [.init(key: "prices.m.cache", line: 2, suggestion: "cached")])
    }

    // MARK: - Counting

    @Test func costIsKeptByTurnSectionAndSession() async throws {
        let desk = try desk()
        try await desk.run(":write 2")
        let one = Money(micros: Self.call)
        #expect(desk.session.usage.cost == one + one && desk.session.usage.pricedCalls == 2)
        #expect(desk.session.outline["files"]?.text?.usage?.cost == one)
        #expect(try desk.saved().usage == desk.session.usage)
        #expect(
            try await desk.run(":usage").plain == """
                         calls  prompt  cached  completion  reasoning      cost
                write        2      20       8          10          2  0.000026
                session      2      20       8          10          2  0.000026
                """)
        #expect(
            try await desk.run(":usage sec").plain == """
                                       calls  prompt  cached  completion  reasoning      cost
                2.1 Files and folders      1      10       4           5          1  0.000013
                2.2 Tables                 1      10       4           5          1  0.000013
                session                    2      20       8          10          2  0.000026
                """)
        let turns = try await desk.run(":usage turns")
        #expect(turns.plain?.contains(":write 2") == true)
        #expect(turns.data["costMicros"] == .int(26) && turns.data["currency"] == "EUR")
        #expect(turns.data["rows"]?.array?.first?["name"] == ":write 2")
        await desk.fails(":usage apples", ":usage does not know what to do with \"apples\". `:help usage` shows how.")
    }

    @Test func withoutPricesThereIsNoCost() async throws {
        let desk = try desk(config: "currency: EUR")
        try await desk.run(":write 2.1")
        #expect(desk.session.usage.cost == nil)
        #expect(try await desk.run(":usage").plain?.contains("cost") == false)
    }

    @Test func whatBrokeOffIsCountedBehindTheLine() async throws {
        let models = Authors.by { _ in .failure(.dropped(server: "s", reason: "r"), after: "Half a text that goes") }
        let desk = try desk(Posts.outlined, models)
        guard case .failed = await Shell.run(":write 3", at: desk.desk) else { return #expect(Bool(false)) }
        #expect(desk.session.usage.calls == 1 && (desk.session.usage.cost ?? .zero) > Money(micros: 6))
        #expect(try desk.saved().usage == desk.session.usage)
        let before = desk.session.usage
        _ = await Shell.run(":status", at: desk.desk)
        #expect(desk.session.usage == before)
    }

    // MARK: - The budget

    @Test func aBudgetIsSetInExactAmounts() async throws {
        let desk = try desk()
        #expect(try await desk.run(":set budget 0.5").note == "budget is 0.50.")
        #expect(desk.session.settings["budget"] == "0.50")
        #expect(try await desk.run(":usage").note == "Of the budget of 0.50 EUR 0.50 EUR are left.")
        await desk.refuses(":set budget much", "budget takes an amount such as 0.50, with at most six places.")
        #expect(try await desk.run(":set budget none").note == "budget is the default, was 0.50.")
    }

    @Test func writingStopsBeforeTheBudgetIsPassedAndGoesOnAfterResume() async throws {
        var session = Posts.outlined
        // Room for the dearest call once, and not twice: an answer may take some 3,600 tokens.
        session.settings["budget"] = "0.0045"
        session.usage.cost = Money(micros: 0)
        let desk = try desk(session, Authors.plain(parallel: 4))
        session.usage.cost = Money(micros: 500)
        let ending = await Shell.run(":write", at: desk.desk)
        // Held back for one another, not refused: what each takes in the end is little.
        guard case .done = ending else { return #expect(ending == .nothing) }
        #expect(desk.session.outline.unwritten.isEmpty)

        var spent = Posts.outlined
        (spent.settings["budget"], spent.name) = ("0.0045", "spent")
        spent.usage.cost = Money(micros: 1_000)
        let second = try self.desk(spent, Authors.plain(parallel: 4))
        guard case .failed(let sentence) = await Shell.run(":write", at: second.desk) else {
            return #expect(Bool(false))
        }
        #expect(sentence.hasPrefix("The next call may cost up to 0.00"))
        #expect(
            sentence.contains(
                "of 0.0045 EUR, so it was not sent; what is finished is kept. `:set budget 0.01` allows it"))
        #expect(second.session.usage.cost.map { $0 <= Money(micros: 4_500) } == true)
        let left = second.session.outline.unwritten.count
        try await second.run(":set budget 0.01")
        try second.desk.open("spent")
        guard case .done = await Shell.run(":write", at: second.desk) else { return #expect(Bool(false)) }
        #expect(second.session.outline.unwritten.isEmpty && left > 0)
    }

    @Test func aModelWithoutAPriceIsNotAskedUnderABudget() async throws {
        let desk = try desk(config: "budget: 1")
        let sentence =
            "The budget of 1.00 cannot be kept, since no price of scripted-1 is known, so nothing was sent. Give its prices in .galley.yml, or `:set budget none`."
        #expect(await Shell.run(":write 3", at: desk.desk) == .failed(sentence))
        #expect(desk.models.requests.isEmpty && desk.session == Posts.outlined)
    }

    // MARK: - Estimates

    @Test func anEstimateIsShownOnTheTerminalBeforeWriting() async throws {
        let stage = RecordingStage(consent: true)
        let desk = try desk(stage: stage)
        try await desk.run(":write 3")
        let note = try #require(stage.notes.first)
        #expect(
            note.hasPrefix("About ") && note.contains(" tokens to read and 400 to write, 0.00")
                && note.hasSuffix(" EUR."))
        let quiet = RecordingStage()
        let script = try self.desk(stage: quiet)
        try await script.run(":write 3")
        #expect(!quiet.notes.contains { $0.hasPrefix("About ") })
    }

    @Test(arguments: [true, false])
    func whatWouldPassTheBudgetIsAskedAbout(consent: Bool) async throws {
        var session = Posts.outlined
        session.settings["budget"] = "0.002"
        session.usage.cost = Money(micros: 1_900)
        let stage = RecordingStage(consent: consent)
        let desk = try desk(session, stage: stage)
        let ending = await Shell.run(":write", at: desk.desk)
        let asked = stage.events.compactMap { if case .asked(let text) = $0 { text } else { nil } }
        #expect(
            asked.count == 1
                && asked[0].hasSuffix(
                    "and 0.0001 EUR of the budget of 0.002 EUR are left. It stops before the budget is passed.")
        )
        if consent {
            guard case .failed = ending else { return #expect(Bool(false)) }
        } else {
            #expect(
                ending
                    == .done(
                        Report(
                            note: "Nothing was sent. `:set budget AMOUNT` allows more, `:usage` shows what was spent.",
                            data: ["sections": []])))
        }
        #expect(desk.models.requests.isEmpty)
    }
}
