import Chains
import Manuscript

/// Mends the repetitions of a finished post.
///
/// It rewrites sections that retell another one, and rewrites or takes out single sentences that define again, repeat, or
/// echo a title. Only the later section of each pair changes.
struct Repair {
    let line: String
    private static let rounds = 2
    private static let named = 3

    /// The repetitions of a post.
    private struct Faults {
        let retold: [Retelling]
        /// Sections of which no more than single sentences repeat.
        let sentences: [(entry: Outline.Entry, flags: [FlaggedSentence])]

        init(in session: Session) {
            retold = Retelling.all(in: session)
            let whole = Set(retold.map(\.later.section.id))
            let kinds = Self.failing(in: session)
            sentences = FlaggedSentence.all(in: session, .repetitions).compactMap { entry, flags in
                let faulty = flags.filter { kinds.contains($0.kind) }
                return faulty.isEmpty || whole.contains(entry.section.id) ? nil : (entry, faulty)
            }
        }

        /// Returns the kinds of sentences that `:check` does not accept in this post; a few of them may be chance.
        private static func failing(in session: Session) -> Set<FlaggedSentence.Kind> {
            let post = CheckedPost(session)
            let checks: [(FlaggedSentence.Kind, any PostCheck.Type)] = [
                (.redefinition, Redefinition.self), (.nearSame, NearSameSentences.self), (.titleEcho, TitleEcho.self),
            ]
            return Set(checks.filter { $0.1.verdict(on: post)?.holds == false }.map(\.0))
        }

        var entries: [Outline.Entry] { retold.map(\.later) + sentences.map(\.entry) }
        var count: Int { retold.count * 10 + sentences.reduce(0) { $0 + $1.flags.count } }
    }

    /// Repairs in at most two rounds; every version is kept, and each round is a turn that `:undo` reverts.
    ///
    /// All rounds together make at most one call for every two sections, the worst sections first, and a round that did
    /// not help is the last.
    func perform(in workspace: Workspace) async throws {
        // A resumed run makes only the remaining rounds, so that a finished post costs nothing more.
        let made = workspace.interface.isInteractive ? 0 : roundsMade(in: workspace.session)
        var left = max(1, workspace.session.outline.entries.count { $0.section.text != nil } / 2)
        var known = Int.max
        for round in 1...Self.rounds where round > made && left > 0 {
            let faults = Faults(in: workspace.session)
            let locked = faults.entries.filter(\.section.locked)
            if round == made + 1, !locked.isEmpty { workspace.interface.note(LockFilter.remark(on: locked)) }
            guard faults.count < known else { return }
            known = faults.count
            let retold = faults.retold.filter { !$0.later.section.locked }
            let sentences = faults.sentences.filter { !$0.entry.section.locked }
                .sorted { $0.flags.count > $1.flags.count }
            let jobs =
                retold.map { WritingPlan.Job(entry: $0.later, task: .repair($0)) }
                + sentences.map { .init(entry: $0.entry, task: .polish($0.flags)) }
            guard !jobs.isEmpty else { return }
            let chosen = Array(jobs.prefix(left))
            left -= chosen.count
            workspace.interface.note(
                "Repairing: \(Self.list(retold, sentences.prefix(max(0, chosen.count - retold.count)))).")
            _ = try await WriteOperation(kind: .rewrite, line: line, jobs: chosen).perform(in: workspace)
        }
    }

    /// Counts the rounds since the last text was written, without one that was interrupted.
    private func roundsMade(in session: Session) -> Int {
        let turns = session.history.filter { $0.kind != .ask }
        return turns.reversed().prefix { $0.kind == .rewrite && $0.input == line }.count { $0.left.isEmpty }
    }

    /// Returns a sentence about the repetitions; nil if there are none.
    func remark(on session: Session) -> String? {
        let found = Retelling.all(in: session)
        guard !found.isEmpty else { return nil }
        return "\(Self.list(found, [])): `:write --repair` rewrites the later ones."
    }

    private static func list(
        _ retold: [Retelling], _ sentences: ArraySlice<(entry: Outline.Entry, flags: [FlaggedSentence])>
    ) -> String {
        var names = retold.map {
            "\($0.later.name) retells \($0.first.name)"
        }
        names += sentences.map { "\($0.entry.name) \($0.flags[0].fault)" }
        let more = names.count - named
        return names.prefix(named).joined(separator: ", ") + (more > 0 ? ", and \(more) more" : "")
    }
}
