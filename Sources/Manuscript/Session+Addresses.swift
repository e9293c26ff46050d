import Platform

extension Session {
    /// Returns the sections that an address refers to, in post order, each with everything below it.
    ///
    /// For commands about texts: `2` is section 2 and all its subsections. Throws `AddressError`.
    package func sections(at address: Address) throws -> [Outline.Entry] {
        let entries = outline.entries
        guard !entries.isEmpty else { throw AddressError.noOutline }
        switch address {
        case .all: return entries
        case .last: return subtree(of: try lastTouched(entries), in: entries)
        case .place, .title: return subtree(of: try section(at: address), in: entries)
        case .below(let path):
            let parent = try section(at: .place(path))
            let below = subtree(of: parent, in: entries).filter { $0.section.id != parent.section.id }
            guard !below.isEmpty else { throw AddressError.nothingBelow(parent.number) }
            return below
        case .range(let from, let to):
            let first = try section(at: .place(from))
            let last = try section(at: .place(to))
            guard let start = entries.firstIndex(of: first), let stop = entries.firstIndex(of: last), start <= stop
            else { throw AddressError.backwards(first.number, last.number) }
            return entries.filter { entry in
                (!entry.path.lexicographicallyPrecedes(first.path) && !last.path.lexicographicallyPrecedes(entry.path))
                    || entry.path.starts(with: last.path)
            }
        case .paragraphs(let path, _):
            throw AddressError.onlySections(address.text, section: try section(at: .place(path)).number)
        case .words(let words): throw AddressError.noSuchTitle(words)
        }
    }

    /// Returns the one section that an address refers to; throws `AddressError` unless there is exactly one.
    package func section(at address: Address) throws -> Outline.Entry {
        let entries = outline.entries
        guard !entries.isEmpty else { throw AddressError.noOutline }
        switch address {
        case .place(let path):
            guard let entry = outline.entry(at: path) else {
                throw AddressError.noSuchPlace(address.text, count: entries.count, first: outline.sections.count)
            }
            return entry
        case .last: return try lastTouched(entries)
        case .title(let part): return try titled(part, in: entries)
        case .all, .below, .range, .paragraphs, .words:
            let named = try sections(at: address)
            guard named.count == 1, let only = named.first else {
                throw AddressError.several(address.text, named.count)
            }
            return only
        }
    }

    private func subtree(of entry: Outline.Entry, in entries: [Outline.Entry]) -> [Outline.Entry] {
        entries.filter { $0.path.starts(with: entry.path) }
    }

    private func lastTouched(_ entries: [Outline.Entry]) throws -> Outline.Entry {
        for turn in history.reversed() {
            for id in turn.sections.reversed() {
                if let entry = entries.first(where: { $0.section.id == id }) { return entry }
            }
        }
        guard let last = entries.last else { throw AddressError.noOutline }
        return last
    }

    private func titled(_ part: String, in entries: [Outline.Entry]) throws -> Outline.Entry {
        let wanted = part.lowercased()
        let exact = entries.filter { $0.section.title.lowercased() == wanted }
        if exact.count == 1 { return exact[0] }
        let found = exact.isEmpty ? entries.filter { $0.section.title.lowercased().contains(wanted) } : exact
        guard let first = found.first else { throw AddressError.noSuchTitle(part) }
        guard found.count == 1 else {
            throw AddressError.ambiguous(part, found.prefix(4).map(\.name))
        }
        return first
    }
}

/// Errors in resolving an address.
package enum AddressError: PlainError, Equatable {
    case noOutline
    case noSuchPlace(String, count: Int, first: Int)
    case noSuchTitle(String)
    case ambiguous(String, [String])
    case several(String, Int)
    case backwards(String, String)
    case nothingBelow(String)
    /// Paragraphs, where only whole sections are allowed.
    case onlySections(String, section: String)

    package var sentence: String {
        switch self {
        case .noOutline:
            "There is no outline yet. `:outline` makes one, or `:add 1 TITLE` starts it by hand."
        case .noSuchPlace(let number, _, let first):
            "There is no section \(number); this post has \(first) at the top level. `:outline` lists them."
        case .noSuchTitle(let part):
            "No section's title contains \"\(part)\". `:outline` lists them."
        case .ambiguous(let part, let titles):
            "\"\(part)\" could be \(titles.joined(separator: ", ")). Give its number."
        case .several(let address, let count):
            "\(address) names \(count) sections, but only one is allowed. Give one number, such as 2.3."
        case .backwards(let from, let to):
            "The range \(from)-\(to) runs backwards. Write \(to)-\(from)."
        case .nothingBelow(let number):
            "Section \(number) has no subsections. `:add \(number).1 TITLE` makes one."
        case .onlySections(let address, let section):
            "\(address) is part of a section, and this command takes only whole sections. Give the section: \(section)."
        }
    }
}
