/// The style card: for whom and how the post is written.
package struct Style: Sendable, Equatable {
    /// For whom, such as "backend developers new to data work"; empty where it is open.
    package var audience = ""
    /// How it sounds, such as "plain, concrete"; empty where it is open.
    package var tone = ""
    /// Grammatical person, such as "second person"; empty where it is open.
    package var person = ""
    /// The language of headings and text, such as "English" or "de"; empty means the topic's own.
    package var language = ""
    /// Words of the whole post, introduction and conclusion included.
    package var words: Int?
    /// Further rules, one a line, such as "no bulleted lists".
    package var rules: [String] = []
    /// Whether lists are wanted: "never", "few" or "often"; empty where it is open.
    package var lists = ""
    /// Phrases that the text must not have.
    package var banned: [String] = []
    /// A paragraph that sounds right.
    package var sample = ""
    /// Where the text comes from, or anything else for a reader of the file.
    package var note = ""
    /// Fields of a later release.
    package var unknown: [String: JSONValue] = [:]

    /// An empty card.
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
