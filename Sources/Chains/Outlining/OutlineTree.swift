import Manuscript

/// An outline as a draft that keeps every id and can be changed one section at a time.
struct OutlineTree {
    private(set) var draft: OutlineDraft
    private let outline: Outline

    init(_ outline: Outline) {
        func node(_ section: Section) -> OutlineDraft.Node {
            .init(id: section.id, title: section.title, children: section.children.map(node))
        }
        self.outline = outline
        draft = OutlineDraft(outline.sections.map(node))
    }

    /// A position for a section.
    enum Spot: Equatable {
        /// First, but after an introduction.
        case start
        /// Last, but before a conclusion.
        case end
        case before(Section.ID)
        case after(Section.ID)

        /// The neighbouring section; nil at the start or end of the post.
        var anchor: Section.ID? {
            switch self {
            case .start, .end: nil
            case .before(let id), .after(let id): id
            }
        }
    }

    /// Returns the position described by words such as "after 2.3" or "at the end"; nil if it is not certain.
    func spot(_ words: String) -> Spot? {
        let low = words.lowercased()
        if low.hasSuffix(" end") { return .end }
        if ["start", "beginning", "top"].contains(where: { low.hasSuffix(" \($0)") }) { return .start }
        guard let space = words.firstIndex(of: " "), let ids = ids(String(words[space...]).trimmed), ids.count == 1
        else { return nil }
        return low.hasPrefix("before") ? .before(ids[0]) : .after(ids[0])
    }

    /// Returns the sections named by numbers, titles, or words such as "the first", "the last", "introduction" and
    /// "conclusion"; nil if any name matches no section or several.
    func ids(_ words: String) -> [Section.ID]? {
        let parts = words.split(separator: /\s*,\s*(?:and\s+)?|\s+and\s+/).map(String.init)
        let found = parts.compactMap(id)
        // "2.1 and the oven" names two sections, though its only word is in one title.
        let hasNumbers = parts.contains { $0.wholeMatch(of: /.*\b\d{1,2}(?:\.\d{1,2})*/) != nil }
        if parts.count < 2 || !hasNumbers, let id = id(words) { return [id] }
        return parts.count > 1 && found.count == parts.count && Set(found).count == found.count ? found : nil
    }

    /// Patterns for the words around a section's name: "the section on the oven", "the oven chapter".
    private static var labels: [Regex<Substring>] {
        [
            /(?i)^the\s+/, /(?i)^(?:(?:sub)?sections?|chapters?|parts?)\s+/, /(?i)^(?:on|about|called|named|titled)\s+/,
            /(?i)^the\s+/, /(?i)\s+(?:section|chapter|part)$/,
        ]
    }

    private func id(_ words: String) -> Section.ID? {
        var bare = words.trimmed
        for label in Self.labels { bare = bare.replacing(label, with: "") }
        if let number = bare.wholeMatch(of: /\d{1,2}(?:\.\d{1,2})*/) {
            let path = number.output.split(separator: ".").compactMap { Int($0) }
            return outline.entry(at: path)?.section.id
        }
        let key = TitleMatch.key(bare)
        switch key {
        case "first", "first one": return outline.sections.first?.id
        case "last", "last one": return outline.sections.last?.id
        default: break
        }
        let exact = outline.entries.filter { TitleMatch.key($0.section.title) == key }
        if !exact.isEmpty { return exact.count == 1 ? exact[0].section.id : nil }
        if key == "introduction" || key == "conclusion" {
            return outline.entries.first { $0.section.role?.rawValue == key }?.section.id
        }
        let wanted = Set(ContentWords.of(bare))
        guard !wanted.isEmpty else { return nil }
        let near = outline.entries.filter { wanted.isSubset(of: ContentWords.of($0.section.title)) }
        return near.count == 1 ? near[0].section.id : nil
    }

    /// Returns true if a section is below another one.
    func isBelow(_ id: Section.ID, _ parent: Section.ID) -> Bool {
        outline[parent]?.subtree.contains { $0.id == id } ?? false
    }

    /// Removes a section and its subsections, and returns it.
    mutating func take(_ id: Section.ID) -> OutlineDraft.Node? {
        var taken: OutlineDraft.Node?
        change { nodes in
            guard let index = nodes.firstIndex(where: { $0.id == id }) else { return false }
            taken = nodes.remove(at: index)
            return true
        }
        return taken
    }

    /// Inserts a new section.
    mutating func add(_ title: String, _ spot: Spot) { put(.init(title: title), spot) }

    /// Inserts a section, at the start or end of the post if it has no neighbour.
    mutating func put(_ node: OutlineDraft.Node, _ spot: Spot) {
        let isPut = change { nodes in
            guard let anchor = spot.anchor, let index = nodes.firstIndex(where: { $0.id == anchor }) else {
                return false
            }
            nodes.insert(node, at: spot == .before(anchor) ? index : index + 1)
            return true
        }
        if isPut { return }
        let opens = role(of: draft.nodes.first) == .introduction
        let closes = role(of: draft.nodes.last) == .conclusion
        let count = draft.nodes.count
        draft.nodes.insert(node, at: spot == .start ? (opens ? 1 : 0) : max(closes ? count - 1 : count, 0))
    }

    /// Changes the title of a section.
    mutating func rename(_ id: Section.ID, _ title: String) {
        change { nodes in
            guard let index = nodes.firstIndex(where: { $0.id == id }) else { return false }
            nodes[index].title = title
            return true
        }
    }

    private func role(of node: OutlineDraft.Node?) -> Section.Role? { node?.id.flatMap { outline[$0]?.role } }

    /// Tries a change on each list of siblings until it succeeds.
    @discardableResult
    private mutating func change(_ body: (inout [OutlineDraft.Node]) -> Bool) -> Bool {
        func visit(_ nodes: inout [OutlineDraft.Node]) -> Bool {
            if body(&nodes) { return true }
            for index in nodes.indices where visit(&nodes[index].children) { return true }
            return false
        }
        return visit(&draft.nodes)
    }
}
