import Chains
import Manuscript

/// Finds the sections that a request names.
struct SectionMention {
    /// A phrase that names sections.
    struct Mention: Equatable {
        /// The offset in the lower-case text, in characters.
        var offset: Int
        var count: Int
        /// The addresses as typed, such as "2.3", "2-4" or "all".
        var addresses: [String]
        /// True if the phrase is a word such as "it".
        var isPronoun = false
    }

    /// The result of a search.
    struct Found: Equatable {
        /// The mentions, in text order.
        var mentions: [Mention] = []
        /// A number without a section.
        var missing: String?
        /// The possible titles, if the words are ambiguous.
        var candidates: [String] = []

        /// All addresses named by more than a pronoun.
        var addresses: [String] { mentions.filter { !$0.isPronoun }.flatMap(\.addresses) }
    }

    let session: Session
    let lexicon: Lexicon
    private let carried: [String]

    /// `carried` holds the sections mentioned just before, which "it" refers to.
    init(in session: Session, _ lexicon: Lexicon, carried: [String] = []) {
        self.session = session
        self.lexicon = lexicon
        self.carried = carried
    }

    /// Returns the sections for a prompt: those named, or else those that a pronoun refers to.
    func entries(in text: String) -> [Outline.Entry] {
        let found = find(in: text)
        let addresses = found.addresses.isEmpty ? found.mentions.flatMap(\.addresses) : found.addresses
        guard !addresses.contains("all") else { return [] }
        var seen: Set<Section.ID> = []
        return addresses.flatMap { address in
            Address(address).flatMap { try? session.sections(at: $0.sectionOfParagraphs ?? $0) } ?? []
        }.filter { seen.insert($0.section.id).inserted }
    }

    /// Finds all sections that a text names.
    func find(in text: String) -> Found {
        var found = Found()
        // With a space at both ends, every phrase is enclosed in spaces; found phrases are masked at the same length.
        var rest = " " + text.lowercased() + " "
        // A quick check before searching for a phrase, since most are absent.
        let spoken = Set(rest.split { !$0.isLetter && $0 != "'" }.map(String.init))
        quoted(&rest, &found)
        wholes(&rest, &found, spoken)
        titles(&rest, &found)
        roles(&rest, &found, spoken)
        let held = holdNumbers(&rest)
        numbers(&rest, &found)
        paragraphs(&rest, &found, held: held)
        pronouns(&rest, &found, spoken)
        found.mentions.sort { $0.offset < $1.offset }
        return found
    }

    private func take(
        _ range: Range<String.Index>, _ addresses: [String], _ rest: inout String, _ found: inout Found,
        isPronoun: Bool = false
    ) {
        let offset = rest.distance(from: rest.startIndex, to: range.lowerBound)
        let count = rest.distance(from: range.lowerBound, to: range.upperBound)
        found.mentions.append(
            Mention(offset: offset - 1, count: count, addresses: addresses, isPronoun: isPronoun))
        rest.replaceSubrange(range, with: String(repeating: "\u{1}", count: count))
    }

    /// Returns the range of a phrase that appears as whole words.
    private static func place(of phrase: String, in rest: String) -> Range<String.Index>? {
        rest.ranges(of: phrase).first { range in
            let before = rest[rest.index(before: range.lowerBound)]
            return !before.isLetter && !before.isNumber && before != "'" && before != "-"
                && !goesOn(rest, behind: range.upperBound)
        }
    }

    private static func goesOn(_ text: String, behind place: String.Index) -> Bool {
        place < text.endIndex
            && (text[place].isLetter || text[place].isNumber || text[place] == "'" || text[place] == "-")
    }

    // MARK: - Titles

    /// The pattern of "the storage section" and "the section on storage".
    ///
    /// It covers all languages, since it only finds words of titles. It is compiled once, since that takes longer than
    /// using it.
    nonisolated(unsafe) private static let naming: Regex<(Substring, Substring?, Substring?)>? = {
        func any(_ kind: Lexicon.Kind) -> String { "(?:\(Lexicon.every.phrases(kind).joined(separator: "|")))" }
        let (article, section) = (any(.determiner), any(.section))
        let name = #"([\p{L}' -]{3,40}?)"#
        let end = #"(?= \#(any(.subjectEnd))\b|[,.;!]|\s*$)"#
        return try? Regex(
            #"\b\#(article) \#(name) \#(section)\b|\#(section) \#(any(.subjectJoint)) (?:\#(article) )?\#(name)\#(end)"#,
            as: (Substring, Substring?, Substring?).self)
    }()

