import Chains
import Manuscript

/// Which sections the words of a request name.
struct SectionMention {
    /// What was found in a text.
    struct Found: Equatable {
        /// As it would be typed: "2.3", "2-4", "all".
        var addresses: [String] = []
        /// What of the text named them, in lower case.
        var words: [String] = []
        /// A number that no section has.
        var missing: String?
        /// Titles that the words could mean, where they could mean several.
        var candidates: [String] = []
    }

    private let session: Session

    init(in session: Session) { self.session = session }

    /// The sections for a prompt: what the words name, else what was touched last where a pronoun does.
    func entries(in text: String) -> [Outline.Entry] {
        let found = find(in: text)
        guard !found.addresses.contains("all") else { return [] }
        return found.addresses.flatMap { address in
            Address(address).flatMap { try? session.sections(at: $0) } ?? []
        }
    }

    /// Everything that a text names, in its order.
    func find(in text: String) -> Found {
        var found = Found()
        var rest = " " + text.lowercased() + " "
        quoted(&rest, &found)
        wholes(&rest, &found)
        titles(&rest, &found)
        roles(&rest, &found)
        numbers(rest, &found)
        if found.addresses.isEmpty, found.missing == nil, found.candidates.isEmpty { pronouns(rest, &found) }
        return found
    }

    private func take(_ phrase: String, _ address: String, _ rest: inout String, _ found: inout Found) {
        found.addresses.append(address)
        found.words.append(phrase)
        rest = rest.replacing(phrase, with: " § ", maxReplacements: 1)
    }

    // MARK: - Titles

    private static let namingWords = [
        "section", "part", "chapter", "abschnitt", "kapitel", "chapitre", "sección", "sezione", "capitolo",
    ]

    /// "the storage section", "the section on storage"; made once, since making it takes longer than using it.
    nonisolated(unsafe) private static let naming: Regex<(Substring, Substring?, Substring?)>? = {
        let section =
            "(?:section|sections|part|chapter|abschnitt|kapitel|partie|chapitre|sección|parte|sezione|capitolo)"
        return try? Regex(
            "(?:the|den|der|la|il|el|le) ([\\p{L}' -]{3,40}?) \(section)\\b|\(section) (?:on|about|über|zu|sur|sobre|su) (?:the )?([\\p{L}' -]{3,40}?)(?= (?:to|into|before|after|shorter|longer|more|less|and|is|a bit)\\b|[,.;!]|\\s*$)",
            as: (Substring, Substring?, Substring?).self)
    }()

    private func quoted(_ rest: inout String, _ found: inout Found) {
        guard rest.contains(where: { "\"“”«„".contains($0) }) else { return }
        for match in rest.matches(of: /["“”«„]([^"“”«»„]{2,80})["“”»]/) {
            let key = TitleMatch.key(String(match.output.1))
            let hits = session.outline.entries.filter { TitleMatch.key($0.section.title) == key }
            if hits.count == 1 { take(String(match.output.0), hits[0].number, &rest, &found) }
        }
    }

    /// Whole titles, the longest first, and the words before "section" or behind "section on".
    private func titles(_ rest: inout String, _ found: inout Found) {
        let entries = session.outline.entries.filter { !$0.section.title.isEmpty }
        for entry in entries.sorted(by: { $0.section.title.count > $1.section.title.count }) {
            let title = entry.section.title.lowercased()
            guard title.count > 2, rest.contains(" \(title)"), !Lexicon.openings.contains(title) else { continue }
            let same = entries.filter { $0.section.title.lowercased() == title }
            guard same.count == 1 else {
                found.candidates = same.map { "\($0.number) \($0.section.title)" }
                continue
            }
            take(title, entry.number, &rest, &found)
        }
        guard Self.namingWords.contains(where: { rest.contains($0) }), let pattern = Self.naming else { return }
        for match in rest.matches(of: pattern) {
            let name = String(match.output.1 ?? match.output.2 ?? "")
            let wanted = Set(ContentWords.of(name))
            guard !wanted.isEmpty, Lexicon.ordinals[name.trimmed] == nil, name.trimmed != "last" else { continue }
            let near = entries.filter { wanted.isSubset(of: Set(ContentWords.of($0.section.title))) }
            if near.count == 1 { take(String(match.output.0), near[0].number, &rest, &found) }
            if near.count > 1 { found.candidates = near.map { "\($0.number) \($0.section.title)" } }
        }
    }

