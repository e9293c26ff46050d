import Chains
import Manuscript

/// Puts the texts of sections that are written in parallel into the order of the plan.
///
/// The first unfinished section is passed through as it arrives; the others are buffered until it is their turn.
struct OrderedText {
    /// A piece to show.
    enum Piece: Equatable {
        /// A section begins.
        case heading(Int)
        case text(Int, String)
        /// The text shown for this section is void; the remark gives the reason.
        case restart(Int, remark: String)
        /// A section ends; `isWhole` is false if it has no complete text.
        case end(Int, isWhole: Bool)
    }

    /// The text of one section, as far as it has arrived.
    private struct Track {
        /// The text that waits for the section's turn.
        var waiting = ""
        /// True if the section ended with a complete text; nil while it is written.
        var ended: Bool?
        /// The text of the present attempt, shown or waiting.
        var attempt = ""
        /// True if a second attempt is drawn unseen.
        var isMuted = false
    }

    private var tracks: [Track]
    /// The index of the section that is shown.
    private var current = 0
    /// True if the heading of that section was shown.
    private var isOpen = false
    /// True if text is passed through while it streams; false if only whole sections are.
    private let isLive: Bool

    init(count: Int, isLive: Bool) {
        tracks = Array(repeating: Track(), count: count)
        self.isLive = isLive
    }

    /// Takes text of a section.
    mutating func text(_ index: Int, _ text: String) -> [Piece] {
        guard isLive, !tracks[index].isMuted else { return [] }
        tracks[index].attempt += text
        guard index == current else {
            tracks[index].waiting += text
            return []
        }
        return open(index) + [.text(index, text)]
    }

    /// Restarts a section.
    mutating func restart(_ index: Int, remark: String = "(second attempt)") -> [Piece] {
        guard !tracks[index].isMuted else { return [] }
        (tracks[index].waiting, tracks[index].attempt) = ("", "")
        return index == current && isOpen ? [.restart(index, remark: remark)] : []
    }

    /// Resumes a section after a part of its text; the part that was shown stays.
    mutating func resume(_ index: Int, behind base: String) {
        guard !tracks[index].isMuted else { return }
        tracks[index].attempt = base
        if index != current || !isOpen { tracks[index].waiting = isLive ? base : "" }
    }

    /// Keeps the text of a section as it is shown while a second attempt is drawn unseen.
    mutating func mute(_ index: Int) { tracks[index].isMuted = true }

    /// Returns true if a text is the one that was shown before the section was muted.
    func showed(_ index: Int, _ text: String) -> Bool {
        tracks[index].attempt.trimmed == text.trimmed
    }

    /// Ends a section; `whole` is its text, for views that are not live.
    mutating func end(_ index: Int, whole: String?) -> [Piece] {
        let isUnseen = index != current || !isOpen
        if let whole, !isLive || tracks[index].isMuted && isUnseen { tracks[index].waiting = whole }
        tracks[index].ended = whole != nil
        return advance()
    }

    /// Shows what waits for its turn, up to the first section that is still written.
    private mutating func advance() -> [Piece] {
        var pieces: [Piece] = []
        while current < tracks.count {
            let track = tracks[current]
            if !track.waiting.isEmpty {
                pieces += open(current) + [.text(current, track.waiting)]
                tracks[current].waiting = ""
            }
            guard let isWhole = track.ended else { break }
            if isOpen { pieces.append(.end(current, isWhole: isWhole)) }
            isOpen = false
            current += 1
        }
        return pieces
    }

    /// Shows the heading of the current section, once.
    private mutating func open(_ index: Int) -> [Piece] {
        guard !isOpen else { return [] }
        isOpen = true
        return [.heading(index)]
    }
}
