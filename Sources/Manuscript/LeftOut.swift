/// What the cleaning of a model's answer left out, kept beside the text so that it can be brought back.
///
/// Echoed titles and reasoning are no part of it.
package struct LeftOut: Sendable, Equatable {
    /// In words: "a heading and 2 paragraphs behind it".
    package var what: String
    /// The whole answer as a body, without echoed titles and reasoning.
    package var whole: String
    /// Fields of a later release.
    package var unknown: [String: JSONValue] = [:]

    /// Makes a record of what was left out.
    package init(what: String, whole: String) {
        self.what = what
        self.whole = whole
    }
}

extension LeftOut: Codable {
    package init(from decoder: any Decoder) throws {
        var fields = try FieldReader(decoder)
        what = try fields.required("what")
        whole = try fields.required("whole")
        unknown = try fields.rest()
    }

    package func encode(to encoder: any Encoder) throws {
        var fields = try FieldWriter(encoder, unknown: unknown)
        try fields.write("what", what)
        try fields.write("whole", whole)
    }
}
