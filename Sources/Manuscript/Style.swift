/// The style card: the audience, the tone and the rules of the post.
package struct Style: Sendable, Equatable {
    /// The audience, such as "backend developers new to data work"; empty if not set.
    package var audience = ""
    /// The tone, such as "plain, concrete"; empty if not set.
    package var tone = ""
    /// The grammatical person, such as "second person"; empty if not set.
    package var person = ""
    /// The language of headings and text, such as "English" or "de"; if empty, the language of the topic.
    package var language = ""
    /// The length of the whole post in words, introduction and conclusion included.
    package var words: Int?
    /// Further rules, one per line, such as "no bulleted lists".
    package var rules: [String] = []
    /// The use of lists: "never", "few" or "often"; empty if not set.
    package var lists = ""
    /// Phrases that the text must not contain.
    package var banned: [String] = []
    /// "off" if stock phrases may stay; empty if not set.
    package var stock = ""
    /// A sample paragraph in the desired style.
    package var sample = ""
    /// The origin of the card, or any other note for readers of the file.
    package var note = ""
    /// Fields written by a later release.
    package var unknown: [String: JSONValue] = [:]

    /// Makes an empty card.
    package init() {}
}

extension Style: FieldCodable {
    static var blank: Style { Style() }

    mutating func code(_ fields: inout FieldCoder) throws {
        try fields.filled("audience", &audience)
        try fields.filled("tone", &tone)
        try fields.filled("person", &person)
        try fields.filled("language", &language)
        try fields.optionalNumber("words", &words, FieldLimits.counts)
        try fields.filled("rules", &rules)
        try fields.filled("lists", &lists)
        try fields.filled("banned", &banned)
        try fields.filled("stock", &stock)
        try fields.filled("sample", &sample)
        try fields.filled("note", &note)
    }
}
