import Chains
import Manuscript
import Platform
import Terminal

/// The progress of a run: section k of n, words, tokens per second, time left, cost.
struct WritingProgress {
    /// The cost of the run so far; nil if it is unknown.
    var cost: String?
    private let names: [(number: String, title: String)]
    private let budget: Int
    private var ended: [Bool]
    private var words: [Int]
    private var tokens = 0.0

    init(_ plan: WritingPlan) {
        names = plan.jobs.map { ($0.entry.number, $0.entry.section.title) }
        budget = plan.jobs.reduce(0) { $0 + $1.entry.section.wordBudget }
        words = Array(repeating: 0, count: plan.jobs.count)
        ended = Array(repeating: false, count: plan.jobs.count)
    }

    /// Counts streamed text; each space or line feed counts as a word.
    mutating func text(_ index: Int, _ text: String) {
        words[index] += text.utf8.reduce(0) { $0 + ($1 == 0x20 || $1 == 0x0A ? 1 : 0) }
        tokens += Double(text.utf8.count) / 4
    }

    mutating func restart(_ index: Int) { words[index] = 0 }

    mutating func ended(_ index: Int, text: String?) {
        ended[index] = true
        if let text { words[index] = Prose.words(in: text) }
    }

    /// The section and the number of sections, counted in the order in which they end.
    var place: String { "section \(min(ended.count { $0 } + 1, names.count)) of \(names.count)" }

    /// Returns the progress line after the given number of seconds, with the most important parts that fit a width.
    ///
    /// Empty if nothing fits. The number of the section and the time left come before the words, the cost and the speed. The title takes the
    /// rest.
    func line(after seconds: Double, width: Int) -> String {
        let current = ended.firstIndex(of: false) ?? names.count - 1
        let number = names[current].number
        let total = words.reduce(0, +)
        let parts: [(rank: Int, text: String?)] = [
            (2, total.counted("word")),
            (4, seconds > 0.5 && tokens > 0 ? "\(Int((tokens / seconds).rounded())) tokens/s" : nil),
            (1, left(of: total, after: seconds).map { "\(Self.clock($0)) left" }), (3, cost),
        ]
        for rank in [4, 3, 2, 1, 0] {
            let rest = parts.filter { $0.rank <= rank }.compactMap { $0.text.map { " · " + $0 } }.joined()
            let line = "\(place): \(number)" + rest
            guard line.displayWidth <= width else { continue }
            let title = names[current].title.truncated(to: width - line.displayWidth - 1)
            let isTelling = title == names[current].title || title.displayWidth >= Self.leastTitle
            return "\(place): \(number)" + (isTelling ? " \(title)" : "") + rest
        }
        return place.displayWidth <= width ? place : ""
    }

    /// A title cut to fewer columns tells nothing.
    private static let leastTitle = 12

    /// Returns the seconds left; nil while the rate is unreliable, until a tenth is written.
    private func left(of total: Int, after seconds: Double) -> Double? {
        guard seconds > 1, total * 10 >= budget, total < budget else { return nil }
        return Double(budget - total) * seconds / Double(total)
    }

    private static func clock(_ seconds: Double) -> String {
        let whole = Int(seconds.rounded(.up))
        let rest = whole % 60
        return "\(whole / 60):\(rest < 10 ? "0" : "")\(rest)"
    }
}
