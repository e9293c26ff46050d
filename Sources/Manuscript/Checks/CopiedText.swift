/// The share of runs of eight words that occur more than once.
package enum CopiedText: PostCheck {
    private static let run = 8
    private static let limit = 2.0

    package static func verdict(on post: CheckedPost) -> Verdict? {
        var places: [[Substring]: [Int]] = [:]
        var total = 0
        for (index, part) in post.parts.enumerated() {
            let words = part.body.lowercased().split { !$0.isLetter && !$0.isNumber }
            guard words.count >= run else { continue }
            for start in 0...(words.count - run) {
                places[Array(words[start..<start + run]), default: []].append(index)
                total += 1
            }
        }
        guard total > 0 else { return nil }
        let copied = places.filter { $0.value.count > 1 }
        let share = 100 * Double(copied.reduce(0) { $0 + $1.value.count }) / Double(total)
        var clashes: [[Int]: Int] = [:]
        for parts in copied.values { clashes[Array(Set(parts)).sorted(), default: 0] += 1 }
        let findings = clashes.sorted { ($1.value, $0.key.first ?? 0) < ($0.value, $1.key.first ?? 0) }.map {
            parts, count in
            let names = parts.map { post.parts[$0].name }.joined(separator: ", ")
            return "\(names): \(count) run\(count == 1 ? "" : "s") of \(run) words more than once"
        }
        return Verdict(
            name: "copied text", figure: share, isPercent: true, limit: "≤ 2 %", holds: share <= limit,
            findings: findings, details: ["runs": Double(total)])
    }
}
