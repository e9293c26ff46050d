package import Manuscript
import Platform

/// Counts what a session's calls take while they are made, and holds back what those under way may yet cost.
package final class Meter: Sendable {
    private struct State {
        var total = Usage()
        var held = Money.zero
        var waiting: [AsyncStream<Void>.Continuation] = []
    }
    private let state = Guarded(State())

    /// Begins at nothing.
    package init() {}

    /// Everything that was counted, and what the session took before.
    package var total: Usage { state.withLock { $0.total } }

    /// Begins anew with what a session has taken by now.
    package func restart(_ usage: Usage) { state.withLock { $0.total = usage } }

    /// Holds back what a call may cost at most; waits where it would fit but for calls that are under way.
    ///
    /// Throws `BudgetError.wouldPass` where it does not fit even when nothing is under way, or `CancellationError`.
    func hold(_ most: Money, within budget: Allowance) async throws {
        while let freed = try step(most, budget) {
            for await _ in freed { break }
            try Task.checkCancellation()
        }
    }

    /// Nil where the amount is held; else what tells when to try again.
    private func step(_ most: Money, _ budget: Allowance) throws -> AsyncStream<Void>? {
        try state.withLock { state in
            let spent = state.total.cost ?? .zero
            guard spent + most <= budget.limit else {
                throw BudgetError.wouldPass(most: most, spent: spent, budget)
            }
            guard spent + state.held + most > budget.limit else {
                state.held = state.held + most
                return nil
            }
            let pair = AsyncStream<Void>.makeStream()
            state.waiting.append(pair.continuation)
            return pair.stream
        }
    }

    /// Counts what a call took, and lets go of what was held back for it.
    func settle(_ usage: Usage, held: Money) {
        let waiting = state.withLock { state in
            state.total += usage
            state.held = state.held - held
            defer { state.waiting = [] }
            return state.waiting
        }
        for one in waiting { one.finish() }
    }
}

/// What a session may cost.
package struct Allowance: Sendable, Equatable {
    package var limit: Money
    /// The word behind amounts; may be empty.
    package var currency: String

    /// Makes a budget.
    package init(limit: Money, currency: String = "") {
        self.limit = limit
        self.currency = currency
    }
}

/// Why a call was not made for the sake of money.
package enum BudgetError: PlainError, Equatable {
    case wouldPass(most: Money, spent: Money, Allowance)
    case noPrice(model: String, Allowance)

    package var sentence: String {
        switch self {
        case .wouldPass(let most, let spent, let budget):
            func text(_ money: Money) -> String { money.text(in: budget.currency) }
            let sum = spent + most
            return
                "The next call may cost up to \(text(most)), and with \(text(spent)) spent that is \(text(sum)), more than the budget of \(text(budget.limit)), so it was not sent; what is finished is kept. `:set budget \(Self.next(sum).text)` allows it, `:usage` shows what was spent."
        case .noPrice(let model, let budget):
            return
                "The budget of \(budget.limit.text(in: budget.currency)) cannot be kept, since no price of \(model) is known, so nothing was sent. Give its prices in .galley.yml, or `:set budget none`."
        }
    }

    /// An amount that is enough, in hundredths.
    private static func next(_ sum: Money) -> Money { Money(micros: (sum.micros + 9_999) / 10_000 * 10_000) }
}
