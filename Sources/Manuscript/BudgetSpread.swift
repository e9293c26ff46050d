extension Session {
    /// The edits that bring the budgets of the outline to a length of the whole post, each in proportion to what it was.
    ///
    /// Budgets are whole tens of at least 40 words; sections without a budget keep none.
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
