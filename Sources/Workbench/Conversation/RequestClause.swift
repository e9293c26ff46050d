import Manuscript

/// One part of a request, about one thing.
struct RequestClause {
    private let text: String
    private let low: String
    private let session: Session
    private let found: SectionMention.Found
    private let words: [String]

    /// `carried` is what the part before was about: "it" means that.
    init(_ text: String, in session: Session, carried: [String]) {
        self.text = text
        self.session = session
        low = text.lowercased()
        var found = SectionMention(in: session).find(in: text)
        words = low.split { $0.isWhitespace || ",;:!\"“”".contains($0) }.map(String.init)
        let isPronoun = !found.words.isEmpty && found.words.allSatisfy { Lexicon.pronouns.contains($0) }
        if isPronoun
            || (found.addresses.isEmpty
                && words.contains { Lexicon.pronouns.contains($0) || $0 == "others" }),
            !carried.isEmpty
        {
            found.addresses = carried
        }
        self.found = found
    }

    /// What it comes to.
    var reading: PlainRequest.Reading {
        let deeds = self.deeds
        guard !deeds.isEmpty || isLengthComplaint else { return .open }
        guard Set(words).isDisjoint(with: Lexicon.negations) else { return .unclear(PlainRequest.unclear(text)) }
        if let missing = found.missing {
            return .unclear("There is no section \(missing); `:outline` lists the sections.")
        }
        if !found.candidates.isEmpty {
            return .unclear("That could be \(found.candidates.joined(separator: " or ")). Say which by its number.")
        }
        if let step = textStep(deeds) { return step }
        return structureStep(deeds)
    }

    /// The sections of a clause that only complains of them; nil where it says more.
    var complaint: [String]? {
        deeds.isEmpty && !found.addresses.isEmpty && Lexicon.holds(low, Lexicon.complaints) ? found.addresses : nil
    }

    private var isLengthComplaint: Bool {
        Lexicon.holds(low, Lexicon.tooLong) || Lexicon.holds(low, Lexicon.tooShort)
    }

    /// Every class of which a word is there.
    private var deeds: Set<Lexicon.Deed> {
        var deeds = Set(Lexicon.Deed.allCases.filter { deed in Lexicon.holds(low, Lexicon.verbs[deed] ?? []) })
        if let first = words.first, ["add", "insert", "füge", "ajoute", "añade", "aggiungi"].contains(first) {
            deeds.insert(.add)
        }
        if low.contains("take that back") || low.contains("take it back") || low == "go back" { deeds.insert(.undo) }
        if low.contains("get rid of") || low.hasPrefix("take out ") || low.hasPrefix("cut out ") {
            deeds.insert(.remove)
        }
        // "rewrite" begins with no "write", but "riscrivi" holds what "scrivi" is.
        if !deeds.isDisjoint(with: [.rewrite, .restyle, .shorten, .lengthen]) { deeds.remove(.write) }
        // "Show me", "write me three others".
        if deeds.contains(.alternatives) { deeds.subtract([.show, .write]) }
        if deeds.contains(.shorten), low.hasPrefix("cut ") { deeds.remove(.remove) }
        return deeds
    }

    // MARK: - Texts

    private static let ofTexts: Set<Lexicon.Deed> = [.shorten, .lengthen, .restyle, .rewrite]

    /// A change of texts by instruction; nil where it is none.
    private func textStep(_ deeds: Set<Lexicon.Deed>) -> PlainRequest.Reading? {
        let own = deeds.intersection(Self.ofTexts)
        guard !own.isEmpty || isLengthComplaint else { return nil }
        guard deeds.subtracting(Self.ofTexts).isEmpty else { return .open }
        guard !found.addresses.isEmpty else { return .unclear(whichSection) }
        // "2 shorter than 3" names two and means one.
        guard !words.contains("than"), !words.contains("als"), !words.contains("like"), !words.contains("wie") else {
            return .open
        }
        var steps: [Step] = []
        let isLonger = own.contains(.lengthen) || Lexicon.holds(low, Lexicon.tooShort)
        if let percent, own.subtracting([.shorten, .lengthen]).isEmpty {
            guard !(own.contains(.shorten) && own.contains(.lengthen)) else { return .open }
            for address in found.addresses {
                steps.append(Step("budget", ["address": address, "words": "\(isLonger ? "+" : "-")\(percent)%"]))
            }
            for address in found.addresses { steps.append(Step("fit", ["address": address])) }
            return .steps(steps)
        }
        for address in found.addresses {
            steps.append(Step("rewrite", ["address": address, "instruction": instruction]))
        }
        return .steps(steps)
    }

    /// The words of the writer; of a complaint what follows from it.
    private var instruction: String {
        if Lexicon.holds(low, Lexicon.tooLong) { return "shorter: \(text)" }
        if Lexicon.holds(low, Lexicon.tooShort) { return "longer: \(text)" }
        return text
    }

    /// The share by which a length is to change, in percent.
    private var percent: Int? {
        let pattern = /(\d{1,3})\s*(?:%|percent|per cent|prozent|pour cent|por ciento|per cento)/
        if let match = low.firstMatch(of: pattern), let percent = Int(match.output.1), (1...90).contains(percent) {
            return percent
        }
        if low.contains("half as long") || low.contains("by half") || low.contains("halb so lang") { return 50 }
        return low.contains("by a third") ? 33 : nil
    }

