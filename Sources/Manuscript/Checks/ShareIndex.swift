/// Finds the earlier sets that share enough words with a given set.
///
/// If two sets share the given part of the smaller one, the rarest words of the smaller one cannot all be missing from
/// the other (prefix filtering: Chaudhuri, Ganti, Kaushik, "A primitive operator for similarity joins", 2006). So most
/// pairs are never compared, and no match is missed. Words are numbered from the rarest up, so that a comparison is one
/// pass over two sorted lists.
struct ShareIndex {
    private let share: Double
    /// The number of each word.
    private let ranks: [String: Int]
    private var sets: [[Int]] = []
    private var holders: [Int] = []
    /// By word number: the sets that have the word among their rarest, and all sets that have it.
    private var rarest: [[Int]]
    private var all: [[Int]]
    /// By set: the last query that looked at it.
    private var looked: [Int] = []
    private var query = 0

    /// Makes an empty index; sets match if they have at least `share` of the smaller one in common.
    ///
    /// `sets` are all the sets that will be added.
    init(share: Double, of sets: [Set<String>]) {
        self.share = share
        var spread: [String: Int] = [:]
        for set in sets { for word in set { spread[word, default: 0] += 1 } }
        let sorted = spread.sorted { ($0.value, $0.key) < ($1.value, $1.key) }.map(\.key)
        ranks = Dictionary(uniqueKeysWithValues: sorted.enumerated().map { ($1, $0) })
        rarest = Array(repeating: [], count: sorted.count)
        all = rarest
    }

    private func ranked(_ set: Set<String>) -> [Int] { set.compactMap { ranks[$0] }.sorted() }

    /// Returns the rarest words, at least one of which must be shared.
    private func prefix(of set: [Int]) -> ArraySlice<Int> { set.prefix(set.count - least(of: set.count) + 1) }

    /// Returns the minimum number of words that two matching sets share if the smaller one has `count`.
    private func least(of count: Int) -> Int { max(1, Int((share * Double(count) - 1e-9).rounded(.up))) }

    /// Adds a set and the number of its holder.
    mutating func add(_ set: Set<String>, holder: Int) {
        let words = ranked(set)
        guard !words.isEmpty else { return }
        for word in words { all[word].append(sets.count) }
        for word in prefix(of: words) { rarest[word].append(sets.count) }
        sets.append(words)
        holders.append(holder)
        looked.append(0)
    }

    /// Returns the holders of the sets that match this one.
    mutating func holders(of set: Set<String>) -> Set<Int> {
        let words = ranked(set)
        guard !words.isEmpty else { return [] }
        query += 1
        var found: Set<Int> = []
        for word in words { look(at: rarest[word], words, &found) }
        for word in prefix(of: words) { look(at: all[word], words, &found) }
        return found
    }

    private mutating func look(at places: [Int], _ words: [Int], _ found: inout Set<Int>) {
        for place in places where looked[place] != query {
            looked[place] = query
            if Self.share(words, sets[place], least(of: min(words.count, sets[place].count))) {
                found.insert(holders[place])
            }
        }
    }

    /// Returns true if two sorted lists share at least `least` numbers.
    static func share(_ left: [Int], _ right: [Int], _ least: Int) -> Bool {
        var (one, other, common) = (0, 0, 0)
        while one < left.count, other < right.count {
            // The rest of the shorter list is too short to reach the minimum.
            guard common + min(left.count - one, right.count - other) >= least else { return false }
            if left[one] == right[other] {
                common += 1
                if common == least { return true }
                one += 1
                other += 1
            } else if left[one] < right[other] {
                one += 1
            } else {
                other += 1
            }
        }
        return false
    }
}
