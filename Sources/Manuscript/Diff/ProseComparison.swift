/// Makes the pieces of a `ProseDiff`.
struct ProseComparison {
    private let old: ProseTokens
    private let new: ProseTokens
    private var keys = ProseTokens.Keys()
    /// The keys of blocks that occur exactly once among the unmatched blocks of each side.
    private var moved: Set<Int> = []

    /// A shorter paragraph that occurs elsewhere is a coincidence.
    private static let leastMoved = 5

    init(_ old: String, _ new: String) {
        self.old = ProseTokens(old, keys: &keys)
        self.new = ProseTokens(new, keys: &keys)
    }

    mutating func pieces() -> [ProseDiff.Piece] {
        let (olds, news) = (old.blocks, new.blocks)
        let anchors = Alignment(olds.map(\.key), news.map(\.key), keys: keys.count).pairs
        findMoved(anchors)
        var steps: [Step] = []
        var (oldStart, newStart) = (0, 0)
        for anchor in anchors + [Alignment.Pair(old: olds.count, new: news.count)] {
            steps += compare(
                region(olds, oldStart..<anchor.old), region(news, newStart..<anchor.new))
            if anchor.old < olds.count {
                steps.append(.same(old: [whole(olds[anchor.old])], new: [whole(news[anchor.new])]))
            }
            (oldStart, newStart) = (anchor.old + 1, anchor.new + 1)
        }
        return Self.joined(steps).flatMap(\.pieces)
    }

    private func whole(_ block: ProseTokens.Block) -> ProseTokens.Token {
        ProseTokens.Token(text: block.body, key: block.key, kind: .word)
    }

    private mutating func findMoved(_ anchors: [Alignment.Pair]) {
        func leftOver(_ blocks: [ProseTokens.Block], _ taken: Set<Int>) -> [Int: Int] {
            var counts: [Int: Int] = [:]
            for (index, block) in blocks.enumerated() where !taken.contains(index) && block.words >= Self.leastMoved {
                counts[block.key, default: 0] += 1
            }
            return counts
        }
        let here = leftOver(old.blocks, Set(anchors.map(\.old)))
        let there = leftOver(new.blocks, Set(anchors.map(\.new)))
        for (key, count) in here where count == 1 && there[key] == 1 { moved.insert(key) }
    }

    /// Returns the tokens between two anchors: the gap after the first one, then whole blocks with their gaps.
    ///
    /// A moved block is one token; its two sides must not match, so each gets a unique key.
    private mutating func region(_ blocks: [ProseTokens.Block], _ range: Range<Int>) -> [ProseTokens.Token] {
        var tokens: [ProseTokens.Token] = []
        if range.lowerBound > 0, let gap = blocks[range.lowerBound - 1].gap { tokens.append(gap) }
        for block in blocks[range] {
            if moved.contains(block.key) {
                tokens.append(ProseTokens.Token(text: block.body, key: keys.new(), kind: .moved))
            } else {
                tokens += block.tokens
            }
            if let gap = block.gap { tokens.append(gap) }
        }
        return tokens
    }

    private func compare(_ old: [ProseTokens.Token], _ new: [ProseTokens.Token]) -> [Step] {
        let pairs = Alignment(old.map(\.key), new.map(\.key), keys: keys.count).pairs
        var steps: [Step] = []
        var (oldStart, newStart) = (0, 0)
        for pair in pairs + [Alignment.Pair(old: old.count, new: new.count)] {
            let (gone, come) = (Array(old[oldStart..<pair.old]), Array(new[newStart..<pair.new]))
            if !gone.isEmpty || !come.isEmpty { steps.append(.change(removed: gone, added: come)) }
            if pair.old < old.count { steps.append(.same(old: [old[pair.old]], new: [new[pair.new]])) }
            (oldStart, newStart) = (pair.old + 1, pair.new + 1)
        }
        return Step.readable(Self.joined(steps))
    }

    /// Merges neighbouring steps of the same kind.
    private static func joined(_ steps: [Step]) -> [Step] {
        steps.reduce(into: []) { joined, step in
            guard let last = joined.last, let both = last.followed(by: step) else { return joined.append(step) }
            joined[joined.count - 1] = both
        }
    }

    /// A run of unchanged tokens, or one change.
    enum Step {
        case same(old: [ProseTokens.Token], new: [ProseTokens.Token])
        case change(removed: [ProseTokens.Token], added: [ProseTokens.Token])
    }
}
