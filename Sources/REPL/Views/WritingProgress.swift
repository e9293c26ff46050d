import Chains
import Manuscript

/// The progress of a run: section k of n, words, tokens per second, time left.
struct WritingProgress {
    private let count: Int
    private let budget: Int
    private var done = 0
    private var words: [Int]
    private var tokens = 0.0
    private var begun: Int = 0

    init(_ plan: WritingPlan) {
        count = plan.jobs.count
        budget = plan.jobs.reduce(0) { $0 + Self.budget($1) }
        words = Array(repeating: 0, count: plan.jobs.count)
    }

    private static func budget(_ job: WritingPlan.Job) -> Int {
        job.entry.section.words ?? job.entry.section.text?.words ?? 120
    }

    mutating func began(_ index: Int) { begun += 1 }

    /// Counts streamed text; each space or line feed counts as a word.
    mutating func text(_ index: Int, _ text: String) {
        words[index] += text.utf8.reduce(0) { $0 + ($1 == 0x20 || $1 == 0x0A ? 1 : 0) }
        tokens += Double(text.utf8.count) / 4
    }

    mutating func restart(_ index: Int) { words[index] = 0 }

    mutating func ended(_ index: Int, text: String?) {
        done += 1
        if let text { words[index] = Prose.words(in: text) }
    }

    /// Returns the progress line after the given number of seconds.
    func line(after seconds: Double) -> String {
        let total = words.reduce(0, +)
        var parts = ["section \(min(done + 1, count)) of \(count)", "\(total) words"]
        if seconds > 0.5, tokens > 0 { parts.append("\(Int((tokens / seconds).rounded())) tokens/s") }
        // The rate is unreliable until a tenth is written.
        if seconds > 1, total * 10 >= budget, total < budget {
            let left = Double(budget - total) * seconds / Double(total)
            parts.append("about \(Self.clock(left)) left")
        }
        return parts.joined(separator: " · ")
    }

    private static func clock(_ seconds: Double) -> String {
        let whole = Int(seconds.rounded(.up))
        let rest = whole % 60
        return "\(whole / 60):\(rest < 10 ? "0" : "")\(rest)"
    }
}
