import Manuscript

/// An outline as a draft that keeps every id, to be changed a section at a time.
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

    /// Where a section is put.
    enum Spot: Equatable {
        /// First, but behind an introduction.
        case start
        /// Last, but before a conclusion.
        case end
        case before(Section.ID)
        case after(Section.ID)

        /// The section beside it; nil at an end of the post.
        var anchor: Section.ID? {
            switch self {
            case .start, .end: nil
            case .before(let id), .after(let id): id
            }
        }
    }

    /// The place that words such as "after 2.3" or "at the end" name; nil where they name none for certain.
    func spot(_ words: String) -> Spot? {
        let low = words.lowercased()
        if low.hasSuffix(" end") { return .end }
        if ["start", "beginning", "top"].contains(where: { low.hasSuffix(" \($0)") }) { return .start }
        guard let space = words.firstIndex(of: " "), let ids = ids(String(words[space...]).trimmed), ids.count == 1
        else { return nil }
        return low.hasPrefix("before") ? .before(ids[0]) : .after(ids[0])
    }

    /// The sections that words name: numbers, titles, or the first, the last, introduction, conclusion; nil where any of it
    /// names none or several.
    func ids(_ words: String) -> [Section.ID]? {
        if let id = id(words) { return [id] }
        let parts = words.split(separator: /\s*,\s*(?:and\s+)?|\s+and\s+/).map(String.init)
        let found = parts.compactMap(id)
        return parts.count > 1 && found.count == parts.count && Set(found).count == found.count ? found : nil
    }

    /// What may stand around the name of a section: "the section on the oven", "the oven chapter".
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

    /// Whether a section is below another one.
    func isBelow(_ id: Section.ID, _ parent: Section.ID) -> Bool {
        outline[parent]?.subtree.contains { $0.id == id } ?? false
    }

    /// Takes a section out, with what is below it.
    mutating func take(_ id: Section.ID) -> OutlineDraft.Node? {
        var taken: OutlineDraft.Node?
        change { nodes in
            guard let index = nodes.firstIndex(where: { $0.id == id }) else { return false }
            taken = nodes.remove(at: index)
            return true
        }
        return taken
    }

    /// Puts in a new section.
    mutating func add(_ title: String, _ spot: Spot) { put(.init(title: title), spot) }

    /// Puts in a section; at an end of the post where the one beside it is gone.
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

    /// Gives a section another title.
    mutating func rename(_ id: Section.ID, _ title: String) {
        change { nodes in
            guard let index = nodes.firstIndex(where: { $0.id == id }) else { return false }
            nodes[index].title = title
            return true
        }
    }

    private func role(of node: OutlineDraft.Node?) -> Section.Role? { node?.id.flatMap { outline[$0]?.role } }

    /// Tries a change on every list of siblings until one takes it.
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
