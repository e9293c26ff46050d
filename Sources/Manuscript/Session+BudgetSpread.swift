extension Session {
    /// Returns the edits that scale the section budgets so that the whole post gets the given number of words.
    ///
    /// Each budget keeps its share of the total. Budgets are multiples of ten, 40 words or more; sections without a
    /// budget stay without one.
    package func edits(spreading words: Int) -> [Edit] {
        let budgeted = outline.entries.map(\.section).compactMap { section in section.words.map { (section.id, $0) } }
        let total = budgeted.reduce(0) { $0 + $1.1 }
        guard total > 0 else { return [] }
        return budgeted.compactMap { id, old in
            let share = Double(old) * Double(words) / Double(total)
            let new = max(40, Int((share / 10).rounded()) * 10)
            return new == old ? nil : .setWords(id, new)
        }
    }
}
