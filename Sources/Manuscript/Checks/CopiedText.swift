import Platform

/// The share of eight-word runs that occur more than once.
package enum CopiedText: PostCheck {
    private static let run = 8
    private static let limit = 2.0

    /// The places where a run of words occurs.
    private struct Places {
        var count = 0
        /// The parts in order, without duplicates; only the first eight, which are enough to name in a finding.
        var parts: [Int] = []

        mutating func add(_ part: Int) {
            count += 1
            if parts.last != part, parts.count < 8 { parts.append(part) }
        }
    }

    package static func verdict(on post: CheckedPost) -> Verdict? {
        var numbers: [Substring: Int32] = [:]
        var places: [SIMD8<Int32>: Places] = [:]
        var total = 0
        for (index, part) in post.parts.enumerated() {
            let words = part.body.lowercased().split { !$0.isWordPart }
            // The numbers of the last eight words, so that a run compares as one value.
            var last = SIMD8<Int32>()
            for (place, word) in words.enumerated() {
                let number = numbers[word] ?? Int32(clamping: numbers.count)
                numbers[word] = number
                for lane in 1..<run { last[lane - 1] = last[lane] }
                last[run - 1] = number
                guard place >= run - 1 else { continue }
                places[last, default: Places()].add(index)
                total += 1
            }
        }
        guard total > 0 else { return nil }
        let copied = places.values.filter { $0.count > 1 }
        let share = 100 * Double(copied.reduce(0) { $0 + $1.count }) / Double(total)
        var clashes: [[Int]: Int] = [:]
        for run in copied { clashes[run.parts, default: 0] += 1 }
        let findings = clashes.sorted { ($1.value, $0.key.first ?? 0) < ($0.value, $1.key.first ?? 0) }.map {
            parts, count in
            let names = parts.map { post.parts[$0].name }.joined(separator: ", ")
            return "\(names): \(count.counted("run")) of \(run) words occur more than once"
        }
        return Verdict(
            name: "copied text", figure: share, isPercent: true, limit: "≤ 2 %", holds: share <= limit,
            findings: findings, details: ["runs": Double(total)])
    }
}
