/// Finds the matching elements of two lists: patience first, then Myers if no element is unique.
///
/// Patience diff (by Bram Cohen) takes the longest increasing run of elements that occur once on both sides and splits
/// the lists there. The rest goes through E. Myers, "An O(ND) Difference Algorithm and Its Variations" (Algorithmica,
/// 1986). Both are bounded: a part that needs more edits or work than allowed counts as replaced.
struct Alignment {
    /// The index of an element in the old list and of its match in the new list.
    struct Pair: Equatable {
        let old: Int
        let new: Int
    }

    /// The pairs, increasing on both sides.
    private(set) var pairs: [Pair] = []

    private struct Part {
        var old: Range<Int>
        var new: Range<Int>
    }

    private static let mostEdits = 400
    private let old: [Int]
    private let new: [Int]
    private var work: Int
    /// The index of each key in the current part: -1 if absent, -2 if it occurs more than once.
    private var places: (old: [Int], new: [Int]) = ([], [])
    private let keys: Int

    /// Aligns two lists of keys, each in 0..<`keys`.
    init(_ old: [Int], _ new: [Int], keys: Int) {
        self.old = old
        self.new = new
        work = 60 * (old.count + new.count) + 10_000
        self.keys = keys
        var open = [Part(old: 0..<old.count, new: 0..<new.count)]
        while let part = open.popLast() { open += align(part) }
        pairs.sort { $0.old < $1.old }
    }

    /// Aligns a part and returns the parts that remain.
    private mutating func align(_ whole: Part) -> [Part] {
        let part = trimmed(whole)
        guard !part.old.isEmpty, !part.new.isEmpty, work > 0 else { return [] }
        work -= part.old.count + part.new.count
        let anchors = patience(part)
        guard !anchors.isEmpty else {
            myers(part)
            return []
        }
        pairs += anchors
        var rest: [Part] = []
        var (oldStart, newStart) = (part.old.lowerBound, part.new.lowerBound)
        for anchor in anchors {
            rest.append(Part(old: oldStart..<anchor.old, new: newStart..<anchor.new))
            (oldStart, newStart) = (anchor.old + 1, anchor.new + 1)
        }
        rest.append(Part(old: oldStart..<part.old.upperBound, new: newStart..<part.new.upperBound))
        return rest
    }

    /// Pairs the equal elements at both ends and returns the part between them.
    private mutating func trimmed(_ part: Part) -> Part {
        var (oldStart, oldEnd) = (part.old.lowerBound, part.old.upperBound)
        var (newStart, newEnd) = (part.new.lowerBound, part.new.upperBound)
        while oldStart < oldEnd, newStart < newEnd, old[oldStart] == new[newStart] {
            pairs.append(Pair(old: oldStart, new: newStart))
            (oldStart, newStart) = (oldStart + 1, newStart + 1)
        }
        while oldStart < oldEnd, newStart < newEnd, old[oldEnd - 1] == new[newEnd - 1] {
            (oldEnd, newEnd) = (oldEnd - 1, newEnd - 1)
            pairs.append(Pair(old: oldEnd, new: newEnd))
        }
        return Part(old: oldStart..<oldEnd, new: newStart..<newEnd)
    }

    // MARK: - Patience

    private mutating func patience(_ part: Part) -> [Pair] {
        if places.old.isEmpty { places = (Array(repeating: -1, count: keys), Array(repeating: -1, count: keys)) }
        for index in part.old { places.old[old[index]] = places.old[old[index]] == -1 ? index : -2 }
        for index in part.new { places.new[new[index]] = places.new[new[index]] == -1 ? index : -2 }
        let once = part.old.compactMap { index -> Pair? in
            let place = places.new[old[index]]
            return places.old[old[index]] == index && place >= 0 ? Pair(old: index, new: place) : nil
        }
        for index in part.old { places.old[old[index]] = -1 }
        for index in part.new { places.new[new[index]] = -1 }
        return Self.rising(once)
    }

    /// Returns the longest run that increases in the new list; `pairs` increase in the old one.
    private static func rising(_ pairs: [Pair]) -> [Pair] {
        var tops: [Int] = []
        var before = Array(repeating: -1, count: pairs.count)
        for (index, pair) in pairs.enumerated() {
            var (low, high) = (0, tops.count)
            while low < high {
                let middle = (low + high) / 2
                if pairs[tops[middle]].new < pair.new { low = middle + 1 } else { high = middle }
            }
            if low > 0 { before[index] = tops[low - 1] }
            if low == tops.count { tops.append(index) } else { tops[low] = index }
        }
        var run: [Pair] = []
        var next = tops.last ?? -1
        while next >= 0 {
            run.append(pairs[next])
            next = before[next]
        }
        return run.reversed()
    }

    // MARK: - Myers

    private mutating func myers(_ part: Part) {
        let (count, newCount) = (part.old.count, part.new.count)
        let limit = min(count + newCount, Self.mostEdits)
        let middle = limit + 1
        var ends = Array(repeating: 0, count: 2 * limit + 3)
        var trace: [[Int]] = []
        for edits in 0...limit {
            trace.append(ends)
            work -= 2 * limit + edits
            for diagonal in stride(from: -edits, through: edits, by: 2) {
                let goesDown = Self.goesDown(diagonal, edits, ends, middle)
                var place = goesDown ? ends[middle + diagonal + 1] : ends[middle + diagonal - 1] + 1
                while place < count, place - diagonal < newCount,
                    old[part.old.lowerBound + place] == new[part.new.lowerBound + place - diagonal]
                {
                    place += 1
                }
                ends[middle + diagonal] = place
                if place >= count, place - diagonal >= newCount { return goBack(part, trace, middle) }
            }
            if work < 0 { return }
        }
    }

    private static func goesDown(_ diagonal: Int, _ edits: Int, _ ends: [Int], _ middle: Int) -> Bool {
        diagonal == -edits
            || (diagonal != edits && ends[middle + diagonal - 1] < ends[middle + diagonal + 1])
    }

    private mutating func goBack(_ part: Part, _ trace: [[Int]], _ middle: Int) {
        var (place, newPlace) = (part.old.count, part.new.count)
        for edits in trace.indices.reversed() {
            let diagonal = place - newPlace
            let goesDown = Self.goesDown(diagonal, edits, trace[edits], middle)
            let from = goesDown ? diagonal + 1 : diagonal - 1
            let start = edits == 0 ? 0 : trace[edits][middle + from]
            let newStart = edits == 0 ? 0 : start - from
            while place > start, newPlace > newStart {
                (place, newPlace) = (place - 1, newPlace - 1)
                pairs.append(Pair(old: part.old.lowerBound + place, new: part.new.lowerBound + newPlace))
            }
            (place, newPlace) = (start, newStart)
        }
    }
}