    // MARK: - Roles, numbers, pronouns

    private func wholes(_ rest: inout String, _ found: inout Found) {
        for phrase in Lexicon.wholes {
            guard let range = rest.firstRange(of: " \(phrase)"), !Self.goesOn(rest, behind: range.upperBound) else {
                continue
            }
            return take(phrase, "all", &rest, &found)
        }
    }

    private static func goesOn(_ text: String, behind place: String.Index) -> Bool {
        place < text.endIndex && (text[place].isLetter || text[place] == "'" || text[place] == "-")
    }

    private func roles(_ rest: inout String, _ found: inout Found) {
        let tops = session.outline.sections
        guard !tops.isEmpty else { return }
        func number(_ role: Section.Role, else index: Int) -> String {
            session.outline.entries.first { $0.section.role == role }?.number ?? "\(index + 1)"
        }
        let roles = [
            (Lexicon.openings, number(.introduction, else: 0)),
            (Lexicon.endings, number(.conclusion, else: tops.count - 1)),
        ]
        for (phrases, address) in roles {
            for phrase in phrases {
                guard let range = rest.firstRange(of: " \(phrase)"), !Self.goesOn(rest, behind: range.upperBound),
                    // "the end of 2" is within 2, and "to the end" is a place.
                    !rest[range.upperBound...].hasPrefix(" of "), !rest[..<range.lowerBound].hasSuffix(" to"),
                    !rest[..<range.lowerBound].hasSuffix(" at")
                else { continue }
                take(phrase, address, &rest, &found)
                break
            }
        }
        for (word, place) in Lexicon.ordinals.sorted(by: { $0.key < $1.key }) where place <= tops.count {
            for section in Lexicon.sectionWords where rest.contains(" \(word) \(section)") {
                take("\(word) \(section)", "\(place)", &rest, &found)
            }
        }
    }

    private func numbers(_ rest: String, _ found: inout Found) {
        // A second number of a list is one as much as the first: "sections 2 and 3".
        var isList = false
        for mention in SectionNumbers.mentions(in: rest) {
            let address = mention.address
            let isNamed = mention.isNamed || address.contains(".") || isList
            guard isNamed || Self.isAddress(mention.rest) else { continue }
            isList = isNamed
            guard let parsed = Address(address), (try? session.sections(at: parsed)) != nil else {
                found.missing = found.missing ?? address
                continue
            }
            found.addresses.append(address)
            found.words.append(mention.words)
        }
    }

    /// Whether a bare number before these words is a section and not a count: "2 shorter", not "2 examples".
    private static func isAddress(_ behind: Substring) -> Bool {
        let word = behind.drop { $0 == " " }.prefix { $0.isLetter || $0 == "'" }.lowercased()
        if word.isEmpty { return true }
        let isKnown = Lexicon.Deed.allCases.contains { Lexicon.isVerb(word, of: $0) }
        return isKnown || Lexicon.fillers.contains(word)
            || [
                "more", "less", "before", "after", "behind", "under", "is", "should", "into", "by", "bit", "too",
                "half", "vor", "nach", "hinter", "ist",
                "etwas", "mehr", "avant", "après", "est", "plus", "antes", "después", "más", "es", "prima", "dopo",
                "più", "um", "d'un",
            ].contains(word)
    }

    private func pronouns(_ rest: String, _ found: inout Found) {
        let words = rest.split { !$0.isLetter && $0 != "ç" }.map(String.init)
        guard let word = words.first(where: { Lexicon.pronouns.contains($0) }) else { return }
        guard let turn = session.history.last(where: { !$0.sections.isEmpty }) else { return }
        let entries = turn.sections.compactMap { session.outline.entry($0) }
        found.addresses = entries.map(\.number)
        found.words = entries.isEmpty ? [] : [word]
    }
}