    private func quoted(_ rest: inout String, _ found: inout Found) {
        guard rest.contains(where: { "\"“”«„".contains($0) }) else { return }
        while let match = rest.matches(of: /["“”«„]([^"“”«»„\u{1}]{2,80})["“”»]/).first(where: { match in
            let key = TitleMatch.key(String(match.output.1))
            return session.outline.entries.filter { TitleMatch.key($0.section.title) == key }.count == 1
        }) {
            let key = TitleMatch.key(String(match.output.1))
            let hit = session.outline.entries.first { TitleMatch.key($0.section.title) == key }
            take(match.range, [hit?.number ?? ""], &rest, &found)
        }
    }

    /// Finds whole titles, longest first, and the words before "section" or after "section on".
    private func titles(_ rest: inout String, _ found: inout Found) {
        let entries = session.outline.entries.filter { !$0.section.title.isEmpty }
        for entry in entries.sorted(by: { $0.section.title.count > $1.section.title.count }) {
            let title = entry.section.title.lowercased()
            guard title.count > 2, !lexicon.has(.opening, title), !lexicon.has(.section, title),
                let range = Self.place(of: title, in: rest)
            else { continue }
            let same = entries.filter { $0.section.title.lowercased() == title }
            guard same.count == 1 else {
                found.candidates = same.map(\.name)
                continue
            }
            take(range, [entry.number], &rest, &found)
        }
        guard lexicon.phrases(.section).contains(where: { rest.contains($0) }), let pattern = Self.naming else {
            return
        }
        for match in rest.matches(of: pattern).reversed() {
            let name = String(match.output.1 ?? match.output.2 ?? "")
            let wanted = Set(ContentWords.of(name))
            guard !wanted.isEmpty, lexicon.number(.ordinal, name.trimmed) == nil,
                !lexicon.has(.last, String(match.output.0))
            else { continue }
            let near = entries.filter { wanted.isSubset(of: Set(ContentWords.of($0.section.title))) }
            if near.count == 1 { take(match.range, [near[0].number], &rest, &found) }
            if near.count > 1 { found.candidates = near.map(\.name) }
        }
    }

    // MARK: - Roles, numbers, pronouns

    private static func begins(_ phrase: String, _ spoken: Set<String>) -> Bool {
        spoken.contains(String(phrase.prefix { $0 != " " }))
    }

    private func wholes(_ rest: inout String, _ found: inout Found, _ spoken: Set<String>) {
        for phrase in lexicon.phrases(.whole) where Self.begins(phrase, spoken) {
            if let range = Self.place(of: phrase, in: rest) { take(range, ["all"], &rest, &found) }
        }
    }

    private func roles(_ rest: inout String, _ found: inout Found, _ spoken: Set<String>) {
        let tops = session.outline.sections
        guard !tops.isEmpty else { return }
        func number(_ role: Section.Role, else index: Int) -> String {
            session.outline.entries.first { $0.section.role == role }?.number ?? "\(index + 1)"
        }
        let roles = [
            (Lexicon.Kind.opening, number(.introduction, else: 0)),
            (.last, "\(tops.count)"),
            (.ending, number(.conclusion, else: tops.count - 1)),
        ]
        for (kind, address) in roles {
            for phrase in lexicon.phrases(kind) where Self.begins(phrase, spoken) {
                guard let range = Self.place(of: phrase, in: rest),
                    // In "to the end", the end is a place, not a section.
                    !lexicon.phrases(.placeJoint).contains(where: { rest[..<range.lowerBound].hasSuffix(" \($0) ") })
                else { continue }
                take(range, [address], &rest, &found)
                break
            }
        }
        for (word, place) in lexicon.numberWords(.ordinal) where place <= tops.count && spoken.contains(word) {
            for section in lexicon.phrases(.section) {
                if let range = Self.place(of: "\(word) \(section)", in: rest) {
                    take(range, ["\(place)"], &rest, &found)
                }
            }
        }
    }

    private func numbers(_ rest: inout String, _ found: inout Found) {
        // Go backwards, since masking shifts the text after a mention.
        for mention in SectionNumbers(lexicon: lexicon).mentions(in: rest).reversed() {
            guard let parsed = Address(mention.address) else { continue }
            if let section = parsed.sectionOfParagraphs {
                // "3:30" is a time, unless there is such a paragraph.
                guard (try? session.excerpt(at: parsed)) != nil || mention.address.contains("."),
                    (try? session.section(at: section)) != nil
                else { continue }
            } else if (try? session.sections(at: parsed)) == nil {
                found.missing = found.missing ?? mention.address
                continue
            }
            take(mention.range, [mention.address], &rest, &found)
        }
    }

    /// Finds pronouns, which refer to the sections mentioned just before, or to the one section that the last turn
    /// touched.
    private func pronouns(_ rest: inout String, _ found: inout Found, _ spoken: Set<String>) {
        var addresses = carried
        if addresses.isEmpty, let turn = session.history.last(where: { !$0.sections.isEmpty }) {
            let entries = turn.sections.compactMap { session.outline.entry($0) }
            addresses = entries.count == 1 ? entries.map(\.number) : []
        }
        guard !addresses.isEmpty else { return }
        for word in lexicon.phrases(.pronoun) where spoken.contains(word) {
            if let range = Self.place(of: word, in: rest) {
                take(range, addresses, &rest, &found, isPronoun: true)
            }
        }
    }
}
