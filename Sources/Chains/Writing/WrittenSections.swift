package import Manuscript
import Platform

/// The texts of the post's sections as they stand while a run writes others, shared by all its calls.
package final class WrittenSections: Sendable {
    private let texts: Guarded<[Section.ID: String]>

    /// Starts with no text.
    package init() { texts = Guarded([:]) }

    /// Starts with the texts that a session has.
    package init(of session: Session) {
        let known = session.outline.entries.compactMap { entry in
            entry.section.text.map { (entry.section.id, $0.text) }
        }
        texts = Guarded(Dictionary(known) { first, _ in first })
    }

    /// A section before another one.
    struct Earlier {
        var title: String
        var text: String
        /// True if no section without a text stands between the two.
        var isNext: Bool
    }

    /// Sets the text of a section.
    func set(_ text: String, of id: Section.ID) { texts.withLock { $0[id] = text } }

    /// Returns the sections with a text that stand before an entry, in reading order.
    func before(_ entry: Outline.Entry, in session: Session) -> [Earlier] {
        let known = texts.withLock { $0 }
        let entries = session.outline.entries.prefix { $0.section.id != entry.section.id }
            .filter { $0.section.isLeaf || known[$0.section.id] != nil }
        return entries.enumerated().compactMap { index, other in
            known[other.section.id].map {
                Earlier(title: other.section.title, text: $0, isNext: index == entries.count - 1)
            }
        }
    }

    /// Returns the texts of the sections that stand after an entry, in reading order.
    func after(_ entry: Outline.Entry, in session: Session) -> [String] {
        let known = texts.withLock { $0 }
        return session.outline.entries.drop { $0.section.id != entry.section.id }.dropFirst()
            .compactMap { known[$0.section.id] }
    }
}
