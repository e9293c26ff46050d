extension OutlineDraft {
    /// The draft in which each point belongs to one section alone: the first that has it, in the order of the post.
    ///
    /// Points are the same where their content words and numbers are. A section keeps at most `most` of them, and one that has sections
    /// below it keeps none, since it is a heading.
    package func owningPointsOnce(most: Int = 5) -> OutlineDraft {
        var owned: Set<Set<String>> = []
        func kept(_ node: Node) -> Node {
            var node = node
            var points: [String] = []
            for point in node.children.isEmpty ? node.points : [] {
                let words = ContentWords.matter(of: point)
                // A point of stop words alone has nothing by which it could be found again.
                if words.isEmpty ? !points.contains(point) : owned.insert(words).inserted { points.append(point) }
            }
            node.points = Array(points.prefix(most))
            node.children = node.children.map(kept)
            return node
        }
        return OutlineDraft(nodes.map(kept))
    }
}
