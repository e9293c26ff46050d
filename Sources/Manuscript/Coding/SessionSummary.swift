import Platform

/// What a list shows of a session, found at the ends of its file.
///
/// Each save writes it as the field `about`, which stands first since keys are sorted, so a list of thousands of sessions
/// reads a few kilobytes of each. It says nothing that the rest of the file does not, and reading a session ignores it.
package struct SessionSummary: Sendable, Equatable, Codable {
    /// The name of the field.
    package static let field = "about"
    /// The bytes at each end of the file in which it is looked for.
    package static let reach = 16_384
    /// Letters of a topic that are kept; a list has no room for more.
    private static let longestTopic = 400

    /// The beginning of the topic.
    package var topic: String
    /// Words written; nil where only the whole file would tell (it was saved by an older release).
    package var words: Int?
    /// Sections that want a text and have none; nil where `words` is.
    package var unwritten: Int?

    /// Whether the whole file had to be read; never written.
    package private(set) var isFromWholeFile = false

    private enum CodingKeys: String, CodingKey { case topic, words, unwritten }

    /// Sums up a session.
    package init(_ session: Session) {
        topic = String(session.topic.prefix(Self.longestTopic))
        words = session.outline.words
        unwritten = session.outline.unwritten.count
    }

    /// The same, as read from the whole file.
    package var fromWholeFile: SessionSummary {
        var copy = self
        copy.isFromWholeFile = true
        return copy
    }

    /// Finds the summary in the first and last bytes of a session file; nil where only the whole file tells.
    ///
    /// A file without the field still ends with its topic, unless much can be redone.
    package init?(head: [UInt8], tail: [UInt8]) {
        // A file that was cut off has no end, whatever its beginning says.
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

    /// The bytes of the object in the field; nil where the file does not begin with it.
    private static func object(in head: [UInt8]) -> ArraySlice<UInt8>? {
        let mark = Array("\"\(field)\"".utf8)
        var rest = head.drop { blanks.contains($0) }
        guard rest.popFirst() == UInt8(ascii: "{") else { return nil }
        rest = rest.drop { blanks.contains($0) }
        guard rest.starts(with: mark) else { return nil }
        rest = rest.dropFirst(mark.count).drop { $0 != UInt8(ascii: "{") }
        // The object holds no other, and strings hold no line feeds: the first line that ends it is its end.
        for end in rest.indices where rest[end] == UInt8(ascii: "}") {
            let before = rest[..<end].last { $0 != UInt8(ascii: " ") }
            if before == UInt8(ascii: "\n") { return rest[...end] }
        }
        return nil
    }

    /// Whether a line of a printed file is its own topic, and not a field further in.
    private static func isTopic(_ line: ArraySlice<UInt8>) -> Bool {
        let indent = line.prefix { $0 == UInt8(ascii: " ") }.count
        return (1...2).contains(indent) && line.dropFirst(indent).starts(with: "\"topic\"".utf8)
    }
}
