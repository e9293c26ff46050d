/// The form of an answer in prose, for servers that hold a model to a grammar.
///
/// It varies what a small model would repeat. A sentence that may not begin as most others do, and one that has to be
/// long, cost no further call, while text that is drawn again for its monotony usually comes back as monotonous.
package struct ParagraphShape: Sendable, Equatable {
    /// True for one paragraph instead of several.
    package var isSingle: Bool
    /// The words or phrases with which no sentence begins, in any script that has capitals.
    ///
    /// A longer word may not begin with one of three or more letters either, since models evade with "DataStore".
    package var avoidedOpenings: Set<String>
    /// Further words with which a paragraph does not begin, such as "However".
    package var avoidedAtStart: Set<String>
    /// The minimum length of one of the first three sentences of each paragraph, in words; nil for any length.
    package var longSentence: Int?
    /// The number added to the logit of a full stop; a value above 0 ends sentences earlier, nil changes nothing.
    package var fullStopBias: Double?
    /// True if sentences are told apart, which takes spaces between words; otherwise only the kind of paragraph counts.
    package var readsSentences: Bool

    /// Creates a form; the default allows any paragraphs, but lists, headings or tables nowhere.
    package init(
        isSingle: Bool = false, avoidedOpenings: Set<String> = [], avoidedAtStart: Set<String> = [],
        longSentence: Int? = nil, fullStopBias: Double? = nil, readsSentences: Bool = false
    ) {
        self.isSingle = isSingle
        self.avoidedOpenings = avoidedOpenings
        self.avoidedAtStart = avoidedAtStart
        self.longSentence = longSentence
        self.fullStopBias = fullStopBias
        self.readsSentences = readsSentences
    }
}
