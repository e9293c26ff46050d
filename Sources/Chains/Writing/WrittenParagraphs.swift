import Manuscript
import Platform

/// The paragraphs that a post says already, those of sections under way included, so that none of several at once retells
/// another.
package final class WrittenParagraphs: Sendable {
    private let texts: Guarded<[String]>

    /// Begins with whole bodies of sections.
    package init(_ bodies: [String] = []) { texts = Guarded(bodies.flatMap(Prose.blocks)) }

    /// What is told by now, in no order of meaning.
    var paragraphs: [String] { texts.withLock { $0 } }

    /// Takes one more paragraph.
    func add(_ paragraph: String) { texts.withLock { $0.append(paragraph) } }
}
