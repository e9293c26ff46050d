extension OutlineDraft {
    /// Returns the draft with each point in one section only: the first that has it, in post order.
    ///
    /// Two points are the same if their content words and numbers are the same. A section keeps at most `most` points;
    /// one with subsections keeps none, since it is only a heading.
    package func owningPointsOnce(most: Int = 5) -> OutlineDraft {
        var owned: Set<Set<String>> = []
        func kept(_ node: Node) -> Node {
            var node = node
            var points: [String] = []
            for point in node.children.isEmpty ? node.points : [] {
                let words = ContentWords.matter(of: point)
                // A point made of stop words only has no key, so it is compared as text.
                if words.isEmpty ? !points.contains(point) : owned.insert(words).inserted { points.append(point) }
            }
            node.points = Array(points.prefix(most))
            node.children = node.children.map(kept)
            return node
        }
        return OutlineDraft(nodes.map(kept))
    }
}
