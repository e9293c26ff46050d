import Manuscript

/// Two texts of a section to be compared.
struct TextPair {
    let heading: String
    let diff: ProseDiff

    /// Pairs the current text with the version before it; nil if there are no two versions.
    init?(latestOf entry: Outline.Entry) {
        let section = entry.section
        guard let now = section.text, let before = section.versions.last(where: { $0.number < now.number }) else {
            return nil
        }
        self.init(entry, "\(before.number)", before.text, "\(now.number)", now.text)
    }

    /// Pairs the texts that two words name: numbers of versions, or `candidate`.
    ///
    /// Without a second word, a version is paired with the current text, and the current text with a candidate.
    init(of entry: Outline.Entry, _ first: String, _ second: String?) throws {
        let section = entry.section
        let one = try Self.text(first, of: entry)
        if let second {
            let other = try Self.text(second, of: entry)
            self.init(entry, one.name, one.text, other.name, other.text)
        } else if one.isCandidate {
            self.init(
                entry, section.current.map(String.init) ?? "nothing", section.text?.text ?? "", one.name, one.text)
        } else {
            guard let now = section.text else { throw CommandError.nothingWritten(entry.name) }
            self.init(entry, one.name, one.text, "\(now.number)", now.text)
        }
    }

    private init(_ entry: Outline.Entry, _ first: String, _ old: String, _ second: String, _ new: String) {
        heading = "\(entry.name): \(first) → \(second)"
        diff = ProseDiff(from: old, to: new)
    }

    private static func text(
        _ word: String, of entry: Outline.Entry
    ) throws -> (name: String, text: String, isCandidate: Bool) {
        let section = entry.section
        if !word.isEmpty, "candidate".hasPrefix(word.lowercased()) {
            guard let candidate = section.candidate else { throw CommandError.noCandidate(entry.number) }
            return ("candidate", candidate.text, true)
        }
        guard let version = section.versions.first(where: { "\($0.number)" == word }) else {
            throw CommandError.noVersion(
                word, of: entry.name, has: section.versions.map(\.number))
        }
        return ("\(version.number)", version.text, false)
    }
}
