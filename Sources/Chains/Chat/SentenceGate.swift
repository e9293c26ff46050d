/// Lets a text through sentence by sentence while it comes.
struct SentenceGate {
    /// What went through.
    private(set) var passed = ""
    private var held = ""

    /// Takes a piece; returns what is whole by it.
    mutating func push(_ piece: String) -> String {
        held += piece
        var end: String.Index?
        var previous: Character?
        for index in held.indices {
            // The white space behind a full stop tells the end of a sentence from the point of a number.
            if held[index].isNewline || (held[index].isWhitespace && previous.map { ".!?。！？".contains($0) } == true) {
                end = held.index(after: index)
            }
            previous = held[index]
        }
        guard let end else { return "" }
        return pass(String(held[..<end]))
    }

    /// What is left at the end: the rest where the text is whole, or where nothing else came through.
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
