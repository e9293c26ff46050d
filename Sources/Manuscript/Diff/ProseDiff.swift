/// The word-by-word difference between two texts, as a reader sees it.
///
/// Paragraphs are aligned first, then the words of those that changed. Line breaks within a paragraph do not matter,
/// and a moved paragraph is not shown twice. Nothing is lost: `old` and `new` reproduce both texts, byte for byte.
package struct ProseDiff: Sendable, Equatable {
    /// A run of text.
    package enum Piece: Sendable, Equatable {
        /// Unchanged; the two sides may differ in line ends and in Unicode normalization.
        case same(old: String, new: String)
        /// The unchanged line ends between two paragraphs.
        case gap(old: String, new: String)
        case removed(String)
        case added(String)
        /// A whole paragraph that is elsewhere in the new text.
        case left(String)
        /// A whole paragraph that was elsewhere in the old text.
        case arrived(String)
    }

    /// The pieces in text order; in a change, removed text comes before added text.
    package let pieces: [Piece]

    /// Compares two texts; time and memory are nearly proportional to their length.
    package init(from old: String, to new: String) {
        guard !old.utf8.elementsEqual(new.utf8) else {
            pieces = old.isEmpty ? [] : [.same(old: old, new: new)]
            return
        }
        var making = ProseComparison(old, new)
        pieces = making.pieces()
    }

    init(pieces: [Piece]) { self.pieces = pieces }

    /// The old text.
    package var old: String {
        pieces.reduce(into: "") { text, piece in
            switch piece {
            case .same(let old, _), .gap(let old, _), .removed(let old), .left(let old): text += old
            case .added, .arrived: break
            }
        }
    }

    /// The new text.
    package var new: String {
        pieces.reduce(into: "") { text, piece in
            switch piece {
            case .same(_, let new), .gap(_, let new), .added(let new), .arrived(let new): text += new
            case .removed, .left: break
            }
        }
    }

    /// Returns the new text; nil if `text` is not the old text.
    package func applied(to text: String) -> String? { old.utf8.elementsEqual(text.utf8) ? new : nil }

    /// The inverse difference.
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

    /// True if a reader sees no difference.
    package var isEmpty: Bool { !pieces.contains(where: \.isChange) }

    /// The numbers of removed and added words, without those of moved paragraphs.
    package var words: (removed: Int, added: Int) {
        pieces.reduce((0, 0)) { words, piece in
            switch piece {
            case .removed(let text): (words.0 + Prose.words(in: text), words.1)
            case .added(let text): (words.0, words.1 + Prose.words(in: text))
            default: words
            }
        }
    }

    /// The pieces grouped by paragraph, in order.
    package var paragraphs: [[Piece]] {
        pieces.split(omittingEmptySubsequences: false) { if case .gap = $0 { true } else { false } }
            .map(Array.init).filter { !$0.isEmpty }
    }
}

extension ProseDiff.Piece {
    /// True if it is a difference.
    package var isChange: Bool {
        switch self {
        case .same, .gap: false
        default: true
        }
    }
}
