import Chains
import Manuscript
import Platform

/// `:review` has a model name weaknesses of the text and keeps them as a list of points for the writer to go through.
struct ReviewPost: Command {
    static let card = CommandCard(
        name: "review",
        parameters: [
            Parameter("address", .address, "which sections; by default, all", isOptional: true),
            Parameter("action", .text, "list, or the number of a point with apply or dismiss", isOptional: true),
        ],
        grammar: "[ADDRESS], list, or N apply, N dismiss",
        summary:
            "have a model list the weak points; apply changes the text to fix one, dismiss drops it",
        example: ":review 2")

    private enum Plan {
        case ask([Outline.Entry])
        case list
        case apply(ReviewPoint)
        case dismiss(ReviewPoint)
    }
    private let plan: Plan
    private let line: String

    init(_ arguments: Arguments, session: Session) throws {
        var arguments = arguments
        line = arguments.line
        let words = arguments.rest.lowercased().split(whereSeparator: \.isWhitespace).map(String.init)
        let deeds = ["apply", "dismiss"]
        if words == ["list"] {
            plan = .list
        } else if words.count == 2, let deed = words.first(where: deeds.contains),
            let number = words.compactMap({ Int($0) }).first
        {
            guard let point = session.review.first(where: { $0.number == number }) else {
                throw ReviewError.noPoint(number, has: session.review.map(\.number))
            }
            guard point.status == .open else { throw ReviewError.isDone(number, point.status.rawValue) }
            if deed == "apply", point.isSettled(in: session) { throw ReviewError.isSettled(number) }
            if deed == "apply" { _ = try LockFilter([session.outline.entry(point.section)].compactMap { $0 }) }
            plan = deed == "apply" ? .apply(point) : .dismiss(point)
        } else {
            let address = arguments.isEmpty ? Address.all : try arguments.address(in: session)
            try arguments.end()
            let written = try session.sections(at: address).filter { $0.section.text != nil }
            guard !written.isEmpty else {
                throw address == .all
                    ? CommandError.nothingToCheck : CommandError.nothingWritten("Section \(address.text)")
            }
            plan = .ask(written)
        }
    }

    func perform(in workspace: Workspace) async throws -> Report {
        switch plan {
        case .ask(let entries): return try await ask(entries, in: workspace)
        case .list: return ReviewList(workspace.session).report(note: "")
        case .apply(let point): return try await apply(point, in: workspace)
        case .dismiss(let point):
            var struck = point
            struck.status = .dismissed
            let summary = "dismissed point \(point.number) of the review"
            try workspace.turns.commit(
                [.setReviewPoint(number: point.number, point: struck)],
                Turn(at: workspace.now(), kind: .review, input: line, summary: summary))
            return ReviewList(workspace.session).report(
                note: "Dismissed point \(point.number). `:undo` takes it back.", isBrief: true)
        }
    }

    private func ask(_ entries: [Outline.Entry], in workspace: Workspace) async throws -> Report {
        try workspace.store.checkWritable()
        let supplied = try await workspace.models.model(for: workspace.session.settings)
        let chain = ReviewChain(model: supplied.model, session: workspace.filled, sampling: supplied.sampling)
        let what = entries.count == 1 ? entries[0].name : "the post"
        let result = try await workspace.interface.waiting(for: "reviewing \(what)") { try await chain.review(entries) }
        let known = workspace.session.review
        // Points that were dismissed or applied do not return under a new number.
        let fresh = result.findings.filter { finding in
            !known.contains { point in
                point.section == finding.section && Quotation.core(of: point.quote) == Quotation.core(of: finding.quote)
            }
        }
        let first = (known.map(\.number).max() ?? 0) + 1
        let points = fresh.enumerated().map { place, finding in
            ReviewPoint(
                number: first + place, section: finding.section, kind: finding.kind, quote: finding.quote,
                problem: finding.problem, fix: finding.fix, at: workspace.now())
        }
        let count = "\(points.count) new point\(points.count == 1 ? "" : "s")"
        if points.isEmpty {
            try workspace.turns.count(result.usage)
        } else {
            let turn = Turn(
                at: workspace.now(), kind: .review, input: line, summary: "reviewed \(what): \(count)",
                model: supplied.model.profile.model, usage: result.usage)
            try workspace.turns.commit(points.map { .setReviewPoint(number: $0.number, point: $0) }, turn)
        }
        let again = result.findings.count - fresh.count
        let parts = [
            points.isEmpty ? "No new points" : count, again > 0 ? "\(again) known already" : "",
            result.dropped > 0
                ? "\(result.dropped) left out, because their quotes are not in the text or they say nothing" : "",
        ]
        let hint = points.first.map {
            " `:review \($0.number) apply` changes the text by it, `:review \($0.number) dismiss` drops it."
        }
        return ReviewList(workspace.session).report(
            note: parts.filter { !$0.isEmpty }.joined(separator: ", ") + "." + (hint ?? ""), dropped: result.dropped)
    }

    /// Applies a point with the smallest possible change; text and point change in one turn.
    private func apply(_ point: ReviewPoint, in workspace: Workspace) async throws -> Report {
        guard let entry = workspace.session.outline.entry(point.section) else {
            throw ReviewError.isSettled(point.number)
        }
        let instruction = "In the passage \"\(point.quote)\": \(point.problem) \(point.fix)".trimmed
        // A comment is about its paragraph.
        let excerpt = point.kind == .comment ? workspace.session.excerpt(of: point) : nil
        let task = excerpt.map { SectionTask.excerpt($0, instruction: instruction, isEdit: true) }
        let job = WritingPlan.Job(entry: entry, task: task ?? .edit(instruction: instruction))
        let turns = workspace.session.history.count
        let report = try await WriteOperation(kind: .edit, line: line, jobs: [job]).perform(in: workspace)
        // If the text came back unchanged or was rejected, the point stays open.
        guard workspace.session.outline[point.section]?.text?.text != entry.section.text?.text,
            let turn = workspace.session.history.last, workspace.session.history.count > turns || turn.input != line
        else { return report }
        var done = point
        done.status = .applied
        try workspace.turns.extend(
            turn.id, with: [.setReviewPoint(number: point.number, point: done)], usage: Usage(),
            summary: "\(turn.summary), by point \(point.number) of the review")
        return report
    }
}
