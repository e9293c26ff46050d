import Chains
import Manuscript
import Testing

@Suite struct MeterTests {
    /// A millionth for each token to read, three for each to write, and half for a cached one (rounded up in all).
    private let prices = Prices(
        prompt: Money(micros: 1_000_000), cached: Money(micros: 500_000), completion: Money(micros: 3_000_000))

    private func request(_ ceiling: Int = 100) -> ModelRequest {
        ModelRequest(messages: [.init(.user, "12345678")], maxTokens: ceiling)
    }

    private func metered(_ base: any LanguageModel, limit: Int?, _ meter: Meter = Meter(), priced: Bool = true)
        -> MeteredModel
    {
        MeteredModel(
            base, prices: priced ? prices : nil,
            budget: limit.map { Allowance(limit: Money(micros: $0), currency: "EUR") },
            meter: meter)
    }

    @Test func costIsExactAndRoundedUpOnce() {
        let usage = Usage(promptTokens: 11, cachedTokens: 3, completionTokens: 2)
        #expect(prices.cost(of: usage) == Money(micros: 8 + 2 + 6))
        let cheap = Prices(prompt: Money(micros: 1), completion: Money(micros: 1))
        #expect(cheap.cost(of: Usage(promptTokens: 1, completionTokens: 1)) == Money(micros: 1))
        #expect(cheap.cost(of: Usage()) == .zero)
        let dear = Prices(prompt: Money(micros: .max), completion: Money(micros: .max))
        #expect(dear.cost(of: Usage(promptTokens: .max, completionTokens: .max)) == Money(micros: .max))
        #expect(prices.cost(of: Usage(promptTokens: -5, cachedTokens: 9)) == .zero)
    }

    @Test func everyCallIsPricedAndCounted() async throws {
        let meter = Meter()
        let model = metered(ScriptedModel(texts: ["Hello."]), limit: nil, meter)
        let reply = try await model.reply(to: request())
        #expect(reply.text == "Hello." && reply.usage.cost == Money(micros: 10 + 15) && reply.usage.pricedCalls == 1)
        #expect(meter.total == reply.usage)
        let free = try await metered(ScriptedModel(texts: ["Hello."]), limit: nil, priced: false).reply(to: request())
        #expect(free.usage.cost == nil && free.usage.pricedCalls == 0)
    }

