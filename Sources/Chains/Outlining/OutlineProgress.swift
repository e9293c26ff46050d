import Manuscript

/// A new outline while it arrives: its titles, the sections whose briefs can be asked for, and the briefs so far.
struct OutlineProgress {
    private let topic: String
    private(set) var titles: [OutlineDraft.Node] = []
    /// True once all titles are there.
    private(set) var hasAllTitles = false
    /// The number of calls in progress; the call for the titles is the first.
    private(set) var running = 1
    private(set) var usage = Usage()
    /// The first reason that briefs could not be obtained; empty if there was none.
    private(set) var failure = ""
    /// The number of sections at the start of `titles` that are complete.
    private var ready = 0
    private var asked: Set<[String]> = []
    private var found: [String: SectionBriefs.Matter] = [:]

    init(topic: String) { self.topic = topic }

    /// True if nothing more is to come.
    var isDone: Bool { hasAllTitles && running == 0 }

    /// The outline so far.
    var draft: OutlineDraft { OutlineDraft(titles.map(filled)) }

    /// Takes what has arrived of the titles; the first `complete` sections are closed.
    mutating func take(_ nodes: [OutlineDraft.Node], complete: Int) {
        titles = OutlineTitles.kept(nodes, topic: topic, open: complete)
        ready = OutlineTitles.kept(Array(nodes.prefix(complete)), topic: topic, open: complete).count
    }

    /// Takes all titles, already as they are to be.
    mutating func end(_ nodes: [OutlineDraft.Node], usage: Usage) {
        titles = nodes
        ready = nodes.count
        hasAllTitles = true
        running -= 1
        self.usage += usage
    }

    /// Takes the briefs of one section.
    mutating func take(_ answer: SectionBriefs.Answer) {
        running -= 1
        usage += answer.usage
        found.merge(answer.found) { first, _ in first }
        if failure.isEmpty { failure = answer.failure }
    }

    /// Returns the index of a section whose briefs are to be asked for now, which counts as a call in progress; nil if
    /// there is none.
    mutating func next() -> Int? {
        // A section that came out otherwise in the end than while it arrived is asked for again.
        let index = titles.indices.prefix(ready).first { index in
            wants(titles[index]) && !asked.contains(Self.keys(titles[index]))
        }
        guard let index else { return nil }
        asked.insert(Self.keys(titles[index]))
        running += 1
        return index
    }

    private func wants(_ node: OutlineDraft.Node) -> Bool {
        node.children.isEmpty ? SectionBriefs.lacks(filled(node)) : node.children.contains(where: wants)
    }

    private static func keys(_ node: OutlineDraft.Node) -> [String] {
        [TitleMatch.key(node.title)] + node.children.flatMap(keys)
    }

    private func filled(_ node: OutlineDraft.Node) -> OutlineDraft.Node {
        var node = node
        if !node.children.isEmpty {
            node.children = node.children.map(filled)
            return node
        }
        let matter = found[TitleMatch.key(node.title)]
        if !SectionBriefs.says(node.brief, moreThan: node.title) { node.brief = matter?.brief ?? "" }
        if let matter, node.points.count < 2, matter.points.count > node.points.count { node.points = matter.points }
        return node
    }
}

extension OutlineDraft {
    /// The sections without subsections, in post order.
    var leaves: [Node] {
        func leaves(_ nodes: [Node]) -> [Node] { nodes.flatMap { $0.children.isEmpty ? [$0] : leaves($0.children) } }
        return leaves(nodes)
    }
}
