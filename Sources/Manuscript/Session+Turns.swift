package import Platform

extension Session {
    /// Applies edits as one turn that a single undo reverts; if it throws `EditError`, nothing has changed.
    ///
    /// Undone turns can no longer be redone, but their texts are kept as versions of their sections.
    package mutating func commit(_ edits: [Edit], as turn: Turn) throws {
        var copy = self
        var turn = turn
        // A question does not discard the undone turns.
        if !edits.isEmpty || !turn.isQuestion { copy.keepUndoneTexts() }
        turn.edits = try copy.applyAll(edits)
        turn.sections = Self.touched(by: edits)
        copy.history.append(turn)
        copy.updatedAt = max(turn.at, updatedAt)
        self = copy
    }

    /// Applies further edits within an existing turn, such as the next section of a long `:write`.
    ///
    /// Throws `EditError` if an edit does not apply or there is no such turn; nothing has changed then.
    package mutating func extend(_ id: String, with edits: [Edit], at now: Date, _ change: (inout Turn) -> Void) throws
    {
        guard let index = history.lastIndex(where: { $0.id == id }) else { throw EditError.noSuchSection(id) }
        var copy = self
        let inverses = try copy.applyAll(edits)
        copy.history[index].edits = inverses + copy.history[index].edits
        for section in Self.touched(by: edits) where !copy.history[index].sections.contains(section) {
            copy.history[index].sections.append(section)
        }
        change(&copy.history[index])
        copy.updatedAt = max(now, updatedAt)
        self = copy
    }

    /// Undoes the newest turn and returns it; nil if there is none.
    ///
    /// Throws `EditError` if the history does not fit the post (a file edited by hand); nothing has changed then.
    package mutating func undo(at now: Date) throws -> Turn? { try undo(1, at: now) { _ in true }.first }

    /// Undoes up to `count` turns, newest first, and returns them; questions are skipped.
    ///
    /// Stops at a turn that `isAllowed` rejects or that does not fit the post (a file edited by hand). Throws
    /// `EditError` if the first turn does not fit; nothing has changed then. Takes time proportional to the number of
    /// turns.
    package mutating func undo(_ count: Int, at now: Date, where isAllowed: (Turn) -> Bool) throws -> [Turn] {
        var taken: [Turn] = []
        var kept: [Turn] = []
        // A question changed nothing, and its answer stays in the history.
        while taken.count < count, let newest = history.last {
            if newest.isQuestion {
                kept.append(history.removeLast())
                continue
            }
            guard isAllowed(newest) else { break }
            var turn = newest
            do { turn.edits = try applyAll(turn.edits) } catch {
                guard taken.isEmpty else { break }
                history += kept.reversed()
                throw error
            }
            history.removeLast()
            taken.append(turn)
        }
        history += kept.reversed()
        undone += taken
        if !taken.isEmpty { updatedAt = max(now, updatedAt) }
        return taken
    }

    /// Redoes the turn that was undone last and returns it; nil if there is none.
    ///
    /// Throws `EditError` if the history does not fit the post; nothing has changed then.
    package mutating func redo(at now: Date) throws -> Turn? { try redo(1, at: now).first }

    /// Redoes up to `count` undone turns, the last one first, and returns them.
    ///
    /// Stops at a turn that does not fit the post. Throws `EditError` if the first turn does not fit; nothing has
    /// changed then.
    package mutating func redo(_ count: Int, at now: Date) throws -> [Turn] {
        var done: [Turn] = []
        while done.count < count, var turn = undone.last {
            do { turn.edits = try applyAll(turn.edits) } catch {
                guard done.isEmpty else { break }
                throw error
            }
            undone.removeLast()
            history.append(turn)
            done.append(turn)
        }
        if !done.isEmpty { updatedAt = max(now, updatedAt) }
        return done
    }

    /// Applies the edits in order and returns their inverses in the order to apply.
    ///
    /// Throws `EditError` if an edit does not apply; nothing has changed then.
    private mutating func applyAll(_ edits: [Edit]) throws -> [Edit] {
        var inverses: [Edit] = []
        do {
            for edit in edits { inverses.append(try apply(edit)) }
        } catch {
            for inverse in inverses.reversed() { _ = try? apply(inverse) }
            throw error
        }
        return inverses.reversed()
    }

    /// Keeps the texts of undone turns as versions, so that no written text is lost.
    private mutating func keepUndoneTexts() {
        for turn in undone {
            for edit in turn.edits {
                switch edit {
                case .addVersion(let id, let version), .keepVersion(let id, let version): keep(version, in: id)
                default: break
                }
            }
        }
        undone = []
    }

    private mutating func keep(_ version: Version, in id: Section.ID) {
        outline.update(id) { section in
            guard !section.versions.contains(where: { $0.text == version.text }) else { return }
            var kept = version
            kept.number = section.nextVersionNumber
            section.versions.append(kept)
        }
    }

    /// The newest turn that can be undone; nil if there is none.
    package var newestChange: Turn? { history.last { !$0.isQuestion } }

    private static func touched(by edits: [Edit]) -> [Section.ID] {
        var ids: [Section.ID] = []
        for id in edits.compactMap(\.section) where !ids.contains(id) { ids.append(id) }
        return ids
    }
}

extension Turn {
    /// True for a question without edits, which leaves nothing to undo.
    package var isQuestion: Bool { kind == .ask && edits.isEmpty }
}
