import Platform

/// The facts about a session that a list shows, found at the ends of its file.
///
/// Each save writes them as the field `about`, which is first since keys are sorted. So a list of thousands of sessions
/// reads only a few kilobytes of each. All of it is redundant, and decoding a session ignores it.
package struct SessionSummary: Sendable, Equatable, Codable {
    /// The name of the field.
    package static let field = "about"
    /// The number of bytes that are searched at each end of the file.
    package static let reach = 16_384
    /// The number of characters of the topic that are kept; a list has no room for more.
    private static let longestTopic = 400

    /// The beginning of the topic.
    package var topic: String
    /// The number of words written; nil if only the whole file shows it, since an older release saved it.
    package var words: Int?
    /// The number of sections without a text that should have one; nil if `words` is nil.
    package var unwritten: Int?

    /// True if the whole file had to be read; never saved.
    package private(set) var isFromWholeFile = false

    private enum CodingKeys: String, CodingKey { case topic, words, unwritten }

    /// Summarizes a session.
    package init(_ session: Session) {
        topic = String(session.topic.prefix(Self.longestTopic))
        words = session.outline.words
        unwritten = session.outline.unwritten.count
    }

    /// The same summary, marked as read from the whole file.
    package var fromWholeFile: SessionSummary {
        var copy = self
        copy.isFromWholeFile = true
        return copy
    }

    /// Finds the summary in the first and last bytes of a session file; nil if the whole file must be read.
    ///
    /// A file without the field still ends with its topic, unless there is much to redo.
    package init?(head: [UInt8], tail: [UInt8]) {
        // A truncated file has no end, even if its beginning is intact.
        guard tail.last(where: { !Self.blanks.contains($0) }) == UInt8(ascii: "}") else { return nil }
        if let object = Self.object(in: head), let found = try? JSONDecoder().decode(Self.self, from: Data(object)) {
            self = found
            return
        }
        guard let line = tail.split(separator: UInt8(ascii: "\n")).last(where: Self.isTopic),
            let colon = line.firstIndex(of: UInt8(ascii: ":")),
            let text = try? JSONDecoder().decode(
                String.self, from: Data(line[(colon + 1)...].reversed().drop { $0 != UInt8(ascii: "\"") }.reversed()))
        else { return nil }
        topic = text
    }

    private static let blanks = Set(" \t\r\n".utf8)

    /// Returns the bytes of the object in the field; nil if the file does not begin with it.
    private static func object(in head: [UInt8]) -> ArraySlice<UInt8>? {
        let mark = Array("\"\(field)\"".utf8)
        var rest = head.drop { blanks.contains($0) }
        guard rest.popFirst() == UInt8(ascii: "{") else { return nil }
        rest = rest.drop { blanks.contains($0) }
        guard rest.starts(with: mark) else { return nil }
        rest = rest.dropFirst(mark.count).drop { $0 != UInt8(ascii: "{") }
        // The object contains no other and strings no line feeds, so the first line with a closing bracket ends it.
        for end in rest.indices where rest[end] == UInt8(ascii: "}") {
            let before = rest[..<end].last { $0 != UInt8(ascii: " ") }
            if before == UInt8(ascii: "\n") { return rest[...end] }
        }
        return nil
    }

    /// Returns true if a line of a pretty-printed file is the session's topic and not a nested field.
    private static func isTopic(_ line: ArraySlice<UInt8>) -> Bool {
        let indent = line.prefix { $0 == UInt8(ascii: " ") }.count
        return (1...2).contains(indent) && line.dropFirst(indent).starts(with: "\"topic\"".utf8)
    }
}
