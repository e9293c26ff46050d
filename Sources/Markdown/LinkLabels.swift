/// The labels of link definitions (CommonMark 4.7) and notes (GitHub's footnotes) in a text, and their uses.
///
/// Code and raw HTML are ignored. Positions are UTF-8 offsets in the text.
package struct LinkLabels {
    /// The kind of a label.
    package enum Kind: Hashable, Sendable { case link, note }

    /// A label for comparison: links and notes are separate; case and repeated whitespace do not matter.
    package struct Key: Hashable, Sendable {
        package var kind: Kind
        package var name: String

        /// Makes a key from a label as it is typed, without brackets and circumflex.
        package init(_ kind: Kind, _ label: some StringProtocol) {
            self.kind = kind
            name = label.split(whereSeparator: \.isWhitespace).joined(separator: " ").uppercased().lowercased()
        }
    }

    /// A definition.
    package struct Definition: Sendable {
        package var key: Key
        /// The label as it is typed, without brackets and without the circumflex of a note.
        package var label: String
        /// The range of the label.
        package var place: Range<Int>
        /// The range of the definition's lines; for a note, only the first line.
        package var lines: Range<Int>
        /// The target of the link, or the beginning of the note.
        package var target: String
    }

    /// A use.
    package struct Use: Sendable {
        /// The form of a use: `[text][label]` or `[^label]`, `[label][]`, `[label]`.
        package enum Form: Sendable { case named, collapsed, short }

        package var key: Key
        package var form: Form
        /// The range of the label.
        package var place: Range<Int>
    }

    package private(set) var definitions: [Definition] = []
    package private(set) var uses: [Use] = []

    /// Finds the labels in a text.
    package init(_ text: String) {
        guard text.utf8.contains(UInt8(ascii: "[")) else { return }
        let lines = MarkdownLines(text)
        definitions = Self.definitions(in: lines)
        guard !definitions.isEmpty || text.contains("[^") else { return }
        var reader = LabelUses(lines.bytes, hidden: lines.hidden + definitions.map(Self.hidden))
        uses = reader.read()
    }

    /// Returns the part of a definition that contains no uses: all of a link's, the label of a note.
    private static func hidden(_ definition: Definition) -> Range<Int> {
        definition.key.kind == .link ? definition.lines : definition.lines.lowerBound..<definition.place.upperBound + 1
    }

    // MARK: - Definitions

    private static func definitions(in lines: MarkdownLines) -> [Definition] {
        var found: [Definition] = []
        var number = 0
        // The line after the last link's definition.
        var next: Int?
        while number < lines.count {
            guard let reading = LabelDefinition(lines, at: number, followsLink: next == number) else {
                number += 1
                continue
            }
            let whole = lines.ranges[number].lowerBound..<lines.ranges[reading.lastLine].upperBound
            found.append(
                Definition(
                    key: Key(reading.kind, reading.label), label: reading.label, place: reading.place, lines: whole,
                    target: reading.target))
            number = reading.lastLine + 1
            next = reading.kind == .link ? number : nil
        }
        return found
    }
}

extension LinkLabels {
    /// Turns the definitions of some notes into plain paragraphs, depending on whether the notes are used.
    static func withPlainNotes(_ text: String, where isPlain: (_ isUsed: Bool) -> Bool) -> String {
        guard text.contains("[^") else { return text }
        let labels = LinkLabels(text)
        let used = Set(labels.uses.map(\.key))
        var bytes = Array(text.utf8)
        for note in labels.definitions.reversed() where note.key.kind == .note && isPlain(used.contains(note.key)) {
            bytes.insert(UInt8(ascii: "\\"), at: note.place.lowerBound - 2)
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
