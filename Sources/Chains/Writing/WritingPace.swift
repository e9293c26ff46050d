import Manuscript

/// Carries what is written too much or too little on to the sections that are still to be begun, so that the whole post
/// comes to its length.
struct WritingPace: Sendable {
    /// How far a section's goal may move away from its budget, as a share of it.
    static let most = 0.1
    /// Budgets below it are not moved: a tenth of them is a word or two.
    private static let least = 50

    private let jobs: [WritingPlan.Job]
    private var surplus = 0

    init(_ plan: WritingPlan) { jobs = plan.jobs }

    /// Words to ask for in a job that begins now; nil leaves it to the section's own budget.
    func target(of index: Int) -> Int? {
        guard surplus != 0, let own = budget(index), own >= Self.least else { return nil }
        // Jobs begin in their order, so those from here on are all still open.
        let open = jobs.indices.suffix(from: index).compactMap(budget).reduce(0, +)
        let share = max(-Self.most, min(Self.most, Double(surplus) / Double(max(open, 1))))
        let target = Int((Double(own) * (1 - share) / 5).rounded()) * 5
        return target == own ? nil : target
    }

    /// Counts a finished text.
    mutating func wrote(_ text: String, of index: Int) {
        guard let own = budget(index) else { return }
        surplus += Prose.words(in: text) - own
    }

    /// Only first texts have a part in the length of the post; what is written anew replaces a text that has its length.
    private func budget(_ index: Int) -> Int? {
        jobs[index].task == .write ? jobs[index].entry.section.words : nil
    }
}
