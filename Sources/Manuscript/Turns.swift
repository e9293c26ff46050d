package import Platform

extension Session {
    /// Applies edits as one turn, which one undo takes back; throws `EditError` and then changes nothing.
    ///
    /// What was undone before can no longer be redone, but texts in it are kept as versions of their sections.
    package mutating func commit(_ edits: [Edit], as turn: Turn) throws {
        var copy = self
        var turn = turn
        // What was undone can be done again after a question too.
        if !edits.isEmpty || !turn.isQuestion { copy.keepUndoneTexts() }
        turn.edits = try copy.applyAll(edits)
        turn.sections = Self.touched(by: edits)
        copy.history.append(turn)
        copy.updatedAt = max(turn.at, updatedAt)
        self = copy
    }

    /// Applies further edits within the newest turn, such as the next section of a long `:write`.
    ///
    /// Throws `EditError` where the edits do not fit or there is no turn, and then changes nothing.
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

    /// Takes the newest turn back and returns it; nil where there is none.
    ///
    /// Throws `EditError` where the history does not fit the post (a file changed by hand), and then changes nothing.
    package mutating func undo(at now: Date) throws -> Turn? { try undo(1, at: now) { _ in true }.first }

    /// Takes up to `count` turns back, the newest first, and returns them; questions are passed over.
    ///
    /// Ends early at a turn that `isAllowed` refuses or that does not fit the post (a file changed by hand). Throws
    /// `EditError` where already the first does not fit, and then changes nothing. Takes time in proportion to the
    /// turns.
    package mutating func undo(_ count: Int, at now: Date, where isAllowed: (Turn) -> Bool) throws -> [Turn] {
        var taken: [Turn] = []
        var kept: [Turn] = []
        // A question changed nothing, and what it brought to light stays.
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

    /// Does the turn again that was taken back last, and returns it; nil where there is none.
    ///
    /// Throws `EditError` where the history does not fit the post, and then changes nothing.
    package mutating func redo(at now: Date) throws -> Turn? { try redo(1, at: now).first }

    /// Does up to `count` turns again that were taken back, the last one first, and returns them.
    ///
    /// Ends early at a turn that does not fit the post. Throws `EditError` where already the first does not fit, and
    /// then changes nothing.
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

    /// Applies the edits in order; returns those that take them all back, in the order to apply.
    ///
    /// Throws `EditError` where one does not fit, and then changes nothing.
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

    /// A text that was taken back is still a text that somebody wrote: it stays in the list of versions.
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

    /// The newest turn that can be taken back; nil where there is none.
    package var newestChange: Turn? { history.last { !$0.isQuestion } }

    private static func touched(by edits: [Edit]) -> [Section.ID] {
        var ids: [Section.ID] = []
        for id in edits.compactMap(\.section) where !ids.contains(id) { ids.append(id) }
        return ids
    }
}

extension Turn {
    /// Whether it was only talk, so that there is nothing to take back.
    package var isQuestion: Bool { kind == .ask && edits.isEmpty }
}
