import Platform

/// The parts of an imported file that belong to no section, as they are there.
package struct ImportedPost: Sendable, Equatable {
    /// The absolute path of the file; empty for standard input.
    package var path: String
    /// The front matter and everything else above the title.
    package var opening: String
    /// The lines of the title's heading and the blank lines below it; empty if the file has no such heading.
    package var heading: String
    /// The topic that the session got from the file.
    package var topic: String
    /// The line end of the file: a line feed, a carriage return, or both.
    package var lineEnd: String
    /// The number of sections in the file.
    package var count: Int
    /// Fields written by a later release.
    package var unknown: [String: JSONValue] = [:]

    /// The front matter; nil if there is none.
    package var front: FrontMatter? { FrontMatter(of: opening.unmarkedStart) }

    /// The text above the title, below the front matter.
    var lead: String { Prose.body(String(opening.unmarkedStart.dropFirst(front?.raw.count ?? 0))) }
}

extension ImportedPost: FieldCodable {
    static var blank: ImportedPost {
        ImportedPost(path: "", opening: "", heading: "", topic: "", lineEnd: "\n", count: 0)
    }

    mutating func code(_ fields: inout FieldCoder) throws {
        try fields.filled("path", &path)
        try fields.filled("opening", &opening)
        try fields.filled("heading", &heading)
        try fields.filled("topic", &topic)
        try fields.value("lineEnd", &lineEnd)
        try fields.number("count", &count, FieldLimits.counts)
    }
}

extension String {
    /// The text without a byte order mark at its start.
    var unmarkedStart: Substring {
        unicodeScalars.first == "\u{FEFF}" ? self[unicodeScalars.index(after: startIndex)...] : self[...]
    }
}
