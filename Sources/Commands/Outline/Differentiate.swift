import Chains
import Manuscript
import Platform

/// `:differentiate 2.1 3.2` gives two overlapping sections distinct briefs and points; without addresses it does so for
/// all overlapping sections.
struct Differentiate: Command {
    private static let section = TypedParameter<Address>(
        "section", .section, "one of two sections that overlap", isOptional: true)
    private static let other = TypedParameter<Address>("other", .section, "the other one", isOptional: true)
    static let card = CommandCard(
        name: "differentiate",
        parameters: [section, other],
        grammar: "[SECTION SECTION]",
        summary: "give overlapping sections briefs and points that differ; all of them, or two",
        example: ":differentiate 2.1 3.2")

    private let pairs: [(first: Section.ID, later: Section.ID, shared: String)]
    private let line: String
    /// True if the pair was named; false if pairs were found.
    private let isNamed: Bool
    /// The maximum number of pairs in one run; each takes a call.
    private static let most = 12

    init(_ arguments: Arguments, session: Session) throws {
        let values = try ArgumentValues(arguments, of: Self.card, in: session)
        line = values.line
        guard !session.outline.isEmpty else { throw AddressError.noOutline }
        isNamed = values[Self.section] != nil
        guard let address = values[Self.section] else {
            let found = Overlap.all(in: session).prefix(Self.most)
            pairs = found.map { ($0.first.section.id, $0.later.section.id, OverlapOffer.what($0)) }
            return
        }
        let first = try session.section(at: address)
        let later = try session.section(at: try values(Self.other))
        guard first.section.id != later.section.id else {
            throw CommandError.badArgument(":differentiate", takes: "two different sections")
        }
        let known = Overlap.between(first.section.id, later.section.id, in: session)
        pairs = [(first.section.id, later.section.id, known.map(OverlapOffer.what) ?? "they are too close")]
    }

    func perform(in workspace: Workspace) async throws -> Report {
        guard !pairs.isEmpty else { return Report(note: "No sections overlap.", data: ["edits": []]) }
        let supplied = try await workspace.models.model(for: workspace.session.settings)
        let model = supplied.model.profile
        guard isNamed || model.tier == .large else {
            let reason = ChainError.tooSmall(model: model.model, what: "tell sections apart")
            return Report(note: reason.sentence, data: ["edits": []])
        }
        var turn: Turn?
        var failures: [any Error] = []
        for pair in pairs {
            guard let first = workspace.session.outline.entry(pair.first),
                let later = workspace.session.outline.entry(pair.later)
            else { continue }
            let chain = DifferentiateChain(
                model: supplied.model, session: workspace.filled, sampling: supplied.sampling)
            let result: DifferentiateChain.Result
            do {
                result = try await workspace.interface.waiting(for: "separating \(first.number) and \(later.number)") {
                    try await chain.matter(of: first, later, shared: pair.shared)
                }
            } catch let error where !isNamed && Self.leavesOthers(error) {
                failures.append(error)
                continue
            }
            let edits = Self.edits(first.section, result.first) + Self.edits(later.section, result.later)
            let summary = "separated \(pairs.count == 1 ? "two sections" : "overlapping sections")"
            if let turn {
                try workspace.turns.extend(turn.id, with: edits, usage: result.usage, summary: summary)
            } else {
                let begun = Turn(
                    at: workspace.now(), kind: .differentiate, input: line, summary: summary,
                    model: supplied.model.profile.model, usage: result.usage)
                try workspace.turns.commit(edits, begun)
                turn = begun
            }
        }
        if let failure = failures.first {
            guard turn != nil else { throw failure }
            workspace.interface.note(
                "\(failures.count) of \(pairs.count) overlaps \(failures.count == 1 ? "remains" : "remain"). \(sentence(for: failure)) `:differentiate` goes on."
            )
        }
        return report(workspace.session)
    }

    /// Returns true if the error does not affect the other pairs.
    private static func leavesOthers(_ error: any Error) -> Bool {
        switch error {
        case let error as ModelError: [.passes, .fails, .doubtful, .redraws].contains(error.prospect)
        case is ChainError: true
        default: false
        }
    }

    private func report(_ after: Session) -> Report {
        let touched = Set(pairs.flatMap { [$0.first, $0.later] })
        let entries = after.outline.entries.filter { touched.contains($0.section.id) }
        let lines = entries.flatMap { entry in
            ["\(entry.number)  \(entry.section.title)", "   \(entry.section.brief)"]
                + entry.section.points.map { "   - \($0)" }
        }
        let left = OverlapOffer(after).lines
        let note = left.isEmpty ? "`:undo` takes it back." : "`:undo` takes it back. " + left.joined(separator: "\n")
        return Report(
            .plain(lines.joined(separator: "\n")), note: note, data: ["sections": .array(entries.map(JSONExport.value))]
        )
    }

    private static func edits(_ section: Section, _ matter: DifferentiateChain.Matter) -> [Edit] {
        [.setBrief(section.id, matter.brief), .setPoints(section.id, matter.points)]
    }
}
