import Chains
package import Manuscript
import Platform

/// Records changes as turns of the history, and undoes and redoes them.
package final class TurnRecorder {
    private let store: SessionStore
    private let rehearsal: Rehearsal
    private let models: ModelChoice
    private let now: @Sendable () -> Date
    /// The turn that collects all changes at present; nil if each command makes a turn.
    private var group: Turn?
    /// The summary of earlier commands in that turn.
    private var groupHead = ""
    /// True while the changes of a plan are collected in one turn.
    var isGrouping: Bool { group != nil }

    /// Makes a recorder of changes to the session of `store`.
    init(store: SessionStore, rehearsal: Rehearsal, models: ModelChoice, now: @escaping @Sendable () -> Date) {
        self.store = store
        self.rehearsal = rehearsal
        self.models = models
        self.now = now
    }

    /// Applies edits as one turn and saves; throws `EditError`, `SessionError` or `SystemError`.
    ///
    /// On an error nothing changes, except with `keepingText`: an edit that cannot be saved then stays in memory, since
    /// its text could not be written again.
    package func commit(_ edits: [Edit], _ turn: Turn, keepingText: Bool = false) throws {
        if let group, store.session.history.last?.id == group.id {
            groupHead = store.session.history.last.map { $0.summary + "; " } ?? ""
            let summary = groupHead + turn.summary
            return try extend(group.id, with: edits, usage: turn.usage ?? Usage(), keepingText: keepingText) {
                $0.summary = summary
            }
        }
        var copy = store.session
        var turn = turn
        if let group {
            turn.id = group.id
            (turn.kind, turn.input, turn.reply) = (group.kind, group.input, group.reply)
            turn.usage = (turn.usage ?? Usage()) + (group.usage ?? Usage())
            turn.model = turn.model ?? group.model
        }
        try copy.commit(edits, as: turn)
        if let usage = turn.usage { copy.usage += usage }
        rehearsal.add(edits)
        try store.keep(copy, evenUnsaved: keepingText)
    }

    /// Collects the changes of `body` in one turn, so that one undo reverts them; `turn` holds what they share.
    ///
    /// Rethrows the errors of `body`; changes made before an error stay in that turn.
    package func grouped<Result>(_ turn: Turn, _ body: () async throws -> Result) async rethrows -> Result {
        (group, groupHead) = (turn, "")
        defer { group = nil }
        return try await body()
    }

    /// Returns true if this turn, or the group that it belongs to, is the newest one.
    func isNewest(_ turn: String) -> Bool { store.session.history.last?.id == group?.id ?? turn }

    /// Records a question and its answer in the history unless the session is read-only; throws as `commit` does.
    package func remember(_ question: Turn) throws {
        guard store.readOnly == nil else { return }
        try commit([], question, keepingText: true)
    }

    /// Applies more edits to a turn in progress and saves; throws as `commit` does with `keepingText`.
    ///
    /// `left` are the sections that the turn did not reach.
    package func extend(
        _ turn: String, with edits: [Edit], usage: Usage, summary: String, left: [Section.ID] = []
    ) throws {
        let whole = group == nil ? summary : groupHead + summary
        try extend(group?.id ?? turn, with: edits, usage: usage, keepingText: true) {
            $0.summary = whole
            $0.left = left
        }
    }

    /// Records in a turn in progress which sections it did not reach; throws as `commit` does with `keepingText`.
    package func leave(_ left: [Section.ID], of turn: String) throws {
        try extend(turn, with: [], usage: Usage(), keepingText: true) { $0.left = left }
    }

    private func extend(
        _ id: String, with edits: [Edit], usage: Usage, keepingText: Bool, _ change: (inout Turn) -> Void
    ) throws {
        var copy = store.session
        try copy.extend(id, with: edits, at: now()) { turn in
            change(&turn)
            turn.usage = (turn.usage ?? Usage()) + usage
        }
        copy.usage += usage
        rehearsal.add(edits)
        try store.keep(copy, evenUnsaved: keepingText)
    }

    /// Counts tokens that led to no change and saves; throws `SystemError`.
    package func count(_ usage: Usage) throws {
        var copy = store.session
        copy.usage += usage
        try store.keep(copy)
    }

    /// Counts paid tokens that led to no result, such as those of an interrupted text; throws `SystemError`.
    package func settle() throws {
        let rest = models.meter.total.exceeding(store.session.usage)
        guard rest.cost.map({ $0 > .zero }) == true, !rehearsal.isOn, store.readOnly == nil else { return }
        try count(rest)
    }

    /// Undoes up to `count` turns, newest first, with one save; throws `CommandError`.
    package func undo(_ count: Int = 1) throws -> [Turn] {
        // The turn that started the session cannot be undone.
        try step(orElse: .nothingToUndo) { try $0.undo(count, at: now()) { $0.kind != .new } }
    }

    /// Redoes up to `count` undone turns with one save; throws `CommandError`.
    package func redo(_ count: Int = 1) throws -> [Turn] {
        try step(orElse: .nothingToRedo) { try $0.redo(count, at: now()) }
    }

    private func step(orElse nothing: CommandError, _ body: (inout Session) throws -> [Turn]) throws -> [Turn] {
        var copy = store.session
        let turns: [Turn]
        do { turns = try body(&copy) } catch is EditError { throw CommandError.historyDoesNotFit }
        guard !turns.isEmpty else { throw nothing }
        try store.keep(copy)
        return turns
    }
}
