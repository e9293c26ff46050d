import Manuscript
import Testing

@testable import Chains

/// Money is held for calls under way, and what was spent is added up.
@Suite(.timeLimit(.minutes(5))) struct MeterTests {
    @Test func heldMoneyIsNotSpentTwice() async throws {
        let meter = Meter()
        let budget = Allowance(limit: Money(micros: 100), currency: "EUR")
        try await meter.hold(Money(micros: 60), within: budget)
        var usage = Usage(calls: 1)
        usage.cost = Money(micros: 30)
        meter.settle(usage, held: Money(micros: 60))
        #expect(meter.total.cost == Money(micros: 30) && meter.total.calls == 1)
        try await meter.hold(Money(micros: 70), within: budget)
        meter.settle(Usage(), held: Money(micros: 70))
        await #expect(throws: BudgetError.self) { try await meter.hold(Money(micros: 71), within: budget) }
    }

    @Test func aTotalCanBeginAnew() {
        let meter = Meter()
        meter.restart(Usage(calls: 7))
        #expect(meter.total == Usage(calls: 7))
    }

    @Test func sentencesTellTheArithmetic() {
        let budget = Allowance(limit: Money(micros: 20_000), currency: "EUR")
        #expect(
            BudgetError.wouldPass(most: Money(micros: 4_000), spent: Money(micros: 18_000), budget).sentence
                == "Not sent: the next call may cost up to 0.004 EUR, which with 0.018 EUR spent makes 0.022 EUR, more than the budget of 0.02 EUR. Finished texts are kept. `:set budget 0.03` allows it, `:usage` shows what was spent."
        )
        #expect(
            BudgetError.noPrice(model: "m", budget).sentence
                == "The budget of 0.02 EUR cannot be enforced, because the price of m is unknown, so nothing was sent. Give its prices in .galley.yml, or `:set budget none`."
        )
    }
}
