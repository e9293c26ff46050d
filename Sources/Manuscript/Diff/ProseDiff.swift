/// What changed between two texts, word by word, as a reader sees it.
///
/// Paragraphs are aligned first, then the words of those that changed. Where lines break within a paragraph does not matter, and a
/// paragraph that went elsewhere is not shown twice. Nothing is lost: `old` and `new` are both texts again, to the byte.
package struct ProseDiff: Sendable, Equatable {
    /// One run of text.
    package enum Piece: Sendable, Equatable {
        /// Kept; the two sides may differ in line ends and in how a character is composed.
        case same(old: String, new: String)
        /// The line ends between two paragraphs, kept.
        case gap(old: String, new: String)
        case removed(String)
        case added(String)
        /// A whole paragraph that stands elsewhere in the new text.
        case left(String)
        /// A whole paragraph that stood elsewhere in the old text.
        case arrived(String)
    }

    /// In the order of the texts; of a change what went stands before what came.
    package let pieces: [Piece]

    /// Compares two texts; time and memory grow little more than with their length.
    package init(from old: String, to new: String) {
        guard !old.utf8.elementsEqual(new.utf8) else {
            pieces = old.isEmpty ? [] : [.same(old: old, new: new)]
            return
        }
        var making = ProseComparison(old, new)
        pieces = making.pieces()
    }

    init(pieces: [Piece]) { self.pieces = pieces }

    /// The text before.
    package var old: String {
        pieces.reduce(into: "") { text, piece in
            switch piece {
            case .same(let old, _), .gap(let old, _), .removed(let old), .left(let old): text += old
            case .added, .arrived: break
            }
        }
    }

    /// The text after.
    package var new: String {
        pieces.reduce(into: "") { text, piece in
            switch piece {
            case .same(_, let new), .gap(_, let new), .added(let new), .arrived(let new): text += new
            case .removed, .left: break
            }
        }
    }

    /// The text after; nil where `text` is not the text before.
    package func applied(to text: String) -> String? { old.utf8.elementsEqual(text.utf8) ? new : nil }

    /// The way back.
    package var reversed: ProseDiff {
        ProseDiff(
            pieces: pieces.map { piece in
                switch piece {
                case .same(let old, let new): .same(old: new, new: old)
                case .gap(let old, let new): .gap(old: new, new: old)
                case .removed(let text): .added(text)
                case .added(let text): .removed(text)
                case .left(let text): .arrived(text)
                case .arrived(let text): .left(text)
                }
            })
    }

    /// Whether a reader sees no difference.
    package var isEmpty: Bool { !pieces.contains(where: \.isChange) }

    /// Words that went and words that came, those of paragraphs that only moved left out.
    package var words: (removed: Int, added: Int) {
        pieces.reduce((0, 0)) { words, piece in
            switch piece {
            case .removed(let text): (words.0 + Prose.words(in: text), words.1)
            case .added(let text): (words.0, words.1 + Prose.words(in: text))
            default: words
            }
        }
    }

    /// The pieces by paragraph, in order.
    package var paragraphs: [[Piece]] {
        pieces.split(omittingEmptySubsequences: false) { if case .gap = $0 { true } else { false } }
            .map(Array.init).filter { !$0.isEmpty }
    }
}

extension ProseDiff.Piece {
    /// Whether it is a difference.
    package var isChange: Bool {
        switch self {
        case .same, .gap: false
        default: true
        }
    }
}
