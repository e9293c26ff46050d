import Manuscript

/// Where a section is to stand: a parent and an index in its list.
struct Place {
    let parent: Section.ID?
    /// Counted from 0, in the list as it will be without a section that is being moved.
    let index: Int
    /// The number that it will have.
    let number: String
    /// What changes above it: a heading over others has no text of its own unless it was given one.
    let edits: [Edit]

    /// Reads a place such as [2, 3]; a number beyond the end of a list means its end.
    ///
    /// Throws `AddressError.noSuchPlace` where the section above it does not exist or the number is 0.
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

    /// The budget of a section that is added by hand: the mean of the others, in whole tens.
    static func budget(in session: Session) -> Int {
        let budgets = session.outline.entries.compactMap { $0.section.isLeaf ? $0.section.words : nil }
        return budgets.isEmpty ? 150 : max(40, budgets.reduce(0, +) / budgets.count / 10 * 10)
    }
}
