extension Session {
    /// Returns the edits that turn the outline into a draft.
    ///
    /// - A section that the draft names by id keeps its id, its texts and everything else that the draft does not
    ///   change.
    /// - A node without a known id matches the section with the same title, if only one has it; otherwise it is a new
    ///   section.
    /// - Sections that the draft leaves out are removed.
    /// - New leaves get the mean budget of the existing ones.
    package func edits(revisingTo draft: OutlineDraft) throws -> [Edit] { try revision(to: draft).edits }

    /// Returns the same edits, and the locked sections that the draft would change or remove: these stay as they are.
    ///
    /// Only the place of a locked section may change, since it depends on the sections around it.
    package func revision(to draft: OutlineDraft) throws -> (edits: [Edit], spared: [Section.ID]) {
        var revision = Revision(session: self)
        try revision.place(draft.nodes, below: nil)
        try revision.removeTheRest()
        return (revision.edits, revision.spared)
    }
}

/// Works on a copy, so that each edit refers to the state after the edits before it.
private struct Revision {
    var session: Session
    var edits: [Edit] = []
    var spared: [Section.ID] = []
    private var placed: Set<Section.ID> = []
    private let newBudget: Int

    init(session: Session) {
        self.session = session
        let budgets = session.outline.entries.compactMap { $0.section.isLeaf ? $0.section.words : nil }
        newBudget = budgets.isEmpty ? 150 : max(40, budgets.reduce(0, +) / budgets.count / 10 * 10)
    }

    mutating func place(_ nodes: [OutlineDraft.Node], below parent: Section.ID?) throws {
        for (index, node) in nodes.enumerated() {
            let id = try keep(node, below: parent, at: index) ?? insert(node, below: parent, at: index)
            placed.insert(id)
            try place(node.children, below: id)
        }
    }

    /// Moves an existing section to its new place and updates its wording; returns nil if none matches.
    private mutating func keep(_ node: OutlineDraft.Node, below parent: Section.ID?, at index: Int) throws -> Section
        .ID?
    {
        guard let entry = match(node), canMove(entry.section, below: parent) else { return nil }
        let section = entry.section
        if entry.parent != parent || entry.path.last != index + 1 {
            try make(.move(section.id, parent: parent, index: index))
        }
        let changes = changes(of: section, to: node)
        if section.locked, !changes.isEmpty { spared.append(section.id) }
        if !section.locked { for change in changes { try make(change) } }
        return section.id
    }

    private func changes(of section: Section, to node: OutlineDraft.Node) -> [Edit] {
        var changes: [Edit] = []
        if !node.title.isEmpty, node.title != section.title { changes.append(.setTitle(section.id, node.title)) }
        if !node.brief.isEmpty, node.brief != section.brief { changes.append(.setBrief(section.id, node.brief)) }
        if !node.points.isEmpty, node.points != section.points { changes.append(.setPoints(section.id, node.points)) }
        if let words = node.words, words != section.words { changes.append(.setWords(section.id, words)) }
        return changes
    }

    private mutating func insert(_ node: OutlineDraft.Node, below parent: Section.ID?, at index: Int) throws
        -> Section.ID
    {
        let section = Section(
            title: node.title, brief: node.brief, points: node.points,
            words: node.children.isEmpty ? node.words ?? newBudget : node.words)
        try make(.insert(section: section, parent: parent, index: index))
        return section.id
    }

    private func match(_ node: OutlineDraft.Node) -> Outline.Entry? {
        let free = session.outline.entries.filter { !placed.contains($0.section.id) }
        if let id = node.id, let entry = free.first(where: { $0.section.id == id }) { return entry }
        let titled = free.filter { $0.section.title.lowercased() == node.title.lowercased() }
        return titled.count == 1 ? titled.first : nil
    }

    private func canMove(_ section: Section, below parent: Section.ID?) -> Bool {
        guard let parent else { return true }
        return !section.subtree.contains { $0.id == parent }
    }

    mutating func removeTheRest() throws {
        let left = session.outline.entries.filter { !placed.contains($0.section.id) }.map(\.section)
        spared += left.filter(\.locked).map(\.id)
        // The ancestors of a locked section stay too.
        placed.formUnion(left.filter { $0.subtree.contains(where: \.locked) }.map(\.id))
        while let entry = session.outline.entries.first(where: { !placed.contains($0.section.id) }) {
            // The remaining sections are in their places by now, so everything below a removed section can go.
            try make(.remove(entry.section.id))
        }
    }

    private mutating func make(_ edit: Edit) throws {
        session = try session.applying(edit).session
        edits.append(edit)
    }
}
