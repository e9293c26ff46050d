/// Checks that every heading of the outline occurs exactly once, at the right level and in order.
package enum Fidelity: PostCheck {
    package static func verdict(on post: CheckedPost) -> Verdict? {
        guard !post.expected.isEmpty else { return nil }
        let keys = post.parts.map { CheckedPost.key($0.title) }
        var places: [String: [Int]] = [:]
        for (place, key) in keys.enumerated() { places[key, default: []].append(place) }
        // A title that occurs twice in the outline must occur twice in the text.
        var wanted: [String: Int] = [:]
        for heading in post.expected { wanted[CheckedPost.key(heading.title), default: 0] += 1 }
        var used: [String: Int] = [:]
        var candidates: [Int] = []
        var findings: [String] = []
        for heading in post.expected {
            let key = CheckedPost.key(heading.title)
            let found = places[key, default: []]
            let nth = used[key, default: 0]
            used[key] = nth + 1
            if found.isEmpty {
                findings.append("\(heading.title): not written")
            } else if found.count != wanted[key] {
                if nth == 0 { findings.append("\(heading.title): written \(found.count) times") }
            } else if post.parts[found[nth]].level != heading.level {
                let level = post.parts[found[nth]].level
                let right = heading.level.map { "level \($0)" } ?? "a place in the numbering"
                findings.append("\(heading.title): at level \(level) instead of \(right)")
            } else {
                candidates.append(found[nth])
            }
        }
        let ordered = longestRise(candidates)
        for place in candidates where !ordered.contains(place) {
            findings.append("\(post.parts[place].title): not in its place")
        }
        let share = 100 * Double(ordered.count) / Double(post.expected.count)
        let times = Double(keys.filter { wanted[$0] != nil }.count) / Double(post.expected.count)
        if times > 1 { findings.insert("headings are written \(hundredths(times)) times on average", at: 0) }
        return Verdict(
            name: "fidelity", figure: share, isPercent: true, limit: "100 %",
            holds: ordered.count == post.expected.count,
            findings: findings, details: ["headings": Double(post.expected.count), "timesWritten": times])
    }

    static func hundredths(_ value: Double) -> String {
        let whole = Int((value * 100).rounded())
        return "\(whole / 100).\(whole % 100 < 10 ? "0" : "")\(whole % 100)"
    }

    /// Returns the largest set of places that are in order: a longest increasing subsequence, in O(n log n).
    ///
    /// See Fredman, "On computing the length of longest increasing subsequences", 1975.
    private static func longestRise(_ places: [Int]) -> Set<Int> {
        // For each length, the index of the lowest end of an increasing run of that length.
        var ends: [Int] = []
        var before = [Int?](repeating: nil, count: places.count)
        for index in places.indices {
            var (low, high) = (0, ends.count)
            while low < high {
                let middle = (low + high) / 2
                if places[ends[middle]] < places[index] { low = middle + 1 } else { high = middle }
            }
            before[index] = low > 0 ? ends[low - 1] : nil
            if low == ends.count { ends.append(index) } else { ends[low] = index }
        }
        var chosen: Set<Int> = []
        var next = ends.last
        while let index = next {
            chosen.insert(places[index])
            next = before[index]
        }
        return chosen
    }
}
