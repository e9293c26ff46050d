import Chains
import Manuscript

/// Rewrites sections that repeat the matter of another; only the later section of each pair changes.
struct Repair {
    let line: String
    private static let rounds = 2
    private static let named = 3

    /// Repairs in at most two rounds; every version is kept, and each round is a turn that `:undo` reverts.
    func perform(in workspace: Workspace) async throws {
        // A resumed run makes only the remaining rounds, so that a finished post costs nothing more.
        let made = workspace.interface.isInteractive ? 0 : roundsMade(in: workspace.session)
        for round in 1...Self.rounds where round > made {
            let all = Retelling.all(in: workspace.session)
            let found = all.filter { !$0.later.section.locked }
            let locked = all.map(\.later).filter(\.section.locked)
            if round == made + 1, !locked.isEmpty { workspace.interface.note(LockFilter.remark(on: locked)) }
            guard !found.isEmpty else { return }
            workspace.interface.note("Repairing: \(Self.list(found)).")
            let jobs = found.map { WritingPlan.Job(entry: $0.later, task: .repair($0)) }
            _ = try await WriteOperation(kind: .rewrite, line: line, jobs: jobs).perform(in: workspace)
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
        return "\(Self.list(found)): `:write --repair` rewrites the later ones."
    }

    private static func list(_ found: [Retelling]) -> String {
        let names = found.prefix(named).map {
            "\($0.later.name) retells \($0.first.name)"
        }
        let more = found.count - names.count
        return names.joined(separator: ", ") + (more > 0 ? ", and \(more) more" : "")
    }
}
