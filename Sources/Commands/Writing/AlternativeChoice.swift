import Chains
import Manuscript
import Platform

/// Makes one of several versions the current text of a section, or a combination that a model writes as described.
struct AlternativeChoice {
    let entry: Outline.Entry
    /// The numbers of the versions, in display order.
    let numbers: [Int]
    let line: String
    /// The turn that generated the versions, if the choice belongs to it.
    let turn: Turn?

    private var name: String { entry.name }

    func perform(_ pick: AlternativePick, in workspace: Workspace) async throws -> Report {
        switch pick {
        case .none:
            let first = numbers.first ?? 1
            return Report(
                note:
                    "The text is unchanged. The versions are kept as \(Self.range(numbers)): `:alt \(entry.number) take 1` or `:restore \(entry.number) \(first)` chooses one later, `:versions \(entry.number)` lists them.",
                data: data(in: workspace))
        case .number(let place):
            guard numbers.indices.contains(place - 1) else {
                throw AlternativeError.noSuch("\(place)", count: numbers.count)
            }
            let number = numbers[place - 1]
            let words = version(number, in: workspace)?.words ?? 0
            let summary = "chose version \(place)" + (turn == nil ? " of \(name)" : "")
            try commit([.choose(entry.section.id, number: number)], summary, nil, in: workspace)
            return Report(
                note: "\(name) is version \(number) now, \(words.counted("word")). `:undo` takes it back.",
                data: data(in: workspace))
        case .words(let words): return try await putTogether(words, in: workspace)
        }
    }

    private static func range(_ numbers: [Int]) -> String {
        guard let first = numbers.first, let last = numbers.last, numbers.count > 1 else {
            return "\(numbers.first ?? 1)"
        }
        return "\(first) to \(last)"
    }

    private func version(_ number: Int, in workspace: Workspace) -> Version? {
        workspace.session.outline[entry.section.id]?.versions.first { $0.number == number }
    }

    private func data(in workspace: Workspace) -> JSONValue {
        let section = workspace.session.outline[entry.section.id]
        let versions = numbers.compactMap { version($0, in: workspace) }.map { version -> JSONValue in
            ["number": .int(version.number), "words": .int(version.words), "text": .string(version.text)]
        }
        return ["alternatives": .array(versions), "current": section?.current.map { .int($0) } ?? .null]
    }

    /// Extends the turn that generated the versions with the edits, or makes a new turn if the choice comes later.
    private func commit(_ edits: [Edit], _ summary: String, _ draft: SectionChain.Draft?, in workspace: Workspace)
        throws
    {
        let isUnfinished = workspace.session.outline[entry.section.id]?.candidate != nil
        let all = edits + (isUnfinished ? [.setCandidate(entry.section.id, nil)] : [])
        if let turn {
            let whole = "\(turn.summary), and \(summary)"
            return try workspace.turns.extend(turn.id, with: all, usage: draft?.usage ?? Usage(), summary: whole)
        }
        let own = Turn(
            at: workspace.now(), kind: .alt, input: line, summary: summary, usage: draft?.usage)
        try workspace.turns.commit(all, own, keepingText: draft != nil)
    }

    // MARK: - Combining

    /// Edits the first version that the words name, with the other versions as context.
    private func putTogether(_ words: String, in workspace: Workspace) async throws -> Report {
        let supplied = try await workspace.models.model(for: workspace.session.settings)
        let profile = supplied.model.profile
        guard profile.tier != .small else { throw AlternativeError.tooSmall(model: profile.model) }
        let named = AlternativePick.named(in: words, of: numbers.count)
        let base = named.first ?? 1
        guard numbers.indices.contains(base - 1) else { throw AlternativeError.noSuch(words, count: numbers.count) }
        guard let body = version(numbers[base - 1], in: workspace)?.text else { return Report() }
        let others = (named.count > 1 ? Array(named.dropFirst()) : Array(1...numbers.count)).filter { $0 != base }
        let texts = others.compactMap { place in
            version(numbers[place - 1], in: workspace).map { "Version \(place):\n\"\"\"\n\($0.text)\n\"\"\"" }
        }
        let instruction =
            "The body is version \(base) of several. Make of it what the writer asks for, with the words of the other versions where they are asked for: \(words)\n"
            + texts.joined(separator: "\n")
        // The edit starts from that version, even if it is not the current one.
        let start = Version(
            number: entry.section.nextVersionNumber + numbers.count, text: body, origin: .alternative,
            at: workspace.now())
        let scratch = try workspace.filled.applying(.addVersion(entry.section.id, start)).session
        guard let whole = scratch.outline.entry(entry.section.id) else { return Report() }
        let job = WritingPlan.Job(entry: whole, task: .edit(instruction: instruction))
        let offered = try SourceShelf(in: workspace).offering([job], to: profile)[0]
        let chain = SectionChain(
            model: supplied.model, session: scratch, entry: whole, task: .edit(instruction: instruction),
            sampling: supplied.sampling, passages: offered.passages)
        let draft: SectionChain.Draft
        do {
            draft = try await workspace.interface.waiting(for: "combining the versions") { try await chain.draft() }
        } catch let broken as SectionChain.Broken {
            // The versions are kept; half of a combined text is worth less than any of them.
            throw broken.reason
        }
        let number = workspace.session.outline[entry.section.id]?.nextVersionNumber ?? 1
        let made = Version(
            number: number, text: draft.text, origin: .edited, instruction: words, model: profile.model,
            at: workspace.now(),
            usage: draft.usage, seconds: (draft.seconds * 100).rounded() / 100, leftOut: draft.leftOut,
            offered: offered.offered)
        try commit([.addVersion(entry.section.id, made)], "combined them: \(words)", draft, in: workspace)
        if let left = made.leftOut { workspace.interface.noteLeftOut([(number: entry.number, what: left.what)]) }
        return Report(
            .markdown(draft.text),
            note: "\(name) is version \(number) now, \(made.words.counted("word")): \(words). `:undo` takes it back.",
            data: data(in: workspace))
    }
}