    private var whichSection: String {
        guard !session.outline.isEmpty else { return "There is no outline yet; `:outline` makes one." }
        let titles = session.outline.sections.enumerated().prefix(6).map { "\($0 + 1) \($1.title)" }
        return
            "Which section is meant: \(titles.joined(separator: ", "))\(session.outline.sections.count > 6 ? ", …" : ""), or all? Say it with its number."
    }

    // MARK: - Structure

    private func structureStep(_ deeds: Set<Lexicon.Deed>) -> PlainRequest.Reading {
        guard deeds.count == 1, let deed = deeds.first else { return .open }
        let one = found.addresses.count == 1 ? found.addresses.first : nil
        switch deed {
        case .remove:
            guard !found.addresses.isEmpty else { return .unclear(whichSection) }
            guard isAllSaid, !found.addresses.contains("all") else { return .unclear(PlainRequest.unclear(text)) }
            return .steps(found.addresses.map { Step("remove", ["address": $0]) })
        case .merge:
            guard found.addresses.count == 2, isAllSaid else {
                return found.addresses.isEmpty ? .open : .unclear(PlainRequest.unclear(text))
            }
            return .steps([Step("merge", ["section": found.addresses[0], "other": found.addresses[1]])])
        case .alternatives:
            guard let one else { return .unclear(whichSection) }
            let count = words.compactMap { Lexicon.counts[$0] ?? Int($0) }.first {
                (2...5).contains($0) && "\($0)" != one
            }
            return .steps([Step("alt", ["section": one].merging(count.map { ["count": "\($0)"] } ?? [:]) { $1 })])
        case .rename: return rename
        case .move: return move
        case .write:
            guard isAllSaid else { return .open }
            return .steps([Step("write", one.map { ["address": $0] } ?? [:])])
        case .show: return isAllSaid && found.addresses.count < 2 ? .line(":show \(one ?? "")".trimmed) : .open
        case .compare: return isAllSaid && found.addresses.count < 2 ? .line(":diff \(one ?? "")".trimmed) : .open
        case .undo:
            let count = words.compactMap { Int($0) }.first
            let isPlain = words.allSatisfy {
                Int($0) != nil || Lexicon.fillers.contains($0) || Lexicon.isVerb($0, of: .undo)
                    || ["turns", "steps", "mach"].contains($0)
            }
            return isPlain ? .line(count.map { ":undo \($0)" } ?? ":undo") : .open
        case .export:
            let formats = [
                "html": "html", "markdown": "md", "md": "md", "text": "txt", "txt": "txt", "json": "json",
                "docx": "docx", "epub": "epub", "pdf": "pdf",
            ]
            let format = words.compactMap { formats[$0] }.first
            let known = Set(formats.keys)
            let isPlain = words.allSatisfy {
                Lexicon.fillers.contains($0) || known.contains($0) || Lexicon.isVerb($0, of: .export)
            }
            return isPlain ? .line(":export \(format ?? "")".trimmed) : .open
        default: return .open
        }
    }

    /// Whether nothing was said beside the deed and its sections, so that nothing of it is lost.
    private var isAllSaid: Bool {
        var rest = " \(low) "
        for phrase in found.words { rest = rest.replacing(phrase, with: " ", maxReplacements: 1) }
        return rest.split { $0.isWhitespace || ",;:!.".contains($0) }.map(String.init).allSatisfy { word in
            Lexicon.fillers.contains(word) || Lexicon.Deed.allCases.contains { Lexicon.isVerb(word, of: $0) }
        }
    }

    private var rename: PlainRequest.Reading {
        let pattern =
            /(?i)^(?:rename|retitle|benenne?|renomme[rz]?|renombra|rinomina)\s+(.+?)\s+(?:to|as|into|in|en|a|come)\s+["“„«]?(.+?)["”»]?(?:\s+um)?$/
        guard let match = text.wholeMatch(of: pattern) else { return .open }
        let names = SectionMention(in: session).find(in: String(match.output.1))
        guard names.addresses.count == 1, let section = names.addresses.first else { return .unclear(whichSection) }
        return .steps([Step("rename", ["section": section, "title": String(match.output.2)])])
    }

    /// "move 2 before 4", "move storage to the end".
    private var move: PlainRequest.Reading {
        let places =
            /(?i)\s+(before|after|behind|vor|nach|hinter|avant|après|antes de|después de|prima di|dopo|to the (?:very )?(?:end|start|beginning|top))\b\s*(.*)$/
        guard let match = text.firstMatch(of: places) else { return .open }
        let mention = SectionMention(in: session)
        let what = mention.find(in: String(text[..<match.range.lowerBound]))
        guard what.addresses.count == 1, let section = what.addresses.first,
            let entry = Address(section).flatMap({ try? session.section(at: $0) })
        else { return .unclear(whichSection) }
        let word = match.output.1.lowercased()
        let tops = session.outline.sections.count
        if word.hasPrefix("to the") {
            guard match.output.2.isEmpty else { return .open }
            return .steps([Step("move", ["section": section, "place": word.hasSuffix("end") ? "\(tops + 1)" : "1"])])
        }
        let anchor = mention.find(in: String(match.output.2))
        guard anchor.addresses.count == 1, let other = anchor.addresses.first.flatMap({ Address($0) }),
            let place = try? session.section(at: other), place.section.id != entry.section.id
        else { return .unclear(whichSection) }
        var path = place.path
        if !["before", "vor", "avant", "antes de", "prima di"].contains(word) { path[path.count - 1] += 1 }
        return .steps([Step("move", ["section": section, "place": path.map(String.init).joined(separator: ".")])])
    }
}
