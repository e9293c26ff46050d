import Chains
import Manuscript

extension WriteOperation {
    /// Shows the estimated size of a run, and asks if it is likely to exceed the budget.
    ///
    /// Returns the report to give if the person declines, otherwise nil. If no one can be asked, the run starts; it
    /// stops before it exceeds the budget.
    func costs(_ estimate: WritingEstimate, with model: any LanguageModel, in workspace: Workspace) async throws
        -> Report?
    {
        let settings = workspace.session.settings
        let currency = workspace.configuration.currency(settings)
        let cost = (model as? MeteredModel)?.prices?.cost(of: estimate.usage)
        if kind == .write, workspace.interface.isInteractive {
            workspace.interface.note(estimate.sentence(cost: cost, currency))
        }
        guard let cost, let budget = workspace.configuration.budget(settings), workspace.interface.isInteractive,
            !workspace.interface.isSure
        else { return nil }
        let left = budget.limit - (workspace.session.usage.cost ?? .zero)
        guard cost > left else { return nil }
        let question =
            "This costs about \(cost.rough.text(in: currency)), and \(left.text(in: currency)) of the \(budget.limit.text(in: currency)) budget is left. Galley stops before it exceeds the budget."
        if await workspace.interface.consents(to: question) { return nil }
        try Task.checkCancellation()
        return Report(
            note: "Nothing was sent. `:set budget AMOUNT` allows more, `:usage` shows what was spent.",
            data: ["sections": []])
    }

    /// Returns a function that words the cost of the calls that ended from now on; nil if no price is known.
    func spending(of model: any LanguageModel, in workspace: Workspace) -> () -> String? {
        let metered = model as? MeteredModel
        let currency = workspace.configuration.currency(workspace.session.settings)
        let before = metered?.spent ?? .zero
        return { metered?.spent.map { ($0 - before).text(in: currency) } }
    }
}

extension WritingEstimate {
    /// Returns the estimate as a sentence, without the cost if no price is known.
    func sentence(cost: Money?, _ currency: String) -> String { "Estimate: \(words(cost: cost, currency))." }

    /// Returns the estimate in words: "14,800 tokens in, 3,500 out, 0.01 USD".
    func words(cost: Money?, _ currency: String) -> String {
        let money = cost.map { ", \($0.rough.text(in: currency))" } ?? ""
        return "\(prompt.grouped) tokens in, \(completion.grouped) out\(money)"
    }
}
