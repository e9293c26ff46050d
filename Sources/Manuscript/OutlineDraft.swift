/// A proposed outline: titles and briefs without texts, optionally with the ids of existing sections.
package struct OutlineDraft: Sendable, Equatable {
    /// One proposed section.
    package struct Node: Sendable, Equatable {
        /// The id of an existing section; nil for a new one.
        package var id: Section.ID?
        package var title: String
        package var brief: String
        package var points: [String]
        package var words: Int?
        package var children: [Node]

        /// Makes a proposed section; the title is reduced to one clean line.
        package init(
            id: Section.ID? = nil, title: String, brief: String = "", points: [String] = [], words: Int? = nil,
            children: [Node] = []
        ) {
            self.id = id
            self.title = Prose.title(title)
            self.brief = brief
            self.points = points
            self.words = words
            self.children = children
        }
    }

    /// The top-level sections.
    package var nodes: [Node]

    /// Makes a draft.
    package init(_ nodes: [Node] = []) { self.nodes = nodes }
}

extension OutlineDraft {
    /// Returns the sections of a new post, with roles for introduction and conclusion and a word budget for every leaf.
    ///
    /// `words` is the budget of the whole post. Section budgets are multiples of ten, 40 words or more.
    package func sections(words: Int) -> [Section] {
        var sections = nodes.map(Self.section)
        if sections.count >= 3 {
            if sections[0].isLeaf { sections[0].role = .introduction }
            if sections[sections.count - 1].isLeaf { sections[sections.count - 1].role = .conclusion }
        }
        let weights = sections.flatMap(\.subtree).filter(\.isLeaf).reduce(0.0) { $0 + Self.weight($1) }
        func budgeted(_ section: Section) -> Section {
            var section = section
            section.children = section.children.map(budgeted)
            if section.isLeaf, section.words == nil {
                let share = Double(words) * Self.weight(section) / max(weights, 1)
                section.words = max(40, Int((share / 10).rounded()) * 10)
            }
            return section
        }
        return sections.map(budgeted)
    }

    /// Returns the relative weight of a section.
    ///
    /// It is 0.7 for introductions and conclusions. For others it is 1, plus or minus 0.15 for each point above or
    /// below three; at most five points count.
    private static func weight(_ section: Section) -> Double {
        guard section.role == nil else { return 0.7 }
        return section.points.isEmpty ? 1 : 1 + 0.15 * Double(min(section.points.count, 5) - 3)
    }

    private static func section(_ node: Node) -> Section {
        Section(
            title: node.title, brief: node.brief, points: node.points, words: node.words,
            children: node.children.map(section))
    }
}
