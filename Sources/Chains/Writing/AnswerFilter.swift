import Manuscript

/// Turns a streamed answer into the body of a section.
///
/// Text that does not belong there is left out, and the long sentences of a medium model are split.
struct AnswerFilter {
    private var body: BodyFilter
    private var splitter: SentenceSplitStream?

    /// Makes a filter for an answer that begins behind the text of `seam`; `shape` is the form of its paragraphs, if any.
    init(_ body: BodyFilter, behind seam: ResumePoint, shape: ParagraphShape?) {
        self.body = body
        // The small tier splits whole paragraphs, and in other scripts no clause is known.
        guard let shape, shape.readsSentences, !shape.isSingle, !seam.isInFence else { return }
        splitter = SentenceSplitStream(avoiding: shape.avoidedOpenings)
    }

    /// The parts left out so far.
    var removed: Removals { body.removed }
    /// True if the text was cut because the model went on to another section.
    var isCut: Bool { body.isCut }

    /// Takes the next piece and returns the text that is certain by now.
    mutating func push(_ piece: String) -> String { split(body.push(piece)) }

    /// Ends the answer and returns the rest of the text.
    mutating func finish() -> String {
        let text = split(body.finish())
        return text + endSplitting()
    }

    /// True if the paragraph under way would be left out if it were the last one.
    var holdsEnd: Bool { body.holdsEnd }

    /// Returns the rest of a sentence that waits to be split.
    mutating func endSplitting() -> String { splitter?.finish() ?? "" }

    private mutating func split(_ text: String) -> String { splitter?.push(text) ?? text }
}
