/// Finds which earlier sets of words may share so much with a set that they are worth comparing.
///
/// Of two sets that share a part of the smaller one, the rarest words of the smaller one cannot all be missing from the
/// other (prefix filtering: Chaudhuri, Ganti, Kaushik, "A primitive operator for similarity joins", 2006). So most pairs
/// are never looked at, and none that counts is missed.
struct ShareIndex {
    private let share: Double
    /// In how many sets each word is.
    private let spread: [String: Int]
    private var rarest: [String: [Int]] = [:]
    private var all: [String: [Int]] = [:]

    /// Makes an empty index for sets that count from this `share` of the smaller one on; `sets` are all that will come.
    init(share: Double, of sets: [Set<String>]) {
        self.share = share
        var spread: [String: Int] = [:]
        for set in sets { for word in set { spread[word, default: 0] += 1 } }
        self.spread = spread
    }

    /// The words of which one at least must be shared.
    private func prefix(of set: Set<String>) -> ArraySlice<String> {
        let needed = Int((share * Double(set.count) - 1e-9).rounded(.up))
        let words = set.sorted { (spread[$0] ?? 0, $0) < (spread[$1] ?? 0, $1) }
        return words.prefix(set.count - max(1, needed) + 1)
    }

    /// Adds a set under the number of what holds it.
    mutating func add(_ set: Set<String>, holder: Int) {
        guard !set.isEmpty else { return }
        for word in set { all[word, default: []].append(holder) }
        for word in prefix(of: set) { rarest[word, default: []].append(holder) }
    }

    /// The holders of sets that may share enough with this one; a superset of those that do.
    func holders(of set: Set<String>) -> Set<Int> {
        guard !set.isEmpty else { return [] }
        var found: Set<Int> = []
        for word in set { found.formUnion(rarest[word] ?? []) }
        for word in prefix(of: set) { found.formUnion(all[word] ?? []) }
        return found
    }
}
