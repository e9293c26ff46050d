import Chains
import Manuscript
import Testing

@Suite struct MeteredModelTests {
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

    @Test func aBrokenCallIsPaidForAndReleasesTheRest() async throws {
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
}
