import Manuscript

/// The rules for the titles of a new outline: whole words, at most 60 characters, distinct, not the topic again.
enum OutlineTitles {
    /// The maximum length of a title in characters.
    static let most = 60

    /// Returns the sections with titles that follow the rules; those without one are left out, and their subsections
    /// take their place.
    ///
    /// A section with a single subsection becomes one section. `open` is the index of the section that is still
    /// arriving, which may get more subsections; nil if the outline is whole. The sections before it are final.
    static func kept(_ nodes: [OutlineDraft.Node], topic: String, open: Int? = nil) -> [OutlineDraft.Node] {
        var seen: Set<String> = []
        var kept: [OutlineDraft.Node] = []
        for (index, node) in nodes.enumerated() {
            kept += self.kept(node, topic: topic, isOpen: open.map { index >= $0 } ?? false, depth: 1, &seen)
        }
        // A single section over all others is the post itself.
        guard open == nil, kept.count == 1, kept[0].children.count > 1 else { return kept }
        return kept[0].children
    }

    private static func kept(
        _ node: OutlineDraft.Node, topic: String, isOpen: Bool, depth: Int, _ seen: inout Set<String>
    ) -> [OutlineDraft.Node] {
        guard depth <= OutlineReading.Bounds.depth else { return [] }
        var node = node
        let heading = node.title.drop { $0 == "#" }
        node.title = short(OutlineReading.title(heading.first == " " ? heading.trimmed : node.title))
        let key = TitleMatch.key(node.title)
        let isTitle = !key.isEmpty && !isTopic(node.title, topic) && seen.insert(key).inserted
        var below: [OutlineDraft.Node] = []
        for child in node.children.prefix(OutlineReading.Bounds.siblings) {
            below += kept(child, topic: topic, isOpen: isOpen, depth: isTitle ? depth + 1 : depth, &seen)
        }
        guard isTitle else { return below }
        node.brief = Prose.title(String(node.brief.prefix(600)))
        node.points = node.points.map { Prose.title(String($0.prefix(300))) }.filter { !$0.isEmpty }
        node.children = below
        return [isOpen ? node : merged(node)]
    }

    /// Returns a section without its only subsection, whose title becomes a point unless it has points.
    private static func merged(_ node: OutlineDraft.Node) -> OutlineDraft.Node {
        guard node.children.count == 1 else { return node }
        var node = node
        let child = node.children[0]
        if node.brief.isEmpty { node.brief = child.brief }
        node.points += child.points.isEmpty ? [child.title] : child.points
        node.children = child.children
        return node
    }

    /// Returns true if a title only says the topic again, in any order and as a question or not.
    static func isTopic(_ title: String, _ topic: String) -> Bool {
        let (own, all) = (words(title), words(topic))
        return !own.isEmpty && own.isSubset(of: all) && own.count * 5 >= all.count * 4
    }

    private static let fillers: Set<Substring> = [
        "a", "about", "an", "are", "do", "does", "how", "is", "on", "the", "what", "why",
    ]

    private static func words(_ text: String) -> Set<String> {
        let words = TitleMatch.key(text).split(separator: " ").filter { !fillers.contains($0) }
        return Set(words.map { ContentWords.of($0).first ?? String($0) })
    }

    /// Returns a title cut to whole words.
    static func short(_ title: String) -> String {
        guard title.count > most else { return title }
        let head = title.prefix(most + 1)
        guard let space = head.lastIndex(of: " ") else { return String(title.prefix(most)) }
        var words = head[..<space].split(separator: " ")
        // "The cost of" breaks off.
        while words.count > 1, let last = words.last, TitleSet.openEnds.contains(last.lowercased()) {
            words.removeLast()
        }
        var cut = words.joined(separator: " ")
        while let last = cut.last, ",;:–—-(".contains(last) || last == " " { cut.removeLast() }
        return cut
    }
}
