package import Manuscript

/// A model whose calls are counted, priced and kept within a budget.
package struct MeteredModel: LanguageModel {
    /// The underlying model.
    package let base: any LanguageModel
    /// The prices of its tokens; nil if unknown.
    package let prices: Prices?
    let budget: Allowance?
    let meter: Meter

    /// Wraps a model with a meter; without a budget, no call is refused.
    package init(_ base: any LanguageModel, prices: Prices?, budget: Allowance?, meter: Meter) {
        self.base = base
        self.prices = prices
        self.budget = budget
        self.meter = meter
    }

    /// The cost of the calls that ended so far; nil if the prices are unknown.
    package var spent: Money? { prices == nil ? nil : meter.total.cost ?? .zero }

    /// The profile of the underlying model.
    package var profile: ModelProfile { base.profile }

    /// Returns the models of the underlying model's server.
    package func models() async throws -> [String] { try await base.models() }

    /// Streams the model's answer, with the cost added to every usage event.
    ///
    /// Throws `BudgetError` before anything is sent; otherwise as the model does.
    package func stream(_ request: ModelRequest) -> AsyncThrowingStream<ModelEvent, any Error> {
        let call = MeteredCall(request, of: self)
        return AsyncThrowingStream { try await call.next() }
    }

    /// Returns the assumed maximum cost of a call: its prompt uncached, and an answer up to the token ceiling.
    package func most(of request: ModelRequest) -> Money? {
        let profile = profile
        // Until a server has counted tokens, an estimate may be well below its count.
        let margin = profile.tokenRatio == 1 ? 1.5 : max(profile.tokenRatio, 1) * 1.1
        let prompt = Int((Double(request.estimatedTokens) * margin).rounded(.up))
        let answer = request.maxTokens ?? min(profile.contextWindow ?? 8192, 8192)
        return prices?.cost(of: Usage(promptTokens: prompt, completionTokens: answer))
    }
}

/// One metered call, for a single consumer that asks for the next event only after receiving the last.
private final class MeteredCall: @unchecked Sendable {
    private let request: ModelRequest
    private let model: MeteredModel
    private var events: AsyncThrowingStream<ModelEvent, any Error>.Iterator?
    private var held = Money.zero
    private var counted: Usage?
    private var produced = 0
    private var hasBegun = false
    private var isFinished = false
    private var isSettled = false

    init(_ request: ModelRequest, of model: MeteredModel) {
        self.request = request
        self.model = model
    }

    // A consumer may drop the call once it has enough; the tokens received so far are billed all the same.
    deinit { settle() }

    func next() async throws -> ModelEvent? {
        do {
            if events == nil { try await begin() }
            guard let event = try await events?.next(isolation: #isolation) else { return end() }
            if case .again = event { try await beginAgain() }
            return take(event)
        } catch {
            settle()
            throw error
        }
    }

    private func begin() async throws {
        try await hold()
        events = model.base.stream(request).makeAsyncIterator()
    }

    private func hold() async throws {
        guard let budget = model.budget else { return }
        guard let most = model.most(of: request) else {
            throw BudgetError.noPrice(model: model.profile.model, budget)
        }
        try await model.meter.hold(most, within: budget)
        held = most
    }

    /// Counts an attempt that failed, and reserves budget for the next one.
    private func beginAgain() async throws {
        settle()
        (held, counted, produced) = (.zero, nil, 0)
        (hasBegun, isFinished) = (false, false)
        try await hold()
        isSettled = false
    }

    private func take(_ event: ModelEvent) -> ModelEvent {
        hasBegun = true
        switch event {
        case .text(let text), .reasoning(let text): produced += text.utf8.count
        case .call(let call): produced += call.arguments.utf8.count
        case .usage(let usage):
            let priced = priced(usage)
            counted = priced
            return .usage(priced)
        case .finished: isFinished = true
        case .retracted, .members: break
        case .again: hasBegun = false
        }
        return event
    }

    /// Ends the stream; if the server sent no usage, returns a priced estimate first.
    private func end() -> ModelEvent? {
        let needsCount = counted == nil && isFinished && !isSettled && model.prices != nil
        settle()
        guard needsCount, let counted else { return nil }
        return .usage(counted)
    }

    private func settle() {
        guard !isSettled else { return }
        isSettled = true
        guard hasBegun else { return model.meter.settle(Usage(), held: held) }
        let usage =
            counted ?? priced(Usage(promptTokens: request.estimatedTokens, completionTokens: (produced + 3) / 4))
        counted = usage
        var whole = usage
        whole.calls = 1
        model.meter.settle(whole, held: held)
    }

    private func priced(_ usage: Usage) -> Usage {
        guard let prices = model.prices else { return usage }
        var usage = usage
        usage.cost = prices.cost(of: usage)
        usage.pricedCalls = 1
        return usage
    }
}
