package import Manuscript
import Platform

/// Counts the usage of a session's calls, and reserves budget for those in progress.
package final class Meter: Sendable {
    private struct State {
        var total = Usage()
        var held = Money.zero
        var waiting: [AsyncStream<Void>.Continuation] = []
    }
    private let state = Guarded(State())

    /// Creates a meter at zero.
    package init() {}

    /// The usage counted so far, including earlier runs of the session.
    package var total: Usage { state.withLock { $0.total } }

    /// Restarts the count from the session's previous usage.
    package func restart(_ usage: Usage) { state.withLock { $0.total = usage } }

    /// Reserves the most that a call may cost; waits if only the calls in progress leave too little budget.
    ///
    /// Throws `BudgetError.wouldPass` if the call would not fit even with nothing in progress, or `CancellationError`.
    func hold(_ most: Money, within budget: Allowance) async throws {
        while let freed = try step(most, budget) {
            for await _ in freed { break }
            try Task.checkCancellation()
        }
    }

    /// Returns nil if the amount is reserved, or else a stream that ends when it is time to try again.
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

    /// Counts the usage of a call and releases its reservation.
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

/// The budget of a session.
package struct Allowance: Sendable, Equatable {
    package var limit: Money
    /// The word after amounts; may be empty.
    package var currency: String

    /// Creates a budget.
    package init(limit: Money, currency: String = "") {
        self.limit = limit
        self.currency = currency
    }
}

/// Reasons for refusing a call because of its cost.
package enum BudgetError: PlainError, Equatable {
    case wouldPass(most: Money, spent: Money, Allowance)
    case noPrice(model: String, Allowance)

    package var sentence: String {
        switch self {
        case .wouldPass(let most, let spent, let budget):
            func text(_ money: Money) -> String { money.text(in: budget.currency) }
            let sum = spent + most
            return
                "Not sent: the next call may cost up to \(text(most)), which with \(text(spent)) spent makes \(text(sum)), more than the budget of \(text(budget.limit)). Finished texts are kept. `:set budget \(Self.next(sum).text)` allows it, `:usage` shows what was spent."
        case .noPrice(let model, let budget):
            return
                "The budget of \(budget.limit.text(in: budget.currency)) cannot be enforced, because the price of \(model) is unknown, so nothing was sent. Give its prices in .galley.yml, or `:set budget none`."
        }
    }

    /// Returns a sufficient amount, rounded up to hundredths.
    private static func next(_ sum: Money) -> Money { Money(micros: (sum.micros + 9_999) / 10_000 * 10_000) }
}
