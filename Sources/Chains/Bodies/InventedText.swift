import Manuscript

/// Removes the sentences in which a medium model repeats its instructions or invents a web address.
enum InventedText {
    /// Returns a body without such sentences, and their number; an address that `known` has is not invented.
    static func removed(from body: String, known: @autoclosure () -> String) -> (text: String, count: Int) {
        guard body.contains("http") || body.contains("www.") || body.contains(" words in ") else { return (body, 0) }
        lazy var given = known()
        let faulty = ProseSentence.all(in: body).filter { sentence in
            let text = body[sentence.range]
            return InstructionEcho.isFound(in: String(text)) || addresses(in: text).contains { !given.contains($0) }
        }
        return SentenceCut.without(Set(faulty.map(\.number)), in: body, least: 0)
    }

    private static func addresses(in text: Substring) -> [Substring] {
        text.matches(of: #/(?:https?://|www\.)[^\s<>()\[\]"]*[^\s<>()\[\]".,;:!?]/#).map(\.output)
    }
}
