import Manuscript
import Platform

/// The paragraphs written so far, also in unfinished sections, so that parallel sections do not repeat each other.
package final class WrittenParagraphs: Sendable {
    private let texts: Guarded<[String]>

    /// Starts with whole bodies of sections.
    package init(_ bodies: [String] = []) { texts = Guarded(bodies.flatMap(Prose.blocks)) }

    /// The paragraphs so far, in no particular order.
    var paragraphs: [String] { texts.withLock { $0 } }

    /// Adds a paragraph.
    func add(_ paragraph: String) { texts.withLock { $0.append(paragraph) } }
}
