import Platform

/// The place of a section in the file that it was imported from, with the heading and the text as they are there.
///
/// An export writes what is unchanged byte for byte as it was.
package struct ImportedPart: Sendable, Equatable {
    /// The lines of the heading with their ends; empty for the text above the first heading.
    package var heading: String
    /// The text below the heading, up to the next one, with blank lines and line ends.
    package var text: String
    /// The title that the section got from the heading.
    package var title: String
    /// The number in front of the title, such as "2.1." or "2)"; empty if the headings have none.
    package var number: String
    /// The level of the heading, 1 to 6; 0 for the text above the first heading.
    package var level: Int
    /// The depth of the section, counted from 1.
    package var depth: Int
    /// The place among the sections of the file, counted from 0.
    package var index: Int
    /// Fields written by a later release.
    package var unknown: [String: JSONValue] = [:]
}

extension ImportedPart: FieldCodable {
    static var blank: ImportedPart {
        ImportedPart(heading: "", text: "", title: "", number: "", level: 0, depth: 1, index: 0)
    }

    mutating func code(_ fields: inout FieldCoder) throws {
        try fields.filled("heading", &heading)
        try fields.filled("text", &text)
        try fields.required("title", &title)
        try fields.filled("number", &number)
        try fields.number("level", &level, 0...6)
        try fields.number("depth", &depth, FieldLimits.numbers)
        try fields.number("index", &index, FieldLimits.counts)
    }
}

extension Section {
    /// True if the section is the text above the first heading of an imported file, and so has no heading.
    package var hasNoHeading: Bool { imported.map { $0.heading.isEmpty && $0.title == title } ?? false }
}