    @Test func aCallThatCouldPassTheBudgetIsNotSent() async throws {
        let base = ScriptedModel(texts: ["Hello."])
        let meter = Meter()
        // An answer of 100 tokens and some of the prompt.
        let most = try #require(metered(base, limit: 1).most(of: request()))
        #expect(most > Money(micros: 300) && most < Money(micros: 340))
        let model = metered(base, limit: most.micros, meter)
        _ = try await model.reply(to: request())
        let budget = Allowance(limit: most, currency: "EUR")
        await #expect(throws: BudgetError.wouldPass(most: most, spent: Money(micros: 25), budget)) {
            try await model.reply(to: self.request())
        }
        #expect(base.requests.count == 1)
        #expect(try await model.reply(to: request(50)).text == "Hello.")
    }

    @Test func sentencesTellTheArithmetic() {
        let budget = Allowance(limit: Money(micros: 20_000), currency: "EUR")
        #expect(
            BudgetError.wouldPass(most: Money(micros: 4_000), spent: Money(micros: 18_000), budget).sentence
                == "The next call may cost up to 0.004 EUR, and with 0.018 EUR spent that is 0.022 EUR, more than the budget of 0.02 EUR, so it was not sent; what is finished is kept. `:set budget 0.03` allows it, `:usage` shows what was spent."
        )
        #expect(
            BudgetError.noPrice(model: "m", budget).sentence
                == "The budget of 0.02 EUR cannot be kept, since no price of m is known, so nothing was sent. Give its prices in .galley.yml, or `:set budget none`."
        )
    }

    @Test func withoutAPriceABudgetCannotBeKept() async throws {
        let base = ScriptedModel(texts: ["Hello."])
        let model = metered(base, limit: 1_000_000, priced: false)
        await #expect(throws: BudgetError.self) { try await model.reply(to: self.request()) }
        #expect(base.requests.isEmpty)
    }

    @Test func callsUnderWayCountWithWhatTheyMayCost() async throws {
        let gate = Gate()
        let base = ScriptedModel { _, count in [.say("Hello."), .wait(gate), .finish()] }
        let most = try #require(metered(base, limit: 1).most(of: request()))
        // Room for two at once and not for three; each takes 25 in the end.
        let model = metered(base, limit: most.micros * 2 + 75)
        try await withThrowingTaskGroup(of: String.self) { group in
            for _ in 0..<4 { group.addTask { try await model.reply(to: self.request()).text } }
            while base.requests.count < 2 { try await Task.sleep(for: .milliseconds(2)) }
            try await Task.sleep(for: .milliseconds(30))
            #expect(base.requests.count == 2)
            gate.open()
            for try await text in group { #expect(text == "Hello.") }
        }
        #expect(base.requests.count == 4 && base.most == 2)
    }

    @Test func whoWaitsCanBeStopped() async throws {
        let gate = Gate()
        let base = ScriptedModel { _, _ in [.say("Hello."), .wait(gate), .finish()] }
        let meter = Meter()
        let most = try #require(metered(base, limit: 1).most(of: request()))
        let model = metered(base, limit: most.micros + 10, meter)
        let first = Task { try await model.reply(to: self.request()).text }
        while base.requests.isEmpty { try await Task.sleep(for: .milliseconds(2)) }
        let second = Task { try await model.reply(to: self.request()).text }
        try await Task.sleep(for: .milliseconds(10))
        second.cancel()
        await #expect(throws: CancellationError.self) { try await second.value }
        gate.open()
        #expect(try await first.value == "Hello.")
        #expect(base.requests.count == 1)
    }

    @Test func whatBreaksOffIsPaidForAndLetsGoOfTheRest() async throws {
        let meter = Meter()
        let base = ScriptedModel { _, _ in [.say("Twelve bytes"), .fail(.dropped(server: "s", reason: "r"))] }
        let model = metered(base, limit: 10_000, meter)
        await #expect(throws: ModelError.self) { try await model.reply(to: self.request()) }
        let asked = request().estimatedTokens
        #expect(meter.total.cost == Money(micros: asked + 9) && meter.total.calls == 1)
        struct Enough: Error {}
        await #expect(throws: Enough.self) {
            try await model.reply(to: self.request(), onText: { _ in throw Enough() })
        }
        #expect(meter.total.calls == 2)
        // A refusal costs nothing.
        let refused = metered(ScriptedModel { _, _ in [.fail(.dropped(server: "s", reason: "r"))] }, limit: 400, meter)
        await #expect(throws: ModelError.self) { try await refused.reply(to: self.request()) }
        #expect(meter.total.calls == 2)
        #expect(try await metered(ScriptedModel(texts: ["x"]), limit: 400, meter).reply(to: request(10)).text == "x")
    }

    @Test func anEstimateCountsEverySectionWithTheDigestsBeforeIt() throws {
        let session = Posts.session()
        let leaves = session.outline.entries.filter(\.section.isUnwritten)
        let jobs = leaves.map { WritingPlan.Job(entry: $0, task: .write) }
        func estimate(_ jobs: [WritingPlan.Job], _ session: Session, tier: ModelProfile.Tier = .large)
            -> WritingEstimate
        {
            SectionScheduler(
                model: ScriptedModel(tier: tier, texts: [""]), session: session,
                plan: WritingPlan(jobs: jobs, parallel: 4)
            ).estimate()
        }
        let one = estimate([jobs[1]], session)
        #expect(one.completion == 180 * 2 && one.prompt > 200)
        let all = estimate(jobs, session)
        #expect(all.completion == 630 * 2 && all.prompt > one.prompt * jobs.count)
        #expect(estimate(jobs, session, tier: .small).prompt < all.prompt)
        // What a word takes is measured where something was written.
        var written = Posts.session(written: ["c": String(repeating: "word ", count: 60)])
        var version = try #require(written.outline["c"]?.text)
        (version.number, version.model, version.usage) = (2, "scripted-1", Usage(completionTokens: 600))
        written = try written.applying(.addVersion("c", version)).session
        #expect(estimate([jobs[1]], written).completion == 1800)
        #expect(estimate([], session).usage == Usage())
    }
}
