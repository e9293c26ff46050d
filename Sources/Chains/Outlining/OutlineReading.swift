package import Manuscript

/// Reads an outline from a model's answer: JSON of any likely shape, or a numbered list.
package enum OutlineReading {
    /// The limits of an outline; the excess is cut, since a model that sends a thousand headings has gone astray.
    package enum Bounds {
        /// The maximum number of sections at one level.
        package static let siblings = 250
        /// The maximum depth of the tree.
        package static let depth = 3
        /// The maximum length of a title in characters.
        package static let title = 120
    }

    /// Returns the outline in a reply; nil if there is none, or if it cannot be read as a whole.
    ///
    /// `isCut` is true if the reply reached its length limit.
    package static func draft(from reply: String, isCut: Bool = false) -> OutlineDraft? {
        let found: [OutlineDraft.Node]?
        switch JSONText.find(in: reply, isCut: isCut) {
        case .value(let value): found = OutlineJSON(reply).nodes(in: value)
        case .unreadable: found = nil
        case .none where isCut: found = nil
        case .none: found = OutlineLines.isYAML(reply) ? nodes(inYAML: reply) : tree(of: OutlineLines.items(in: reply))
        }
        guard let nodes = found else { return nil }
        var seen: Set<String> = []
        let kept = cleaned(nodes, depth: 1, seen: &seen)
        return kept.isEmpty ? nil : OutlineDraft(kept)
    }

    /// Returns the outline in YAML, with or without a fence around it; nil if it cannot be read as a whole.
    private static func nodes(inYAML reply: String) -> [OutlineDraft.Node]? {
        let yaml = OutlineLines.yaml(in: reply)
        guard let value = try? YAMLText(Array(yaml.utf8), file: "").value else { return nil }
        return OutlineJSON(yaml).nodes(in: value)
    }

    /// Returns the tree of an outline's lines.
    package static func tree(of items: [OutlineLines.Item]) -> [OutlineDraft.Node] {
        var rest = items[...]
        func level(_ depth: Int) -> [OutlineDraft.Node] {
            var nodes: [OutlineDraft.Node] = []
            while let item = rest.first, item.depth >= depth {
                rest.removeFirst()
                nodes.append(
                    OutlineDraft.Node(title: item.title, points: item.points, children: level(item.depth + 1)))
            }
            return nodes
        }
        return level(items.map(\.depth).min() ?? 1)
    }

    /// Removes empty and repeated titles, and applies the limits.
    private static func cleaned(_ nodes: [OutlineDraft.Node], depth: Int, seen: inout Set<String>) -> [OutlineDraft
        .Node]
    {
        var kept: [OutlineDraft.Node] = []
        for node in nodes.prefix(Bounds.siblings) {
            var node = node
            node.title = title(node.title)
            let key = TitleMatch.key(node.title)
            // Unlike a year, a shorter number is left over from a line without a title.
            let isNumber = key.count < 3 && key.allSatisfy(\.isNumber)
            guard !key.isEmpty, !isNumber, seen.insert(key).inserted else { continue }
            node.brief = Prose.title(String(node.brief.prefix(600)))
            node.points = node.points.map { Prose.title(String($0.prefix(300))) }.filter { !$0.isEmpty }
            node.children = depth < Bounds.depth ? cleaned(node.children, depth: depth + 1, seen: &seen) : []
            kept.append(node)
        }
        return kept
    }

    /// Returns a title without number, emphasis, surrounding quotes or trailing colon.
    package static func title(_ raw: String) -> String {
        var title = Prose.title(String(String.UnicodeScalarView(raw.unicodeScalars.filter { !isOverride($0) })))[...]
        title = TitleMatch.stripNumber(withoutMarks(title))
        let text = title.trimmed
        var bare = withoutMarks(text[...])
        if bare.count > 1, let quote = bare.first, "\"“'".contains(quote), let end = bare.last, "\"”'".contains(end) {
            bare = bare.dropFirst().dropLast()
        }
        while let last = bare.last, ":,;".contains(last) { bare.removeLast() }
        if bare.hasSuffix("."), !bare.hasSuffix("..") { bare.removeLast() }
        return bare.count > Bounds.title ? cut(bare) : bare.trimmed
    }

    /// Removes emphasis around a whole title; the marks of an identifier, such as `__init__` or `**kwargs`, stay.
    private static func withoutMarks(_ title: Substring) -> Substring {
        for mark in ["***", "**", "__", "*", "`"] where title.hasPrefix(mark) && title.hasSuffix(mark) {
            let inner = title.dropFirst(mark.count).dropLast(mark.count)
            let isIdentifier = mark == "__" && !inner.contains(" ")
            guard !inner.isEmpty, !inner.contains(mark.prefix(1)), !isIdentifier, inner.trimmed == inner else {
                continue
            }
            return inner
        }
        return title
    }

    /// Returns true if a character would change the writing direction of the text after the title.
    private static func isOverride(_ scalar: Unicode.Scalar) -> Bool {
        (0x202A...0x202E).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value)
    }

    private static func cut(_ title: Substring) -> String {
        let head = title.prefix(Bounds.title)
        guard let space = head.lastIndex(of: " ") else { return String(head) }
        return String(head[..<space])
    }
}
