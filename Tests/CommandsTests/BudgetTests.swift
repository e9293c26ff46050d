import Chains
import Manuscript
import TestSupport
import Testing

@testable import Commands
@testable import Configuration

/// The cost of a session, and its budget.
@Suite struct BudgetTests {
    /// A millionth for each token that the script counts: 10 to read, of which 4 cached at half the price, 5 to write.
    private static let call = 6 + 2 + 5
    private static let prices = "currency: EUR\nprices:\n  scripted-1: {prompt: 1, cached: 0.5, completion: 1}\n"

    private func configuration(_ text: String = prices) throws -> Configuration {
        let file = try ConfigFile(Array(text.utf8), at: .init(path: "c.yml"), user: "c.yml")
        return Configuration(files: [file])
    }

    private func workspace(
        _ session: Session = Posts.outlined, _ models: ScriptedSupply = Authors.plain(),
        interface: RecordingInterface = RecordingInterface(), config: String = prices
    ) throws -> TestWorkspace {
        try TestWorkspace(session, models: models, interface: interface, configuration: try configuration(config))
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
            "c.yml, line 1: prices takes models, each with prices below it. Correct it, or remove the line."
        ),
        (
            "prices:\n  m: 3",
            "c.yml, line 2: prices.m takes keys below it, such as prompt: 0.15. Correct it, or remove the line."
        ),
        (
            "prices:\n  m: {prompt: 1}",
            "c.yml, line 2: prices.m takes prompt, completion and optionally cached: amounts per million tokens. Correct it, or remove the line."
        ),
        (
            "prices:\n  m: {prompt: -1, completion: 2}",
            "c.yml, line 2: prices.m.prompt takes an amount per million tokens, such as 0.15. Correct it, or remove the line."
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
        let workspace = try workspace()
        try await workspace.run(":write 2")
        let one = Money(micros: Self.call)
        #expect(workspace.session.usage.cost == one + one && workspace.session.usage.pricedCalls == 2)
        #expect(workspace.session.outline["files"]?.text?.usage?.cost == one)
        #expect(try workspace.saved().usage == workspace.session.usage)
        #expect(
            try await workspace.run(":usage").plain == """
                         calls  prompt  cached  completion  reasoning      cost
                write        2      20       8          10          2  0.000026
                session      2      20       8          10          2  0.000026
                """)
        #expect(
            try await workspace.run(":usage sec").plain == """
                                       calls  prompt  cached  completion  reasoning      cost
                2.1 Files and folders      1      10       4           5          1  0.000013
                2.2 Tables                 1      10       4           5          1  0.000013
                session                    2      20       8          10          2  0.000026
                """)
        let turns = try await workspace.run(":usage turns")
        #expect(turns.plain?.contains(":write 2") == true)
        #expect(turns.data["costMicros"] == .int(26) && turns.data["currency"] == "EUR")
        #expect(turns.data["rows"]?.array?.first?["name"] == ":write 2")
        await workspace.fails(
            ":usage apples", ":usage takes kinds, turns or sections.")
    }

    @Test func noCostIsShownWithoutPrices() async throws {
        let workspace = try workspace(config: "currency: EUR")
        try await workspace.run(":write 2.1")
        #expect(workspace.session.usage.cost == nil)
        #expect(try await workspace.run(":usage").plain?.contains("cost") == false)
    }

    @Test func brokenCallsAreCountedAfterTheLine() async throws {
        let models = Authors.by { _ in .failure(.dropped(server: "s", reason: "r"), after: "Half a text that goes") }
        let workspace = try workspace(Posts.outlined, models)
        guard case .failed = await Interpreter.run(":write 3", in: workspace.workspace) else {
            return #expect(Bool(false))
        }
        #expect(workspace.session.usage.calls == 1 && (workspace.session.usage.cost ?? .zero) > Money(micros: 6))
        #expect(try workspace.saved().usage == workspace.session.usage)
        let before = workspace.session.usage
        _ = await Interpreter.run(":status", in: workspace.workspace)
        #expect(workspace.session.usage == before)
    }

    // MARK: - The budget

    @Test func aBudgetIsSetInExactAmounts() async throws {
        let workspace = try workspace()
        #expect(try await workspace.run(":set budget 0.5").note == "budget is 0.50.")
        #expect(workspace.session.settings["budget"] == "0.50")
        #expect(try await workspace.run(":usage").note == "0.50 EUR of the 0.50 EUR budget is left.")
        await workspace.refuses(":set budget much", "budget takes an amount such as 0.50, with at most six places.")
        #expect(try await workspace.run(":set budget none").note == "budget is the default, was 0.50.")
    }

    @Test func writingStopsBeforeTheBudgetIsExceededAndContinuesAfterResume() async throws {
        var session = Posts.outlined
        // Room for the dearest call once, and not twice: an answer may take some 3,600 tokens.
        session.settings["budget"] = "0.0045"
        session.usage.cost = Money(micros: 0)
        let workspace = try workspace(session, Authors.plain(parallel: 4))
        session.usage.cost = Money(micros: 500)
        let ending = await Interpreter.run(":write", in: workspace.workspace)
        // Held back for one another, not refused: what each takes in the end is little.
        guard case .done = ending else { return #expect(ending == .nothing) }
        #expect(workspace.session.outline.unwritten.isEmpty)

        var spent = Posts.outlined
        (spent.settings["budget"], spent.name) = ("0.0045", "spent")
        spent.usage.cost = Money(micros: 1_000)
        let second = try self.workspace(spent, Authors.plain(parallel: 4))
        guard case .failed(let sentence) = await Interpreter.run(":write", in: second.workspace) else {
            return #expect(Bool(false))
        }
        #expect(sentence.hasPrefix("Not sent: the next call may cost up to 0.00"))
        #expect(
            sentence.contains(
                "of 0.0045 EUR. Finished texts are kept. `:set budget 0.01` allows it"))
        #expect(second.session.usage.cost.map { $0 <= Money(micros: 4_500) } == true)
        let left = second.session.outline.unwritten.count
        try await second.run(":set budget 0.01")
        try second.workspace.open("spent")
        guard case .done = await Interpreter.run(":write", in: second.workspace) else { return #expect(Bool(false)) }
        #expect(second.session.outline.unwritten.isEmpty && left > 0)
    }

    @Test func aModelWithoutAPriceIsNotAskedUnderABudget() async throws {
        let workspace = try workspace(config: "budget: 1")
        let sentence =
            "The budget of 1.00 cannot be enforced, because the price of scripted-1 is unknown, so nothing was sent. Give its prices in .galley.yml, or `:set budget none`."
        #expect(await Interpreter.run(":write 3", in: workspace.workspace) == .failed(sentence))
        #expect(workspace.models.requests.isEmpty && workspace.session == Posts.outlined)
    }

    // MARK: - Estimates

    @Test func anEstimateIsShownOnTheTerminalBeforeWriting() async throws {
        let interface = RecordingInterface(consent: true)
        let workspace = try workspace(interface: interface)
        try await workspace.run(":write 3")
        let note = try #require(interface.notes.first)
        #expect(
            note.hasPrefix("Estimate: ") && note.contains(" tokens in, 400 out, 0.00")
                && note.hasSuffix(" EUR."))
        let quiet = RecordingInterface()
        let script = try self.workspace(interface: quiet)
        try await script.run(":write 3")
        #expect(!quiet.notes.contains { $0.hasPrefix("About ") })
    }

    @Test(arguments: [true, false])
    func exceedingTheBudgetNeedsConsent(consent: Bool) async throws {
        var session = Posts.outlined
        session.settings["budget"] = "0.002"
        session.usage.cost = Money(micros: 1_900)
        let interface = RecordingInterface(consent: consent)
        let workspace = try workspace(session, interface: interface)
        let ending = await Interpreter.run(":write", in: workspace.workspace)
        let asked = interface.events.compactMap { if case .asked(let text) = $0 { text } else { nil } }
        #expect(
            asked.count == 1
                && asked[0].hasSuffix(
                    "and 0.0001 EUR of the 0.002 EUR budget is left. Galley stops before it exceeds the budget.")
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
        #expect(workspace.models.requests.isEmpty)
    }
}
