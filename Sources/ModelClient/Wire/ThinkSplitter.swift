/// Parts the reasoning from the answer where a model writes it into its text as `<think>…</think>`.
///
/// Only at the start of the text, white space aside: further in, the tag is part of what is written. The tags may be
/// split over any number of pieces.
package struct ThinkSplitter {
    /// A piece of one kind.
    package enum Piece: Equatable, Sendable {
        case text(String)
        case reasoning(String)
    }

    private enum State { case start, thinking, afterThinking, text }
    private static let opening = "<think>"
    private static let closing = "</think>"

    private var state = State.start
    /// What may be the beginning of a tag, or white space before one.
    private var held = ""

    /// Makes a splitter at the start of an answer.
    package init() {}

    /// Takes the next piece of the text.
    package mutating func feed(_ piece: String) -> [Piece] {
        if state == .text { return piece.isEmpty ? [] : [.text(piece)] }
        held += piece
        var pieces: [Piece] = []
        while let piece = advance() { pieces.append(piece) }
        return pieces.filter { $0 != .text("") && $0 != .reasoning("") }
    }

    /// Ends the text and returns what was held back.
    package mutating func end() -> [Piece] {
        defer { self = ThinkSplitter() }
        guard !held.isEmpty else { return [] }
        switch state {
        case .thinking: return [.reasoning(held)]
        case .afterThinking: return held.trimmed.isEmpty ? [] : [.text(String(held.trimmed))]
        case .start, .text: return [.text(held)]
        }
    }

    /// One step; nil when nothing more can be told before further text comes.
    private mutating func advance() -> Piece? {
        switch state {
        case .text:
            guard !held.isEmpty else { return nil }
            return .text(take(held.endIndex))
        case .start, .afterThinking:
            return advanceOutside()
        case .thinking:
            return advanceInside()
        }
    }

    private mutating func advanceOutside() -> Piece? {
        let body = held.unicodeScalars.drop { $0.properties.isWhitespace }
        if body.starts(with: Self.opening.unicodeScalars) {
            held = String(body.dropFirst(Self.opening.unicodeScalars.count))
            state = .thinking
            return .text("")
        }
        // White space, or the beginning of a tag: not to be told yet.
        if Self.opening.unicodeScalars.starts(with: body) { return nil }
        // The line feeds between the reasoning and the answer belong to neither.
        if state == .afterThinking { held = String(body) }
        state = .text
        return .text("")
    }

    private mutating func advanceInside() -> Piece? {
        let scalars = held.unicodeScalars
        var index = scalars.startIndex
        while let tag = scalars[index...].firstIndex(of: "<") {
            let rest = scalars[tag...]
            if rest.starts(with: Self.closing.unicodeScalars) {
                let reasoning = String(scalars[..<tag])
                held = String(rest.dropFirst(Self.closing.unicodeScalars.count))
                state = .afterThinking
                return .reasoning(reasoning)
            }
            if Self.closing.unicodeScalars.starts(with: rest) {
                return tag == scalars.startIndex ? nil : .reasoning(take(tag))
            }
            index = scalars.index(after: tag)
        }
        return held.isEmpty ? nil : .reasoning(take(held.endIndex))
    }

    private mutating func take(_ end: String.Index) -> String {
        let taken = String(held.unicodeScalars[..<end])
        held = String(held.unicodeScalars[end...])
        return taken
    }
}
