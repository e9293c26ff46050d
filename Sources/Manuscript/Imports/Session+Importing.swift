package import Platform

extension Session {
    /// Makes a session of a Markdown file: each part is a section with its text, and nothing of the file is lost.
    ///
    /// `fallback` is the topic of a file without a title, `path` its absolute path, or an empty one, and `words` the length
    /// of the post if it is only an outline.
    package init(
        importing post: MarkdownPost, name: String, fallback: String, path: String, words: Int, at now: Date
    ) {
        let topic = post.title.flatMap { $0.isEmpty ? nil : $0 } ?? fallback
        self.init(name: name, topic: topic, at: now)
        imported = ImportedPost(
            path: path, opening: post.opening, heading: post.heading, topic: topic, lineEnd: post.lineEnd,
            count: post.parts.count)
        if let front = post.front {
            metadata.title = front.text("title").flatMap { $0 == topic ? nil : $0 } ?? ""
            metadata.description = front.text("description") ?? ""
            metadata.tags = (front.values["tags"]?.array ?? []).compactMap(\.string)
            metadata.slug = front.text("slug") ?? ""
        }
        let isNumbered = post.isNumbered
        let placed = MarkdownPost.paths(of: post.parts)
        let flat = placed.enumerated().map { index, found -> (section: Section, depth: Int) in
            (Self.section(of: found.part, depth: found.path.count, index: index, isNumbered, at: now), found.path.count)
        }
        outline = Outline(Self.tree(flat[...]))
        spreadBudgets(over: words)
    }

    /// Gives the unwritten leaves a budget: the mean of the written ones, or a share of the whole post.
    private mutating func spreadBudgets(over words: Int) {
        let leaves = outline.entries.map(\.section).filter(\.isLeaf)
        let known = leaves.compactMap(\.words)
        let mean = known.isEmpty ? words / max(1, leaves.count) : known.reduce(0, +) / known.count
        for leaf in leaves where leaf.words == nil { outline.update(leaf.id) { $0.words = max(40, mean / 10 * 10) } }
    }

    private static func section(
        of part: MarkdownPost.Part, depth: Int, index: Int, _ isNumbered: Bool, at now: Date
    ) -> Section {
        let number = isNumbered ? MarkdownPost.number(of: part.title) : nil
        var section = Section(title: number?.title ?? part.title)
        section.imported = ImportedPart(
            heading: part.heading, text: part.text, title: section.title, number: number?.text ?? "", level: part.level,
            depth: depth, index: index)
        if part.level == 0 { section.role = .introduction }
        let body = Prose.body(part.text)
        if !body.isEmpty {
            section.versions = [Version(number: 1, text: body, origin: .imported, at: now)]
            section.current = 1
            section.words = max(10, (Prose.words(in: body) + 5) / 10 * 10)
        }
        return section
    }

    private static func tree(_ flat: ArraySlice<(section: Section, depth: Int)>) -> [Section] {
        var sections: [Section] = []
        var rest = flat
        while let first = rest.first {
            let below = rest.dropFirst().prefix { $0.depth > first.depth }
            var section = first.section
            section.children = tree(below)
            sections.append(section)
            rest = rest.dropFirst(1 + below.count)
        }
        return sections
    }
}
