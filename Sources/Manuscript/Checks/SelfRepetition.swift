/// Reads a growing text sentence by sentence, to tell whether it goes round in circles.
package struct SelfRepetition {
    /// The number of compared sentences that are looked back on.
    private static let window = 10
    /// The number of them that repeat an earlier one where a text goes round in circles.
    private static let most = 8
    /// The number of those that are told for the third time at least; a paragraph may come back once.
    private static let mostAgain = 4

    /// The number of sentences after which all are forgotten: the round of a model is short, and text may be long.
    private static let memory = 200

    private var told = NearSentences(least: NearSentences.leastWithinSection)
    /// For each sentence that was told first: the number of times that it has been told since.
    private var times: [Int] = []
    /// For each of the last compared sentences: the number of times that it was told before.
    private var last: [Int] = []

    /// True if nearly all of the last sentences repeat earlier ones, and many do so more than once.
    package var goesRound: Bool { last.count { $0 > 0 } >= Self.most && last.count { $0 > 1 } >= Self.mostAgain }

    /// Makes a reader that has read nothing.
    package init() {}

    /// Reads the next sentence; returns true if it is nearly the same as an earlier one.
    ///
    /// A sentence with fewer than four words of four letters is not compared, and returns nil.
    @discardableResult
    package mutating func repeats(_ sentence: String) -> Bool? {
        // The language is not known, and most short words are articles and prepositions.
        let long = Set(ContentWords.of(sentence).filter { $0.count >= 4 })
        let words = NearSentences.marked(long, as: sentence)
        guard words.count >= NearSentences.leastWords else { return nil }
        if told.count == Self.memory { (told, times) = (NearSentences(least: NearSentences.leastWithinSection), []) }
        let earlier = told.section(like: words)
        if earlier == nil { times.append(0) }
        let first = earlier ?? times.count - 1
        told.add(words, section: first)
        last = last.suffix(Self.window - 1) + [times[first]]
        times[first] += 1
        return earlier != nil
    }
}
