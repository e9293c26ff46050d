import Manuscript

/// The target position of a section: a parent and an index among its children.
struct Place {
    let parent: Section.ID?
    /// The index, from 0, in the list without the section that is being moved.
    let index: Int
    /// The number that the section will have.
    let number: String
    /// Edits to the parent: a section that becomes a heading has no text unless it was given one.
    let edits: [Edit]

    /// Reads a place such as [2, 3]; a number beyond the end of a list means its end.
    ///
    /// Throws `AddressError.noSuchPlace` if the parent does not exist or the number is 0.
    init(_ path: [Int], in session: Session) throws {
        let address = Address.place(path)
        let above = Array(path.dropLast())
        var siblings = session.outline.sections
        var parent: Section?
        if !above.isEmpty {
            let section = try session.section(at: .place(above)).section
            siblings = section.children
            parent = section
        }
        guard let last = path.last, last > 0, path.count <= 5 else {
            throw AddressError.noSuchPlace(
                address.text, count: session.outline.entries.count, first: session.outline.sections.count)
        }
        self.parent = parent?.id
        edits = parent.map { $0.isLeaf && $0.isUnwritten && $0.words != nil ? [.setWords($0.id, nil)] : [] } ?? []
        index = min(last - 1, siblings.count)
        number = (above + [index + 1]).map(String.init).joined(separator: ".")
    }

    /// Returns the budget for a section that is added by hand: the mean of the others, rounded down to tens.
    static func budget(in session: Session) -> Int {
        let budgets = session.outline.entries.compactMap { $0.section.isLeaf ? $0.section.words : nil }
        return budgets.isEmpty ? 150 : max(40, budgets.reduce(0, +) / budgets.count / 10 * 10)
    }
}
