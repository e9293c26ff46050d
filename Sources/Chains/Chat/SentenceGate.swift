/// Passes a text on by complete sentences while it arrives.
struct SentenceGate {
    /// The text passed on so far.
    private(set) var passed = ""
    private var held = ""

    /// Takes a piece; returns the sentences that it completes.
    mutating func push(_ piece: String) -> String {
        held += piece
        var end: String.Index?
        var previous: Character?
        for index in held.indices {
            // Whitespace after a full stop tells the end of a sentence from a decimal point.
            if held[index].isNewline || (held[index].isWhitespace && previous.map { ".!?。！？".contains($0) } == true) {
                end = held.index(after: index)
            }
            previous = held[index]
        }
        guard let end else { return "" }
        return pass(String(held[..<end]))
    }

    /// Returns the remaining text if the answer is complete, if a sentence ends it, or if nothing else has passed.
    mutating func end(isWhole: Bool) -> String {
        let isSentence = held.last.map { ".!?。！？".contains($0) } == true
        guard isWhole || isSentence || passed.isEmpty else { return "" }
        return pass(held)
    }

    private mutating func pass(_ text: String) -> String {
        held.removeFirst(text.count)
        passed += text
        return text
    }
}
