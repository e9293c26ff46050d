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
        case .value(let value): found = list(in: value).map(read) ?? (hasTitle(value) ? read([value]) : nil)
        case .unreadable: found = nil
        case .none: found = isCut ? nil : tree(of: OutlineLines.items(in: reply))
        }
        guard let nodes = found else { return nil }
        var seen: Set<String> = []
        let kept = cleaned(nodes, depth: 1, seen: &seen)
        return kept.isEmpty ? nil : OutlineDraft(kept)
    }

    private static func list(in value: JSONValue) -> [JSONValue]? {
        if let array = value.array { return array }
        for key in listKeys {
            if let inner = value[key], let found = inner.array ?? list(in: inner) { return found }
        }
        return strayList(in: value)
    }

    /// Returns a list under an unexpected name, if it consists of titles or of objects with titles.
    private static func strayList(in value: JSONValue) -> [JSONValue]? {
        guard let fields = value.object, !hasTitle(value) else { return nil }
        let names = fields.keys.filter { !pointKeys.contains($0) }.sorted()
        let lists = names.lazy.compactMap { fields[$0].flatMap { $0.array ?? list(in: $0) } }
        return lists.first { list in list.count > 1 && list.allSatisfy { $0.string != nil || hasTitle($0) } }
    }

    /// The names under which models send the members of an outline, the likeliest first.
    static let listKeys = ["sections", "outline", "outline_sections", "titles", "subsections", "items", "children"]
    static let titleKeys = ["title", "heading", "name", "section", "section_title", "sectionTitle"]
    static let briefKeys = ["brief", "summary", "description"]
    static let pointKeys = ["points", "key_points", "keyPoints", "bullets"]

    private static func hasTitle(_ value: JSONValue) -> Bool { first(titleKeys, of: value)?.string != nil }

    /// Returns the sections of a list; nil if one of them has no title, since an incomplete outline is not used.
    private static func read(_ values: [JSONValue]) -> [OutlineDraft.Node]? {
        // A flat list of numbered strings, the form of the notebook's schema, is a tree written as lines.
        let lines = values.compactMap(\.string)
        if lines.count == values.count {
            return tree(of: lines.compactMap { OutlineLines.item($0, plainIsItem: true) })
        }
        var nodes: [OutlineDraft.Node] = []
        for value in values where value != .null && value != [:] {
            guard let node = node(value) else { return nil }
            nodes.append(node)
        }
        return nodes
    }

    private static func node(_ value: JSONValue) -> OutlineDraft.Node? {
        if let title = value.string { return OutlineDraft.Node(title: title) }
        let children = first(["subsections", "children", "sections"], of: value)?.array ?? []
        guard let title = first(titleKeys, of: value)?.string, let below = read(children) else { return nil }
        let points = first(pointKeys, of: value)?.array ?? []
        let words = value["words"]?.int
        return OutlineDraft.Node(
            id: first(["id"], of: value)?.string, title: title,
            brief: first(briefKeys, of: value)?.string ?? "",
            points: points.compactMap(\.string), words: (words ?? 0) > 0 ? words : nil, children: below)
    }

    private static func first(_ keys: [String], of value: JSONValue) -> JSONValue? {
        keys.lazy.compactMap { value[$0] }.first
    }

    static func tree(of items: [OutlineLines.Item]) -> [OutlineDraft.Node] {
        var rest = items[...]
        func level(_ depth: Int) -> [OutlineDraft.Node] {
            var nodes: [OutlineDraft.Node] = []
            while let item = rest.first, item.depth >= depth {
                rest.removeFirst()
                nodes.append(OutlineDraft.Node(title: item.title, children: level(item.depth + 1)))
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
