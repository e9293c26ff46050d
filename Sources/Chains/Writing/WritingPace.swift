import Manuscript

/// Passes any surplus or shortfall of words on to the sections not yet started, so that the post reaches its length.
struct WritingPace: Sendable {
    /// The maximum change of a section's goal, as a share of its budget.
    static let most = 0.1
    /// Smaller budgets are not adjusted: a tenth of them is only a few words.
    private static let least = 50

    private let jobs: [WritingPlan.Job]
    private var surplus = 0

    init(_ plan: WritingPlan) { jobs = plan.jobs }

    /// Returns the number of words to request from a job that starts now; nil means the section's own budget.
    func target(of index: Int) -> Int? {
        guard surplus != 0, let own = budget(index), own >= Self.least else { return nil }
        // Jobs start in order, so all jobs from this one on are still open.
        let open = jobs.indices.suffix(from: index).compactMap(budget).reduce(0, +)
        let share = max(-Self.most, min(Self.most, Double(surplus) / Double(max(open, 1))))
        let target = Int((Double(own) * (1 - share) / 5).rounded()) * 5
        return target == own ? nil : target
    }

    /// Counts the words of a finished text.
    mutating func wrote(_ text: String, of index: Int) {
        guard let own = budget(index) else { return }
        surplus += Prose.words(in: text) - own
    }

    /// Returns the budget of a job; nil unless it writes a first text, since a rewrite replaces a text already counted.
    private func budget(_ index: Int) -> Int? {
        jobs[index].task == .write ? jobs[index].entry.section.words : nil
    }
}
