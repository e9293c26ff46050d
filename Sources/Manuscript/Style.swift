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
    /// A sample paragraph in the desired style.
    package var sample = ""
    /// The origin of the card, or any other note for readers of the file.
    package var note = ""
    /// Fields written by a later release.
    package var unknown: [String: JSONValue] = [:]

    /// Makes an empty card.
    package init() {}
}

extension Style: Codable {
    package init(from decoder: any Decoder) throws {
        var fields = try FieldReader(decoder)
        audience = try fields.optional("audience") ?? ""
        tone = try fields.optional("tone") ?? ""
        person = try fields.optional("person") ?? ""
        language = try fields.optional("language") ?? ""
        words = try fields.optionalNumber("words", FieldLimits.counts)
        rules = try fields.optional("rules") ?? []
        lists = try fields.optional("lists") ?? ""
        banned = try fields.optional("banned") ?? []
        sample = try fields.optional("sample") ?? ""
        note = try fields.optional("note") ?? ""
        unknown = try fields.rest()
    }

    package func encode(to encoder: any Encoder) throws {
        var fields = try FieldWriter(encoder, unknown: unknown)
        try fields.write("audience", unlessEmpty: audience)
        try fields.write("tone", unlessEmpty: tone)
        try fields.write("person", unlessEmpty: person)
        try fields.write("language", unlessEmpty: language)
        try fields.write("words", words)
        try fields.write("rules", unlessEmpty: rules)
        try fields.write("lists", unlessEmpty: lists)
        try fields.write("banned", unlessEmpty: banned)
        try fields.write("sample", unlessEmpty: sample)
        try fields.write("note", unlessEmpty: note)
    }
}
