/// A change that is accepted or rejected as a whole: removed and added text, with the few unchanged words between.
package struct Hunk: Sendable, Equatable {
    /// The indices of its pieces in order; for a move, those of all moved paragraphs.
    let pieces: [Int]
    /// True if it only reorders paragraphs and changes no word.
    package let isMove: Bool

    /// A decision about a change.
    package enum Decision: Sendable, Equatable {
        /// Use the new text.
        case accepted
        /// Keep the old text.
        case rejected
        /// Use a third text.
        case replaced(String)
    }
}

extension ProseDiff {
    /// Changes closer together than this many words are merged.
    private static let nearness = 4

    /// The changes in text order; all moved paragraphs form one, since neither end makes sense alone.
    package var hunks: [Hunk] {
        var hunks: [Hunk] = []
        var moved: [Int] = []
        var run: [Int] = []
        func end() {
            // Unchanged words after the last change do not belong to it.
            while let last = run.last, !pieces[last].isChange { run.removeLast() }
            if !run.isEmpty { hunks.append(Hunk(pieces: run, isMove: false)) }
            run = []
        }
        for (index, piece) in pieces.enumerated() {
            switch piece {
            case .removed, .added: run.append(index)
            case .left, .arrived:
                end()
                moved.append(index)
            case .same(let text, _):
                if !run.isEmpty, Prose.words(in: text) < Self.nearness { run.append(index) } else { end() }
            case .gap: end()
            }
        }
        end()
        return hunks + (moved.isEmpty ? [] : [Hunk(pieces: moved, isMove: true)])
    }

    /// Returns a change with some of the words around it, for display.
    package func excerpt(of hunk: Hunk, words: Int = 12) -> ProseDiff {
        guard !hunk.isMove, let first = hunk.pieces.first, let last = hunk.pieces.last else {
            return ProseDiff(pieces: hunk.pieces.map { pieces[$0] })
        }
        var before: [Piece] = []
        if first > 0, case .same(_, let text) = pieces[first - 1] {
            let kept = Self.end(of: text, words: words)
            before = [.same(old: kept, new: kept)]
        }
        var after: [Piece] = []
        if last + 1 < pieces.count, case .same(_, let text) = pieces[last + 1] {
            let kept = Self.beginning(of: text, words: words)
            after = [.same(old: kept, new: kept)]
        }
        return ProseDiff(pieces: before + hunk.pieces.map { pieces[$0] } + after)
    }

    /// Returns the new side of a change.
    package func proposal(of hunk: Hunk) -> String { ProseDiff(pieces: hunk.pieces.map { pieces[$0] }).new }

    /// Returns the text that results from the decisions, one for each of `hunks`; a missing one is a rejection.
    ///
    /// Text that no accepted change touches stays the same, byte for byte.
    package func text(deciding decisions: [Hunk.Decision]) -> String {
        if decisions.count == hunks.count, decisions.allSatisfy({ $0 == .accepted }) { return new }
        var owners: [Int: (hunk: Int, isFirst: Bool)] = [:]
        for (number, hunk) in hunks.enumerated() {
            for (place, piece) in hunk.pieces.enumerated() { owners[piece] = (number, place == 0) }
        }
        return pieces.indices.map { index in
            let piece = ProseDiff(pieces: [pieces[index]])
            guard let owner = owners[index], decisions.indices.contains(owner.hunk) else { return piece.old }
            switch decisions[owner.hunk] {
            case .accepted: return piece.new
            case .rejected: return piece.old
            case .replaced(let text): return owner.isFirst ? text : ""
            }
        }.joined()
    }

    private static func beginning(of text: String, words: Int) -> String {
        let parts = text.split(separator: " ", omittingEmptySubsequences: false)
        return parts.count > words ? parts.prefix(words).joined(separator: " ") + " …" : text
    }

    private static func end(of text: String, words: Int) -> String {
        let parts = text.split(separator: " ", omittingEmptySubsequences: false)
        return parts.count > words ? "… " + parts.suffix(words).joined(separator: " ") : text
    }
}
