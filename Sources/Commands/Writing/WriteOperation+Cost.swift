import Chains
import Manuscript
import Platform

extension WriteOperation {
    /// Shows the estimated size of a run, and asks if it replaces many texts or is likely to exceed the budget.
    ///
    /// Returns the report to give instead of running, otherwise nil. If no one can be asked, the run starts; it stops
    /// before it exceeds the budget.
    func held(_ estimate: WritingEstimate, with model: any LanguageModel, in workspace: Workspace) async throws
        -> Report?
    {
        let settings = workspace.session.settings
        let currency = workspace.configuration.currency(settings)
        let cost = (model as? MeteredModel)?.prices?.cost(of: estimate.usage)
        let interface = workspace.interface
        if kind == .write, interface.isInteractive { interface.note(estimate.sentence(cost: cost, currency)) }
        guard interface.isInteractive, !interface.isSure else { return nil }
        let isLarge = step != nil && LargeRun.needsConsent(jobs, in: workspace)
        let size = isLarge ? LargeRun.sentence(jobs, estimate.words(cost: cost, currency)) : nil
        let excess = cost.flatMap { excessSentence($0, in: workspace) }
        guard size != nil || excess != nil else { return nil }
        switch await interface.reply(to: [size, excess].compactMap { $0 }.joined(separator: " ")) {
        case .yes: return nil
        case .words(let words):
            if let step, isLarge { return try await changed(step, by: words, in: workspace) }
            if await interface.consents(to: "Answer y or n.") { return nil }
        case .no: break
        }
        try Task.checkCancellation()
        let ways = excess == nil ? "" : " `:set budget AMOUNT` allows more, `:usage` shows what was spent."
        return Report(note: excess == nil ? "Nothing was changed." : "Nothing was sent.\(ways)", data: ["sections": []])
    }

    /// Returns a sentence about the part of the cost that the budget does not hold; nil if it holds all.
    private func excessSentence(_ cost: Money, in workspace: Workspace) -> String? {
        let settings = workspace.session.settings
        let currency = workspace.configuration.currency(settings)
        guard let budget = workspace.configuration.budget(settings) else { return nil }
        let left = budget.limit - (workspace.session.usage.cost ?? .zero)
        guard cost > left else { return nil }
        return
            "This costs about \(cost.rough.text(in: currency)), and \(left.text(in: currency)) of the \(budget.limit.text(in: currency)) budget is left. Galley stops before it exceeds the budget."
    }

    /// Runs the step as a plan that an answer to the question has changed.
    private func changed(_ step: Step, by words: String, in workspace: Workspace) async throws -> Report {
        let planning = Planning(in: workspace)
        try await planning.take([step.on(jobs.map(\.entry.section.id))])
        let turn = Turn(at: workspace.now(), kind: kind, input: line)
        return try await ChangePlan(planning: planning, turn: turn).perform(after: words, in: workspace)
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

    /// Returns the estimate in words: "14,800 tokens in, 3,500 out, 0.01 USD, 2 minutes".
    func words(cost: Money?, _ currency: String) -> String {
        let money = cost.map { ", \($0.rough.text(in: currency))" } ?? ""
        let minutes = seconds.map { Int(($0 / 60).rounded()) }
        let time = minutes.map { $0 < 1 ? ", less than a minute" : ", \($0.counted("minute"))" } ?? ""
        return "\(prompt.grouped) tokens in, \(completion.grouped) out\(money)\(time)"
    }
}
