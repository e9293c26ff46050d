/// The parts of a model's answer that cleaning removed, kept so that they can be restored.
///
/// Repeated titles and reasoning are not included.
package struct LeftOut: Sendable, Equatable {
    /// A description in words: "a heading and 2 paragraphs after it".
    package var what: String
    /// The whole answer as a body, without repeated titles and reasoning.
    package var whole: String
    /// Fields written by a later release.
    package var unknown: [String: JSONValue] = [:]

    /// Makes a record of removed text.
    package init(what: String, whole: String) {
        self.what = what
        self.whole = whole
    }
}

extension LeftOut: FieldCodable {
    static var blank: LeftOut { LeftOut(what: "", whole: "") }

    mutating func code(_ fields: inout FieldCoder) throws {
        try fields.required("what", &what)
        try fields.required("whole", &whole)
    }
}
