package import Platform

/// A source that the writer gave: notes, a page, a book's chapter.
///
/// The session holds this much of it; its text is in a folder beside the session file, under its digest.
package struct Source: Sendable, Equatable {
    /// The number, counted from 1 within a session and never reused.
    package var number: Int
    package var title: String
    /// The path or web address that it was read from; empty for text that was piped in or typed.
    package var address: String
    /// The kind of document, such as "text", "html" or "interview".
    package var kind: String
    /// The time at which it was read.
    package var at: Date
    /// The SHA-256 of the text (FIPS 180-4), in lower-case hexadecimal digits.
    package var digest: String
    /// The numbers of its passages where they are not 1, 2, 3 …, as runs such as "1-4,9,5-7".
    package var numbers: String
    /// Lines that every writing call sees, such as the answers of an interview.
    package var told: [String]
    /// Fields written by a later release.
    private var unknown: [String: JSONValue] = [:]

    /// Makes a source.
    package init(
        number: Int, title: String, address: String, kind: String, at: Date, digest: String, numbers: String = "",
        told: [String] = []
    ) {
        self.number = number
        self.title = Prose.title(title)
        self.address = address
        self.kind = kind
        self.at = at
        self.digest = digest
        self.numbers = numbers
        self.told = told
    }

    /// Reads a source from a session file; nil if the value is something else.
    package init?(_ value: JSONValue) {
        guard var fields = value.object, let number = fields["number"]?.int, FieldLimits.numbers.contains(number),
            let digest = fields["digest"]?.string, Self.isDigest(digest)
        else { return nil }
        let at = fields["at"]?.string.flatMap { Timestamp.date($0) } ?? Date(timeIntervalSince1970: 0)
        self.init(
            number: number, title: fields["title"]?.string ?? "", address: fields["address"]?.string ?? "",
            kind: fields["kind"]?.string ?? "text", at: at, digest: digest,
            numbers: fields["numbers"]?.string ?? "", told: fields["told"]?.array?.compactMap(\.string) ?? [])
        for name in ["number", "title", "address", "kind", "at", "digest", "numbers", "told"] { fields[name] = nil }
        unknown = fields
    }

    /// The value for the session file.
    package var json: JSONValue {
        var fields = unknown
        fields["number"] = .int(number)
        fields["title"] = .string(title)
        fields["address"] = .string(address)
        fields["kind"] = .string(kind)
        fields["at"] = .string(at.formatted(.iso8601))
        fields["digest"] = .string(digest)
        if !numbers.isEmpty { fields["numbers"] = .string(numbers) }
        if !told.isEmpty { fields["told"] = .array(told.map(JSONValue.string)) }
        return .object(fields)
    }

    /// The digest names a file, so nothing but digits may be in it.
    private static func isDigest(_ text: String) -> Bool {
        text.utf8.count == 64 && text.utf8.allSatisfy { (48...57).contains($0) || (97...102).contains($0) }
    }

    /// The title, or where it came from if it has none.
    package var name: String { title.isEmpty ? address.isEmpty ? "untitled" : address : title }
}

extension Session {
    /// The sources that can be read, by their numbers; other values in `sources` are kept and not listed.
    package var references: [Source] { sources.compactMap { Source($0) }.sorted { $0.number < $1.number } }

    /// The number for the next source: higher than any that the post ever had.
    package var nextSourceNumber: Int {
        var most = references.map(\.number).max() ?? 0
        for turn in history + undone {
            for case .setSource(let number, _) in turn.edits { most = max(most, number) }
        }
        return most + 1
    }

    /// Sets, replaces or removes a source and returns the inverse edit.
    mutating func setSource(_ number: Int, _ source: JSONValue?) -> Edit {
        let place = sources.firstIndex { Source($0)?.number == number }
        let before = place.map { sources[$0] }
        if let place { sources.remove(at: place) }
        if let source {
            let next = sources.firstIndex { (Source($0)?.number ?? 0) > number }
            sources.insert(source, at: next ?? sources.endIndex)
        }
        return .setSource(number: number, source: before)
    }
}
