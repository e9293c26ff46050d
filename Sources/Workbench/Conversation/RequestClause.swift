import Manuscript

/// One part of a request, about one thing: an imperative and its sections, or sections and what they should be.
///
/// Whatever else is said makes it a matter for the model: a section beside the list, a number that is none, a condition,
/// a comparison, a negation.
struct RequestClause {
    let text: String
    let session: Session
    let found: SectionMention.Found
    let tokens: ClauseTokens
    let carried: [String]

    /// `carried` is what the part before was about: "it" means that.
    init(_ text: String, in session: Session, carried: [String]) {
        self.text = text
        self.session = session
        self.carried = carried
        found = SectionMention(in: session, carried: carried).find(in: text)
        tokens = ClauseTokens(text, found)
    }

    var words: [String] { tokens.tokens.indices.compactMap { tokens.word($0) } }

    /// What it comes to.
    var reading: PlainRequest.Reading {
        let low = tokens.spoken
        if Lexicon.undoings.contains(tokens.spoken) { return .line(":undo") }
        if let turns = tokens.turns { return .line(":undo \(turns)") }
        if let complaint = lengthComplaint { return complaint }
        guard let first = tokens.word(0) else { return sectionFirst }
        if low.hasPrefix("get rid of ") { return structure(.remove, from: 3) }
        if low.hasPrefix("take out ") { return structure(.remove, from: 2) }
        if Lexicon.others.contains(first) { return alternatives ?? .open }
        guard let deed = Lexicon.deeds[first] else { return sectionFirst }
        switch deed {
        case .make, .shorten, .lengthen, .restyle, .rewrite: return textStep(deed)
        case .write where isComparative(from: tokens.sections(at: 1)?.next ?? 1): return textStep(.make)
        case .give: return alternatives ?? .open
        case .show, .write: return alternatives ?? structure(deed, from: 1)
        case .rename: return rename
        case .move: return move
        case .export: return export
        case .remove, .merge, .compare: return structure(deed, from: 1)
        }
    }

    /// The sections of a clause that only complains of them; nil where it says more.
    var complaint: [String]? {
        guard let sections = tokens.sections(at: 0), let verb = tokens.word(sections.next),
            Lexicon.copulas.contains(verb)
        else { return nil }
        let rest = tokens.rest(from: sections.next + 1)
        let isOnlyThat = rest.allSatisfy { token in
            guard case .word(let word) = token else { return false }
            return Lexicon.complaints.contains(word) || Lexicon.measures.contains(word)
                || Lexicon.tooMuch.contains(word) || ["very", "sehr", "très", "muy", "really"].contains(word)
        }
        return isOnlyThat && !rest.isEmpty ? sections.addresses : nil
    }

    // MARK: - What makes it doubtful

    /// Nil where nothing speaks against doing it, with what stands behind its sections.
    func doubt(_ rest: ArraySlice<ClauseTokens.Token>) -> PlainRequest.Reading? {
        if words.contains(where: { Lexicon.reservations.contains($0) || $0.hasSuffix("n't") || $0.hasSuffix("n’t") }) {
            return .unclear(PlainRequest.unclear(text))
        }
        if let missing = found.missing {
            return .unclear("There is no section \(missing); `:outline` lists the sections.")
        }
        if !found.candidates.isEmpty {
            return .unclear("That could be \(found.candidates.joined(separator: " or ")). Say which by its number.")
        }
        let isMore = rest.contains { token in
            switch token {
            case .sections, .share: true
            case .word(let word): word.contains(where: \.isNumber) || word == "%"
            case .pronoun, .comma: false
            }
        }
        return isMore ? .open : nil
    }

    func isOne(_ addresses: [String]) -> Bool { addresses.count == 1 }

    /// "All" and something besides is no list.
    func isMixed(_ addresses: [String]) -> Bool { addresses.contains("all") && addresses.count > 1 }

    var whichSection: String {
        guard !session.outline.isEmpty else { return "There is no outline yet; `:outline` makes one." }
        let titles = session.outline.sections.enumerated().prefix(6).map { "\($0 + 1) \($1.title)" }
        return
            "Which section is meant: \(titles.joined(separator: ", "))\(session.outline.sections.count > 6 ? ", …" : ""), or all? Say it with its number."
    }

    var isPronounWithout: Bool {
        // "It" where the last turn touched several sections, or none.
        words.contains { Lexicon.pronouns.contains($0) }
    }

    // MARK: - Texts

    /// "make 2 more practical", "shorten the opening by 20 %".
    private func textStep(_ deed: Lexicon.Deed) -> PlainRequest.Reading {
        guard let sections = tokens.sections(at: 1) else {
            if !found.candidates.isEmpty || found.missing != nil { return doubt([]) ?? .open }
            let isShort = tokens.tokens.count == 1 || isComparative(from: isPronounWithout ? 2 : 1)
            return isShort ? .unclear(whichSection) : .open
        }
        let rest = tokens.rest(from: sections.next)
        if let share = share(rest, deed), !isMixed(sections.addresses) {
            if let doubt = doubt([]) { return doubt }
            return resized(sections.addresses, by: share)
        }
        if let doubt = doubt(rest) { return doubt }
        guard !isMixed(sections.addresses), deed != .make || isComparative(from: sections.next) else { return .open }
        return rewritten(sections.addresses, text)
    }

    /// "2 more formal", "the opening should be livelier", "everything 20 % shorter", "3.3 kürzen".
    private var sectionFirst: PlainRequest.Reading {
        guard let sections = tokens.sections(at: 0), !isMixed(sections.addresses) else {
            if tokens.tokens.count == 1, let word = tokens.word(0), Lexicon.comparatives.contains(word) {
                return .unclear(whichSection)
            }
            return .open
        }
        var rest = tokens.rest(from: sections.next)
        while case .word(let word)? = rest.first, Lexicon.wishes.contains(word) { rest.removeFirst() }
        if rest.count == 1, case .word(let word)? = rest.first, let deed = Lexicon.deeds[word], word.hasSuffix("en") {
            // German puts the verb last.
            if let doubt = doubt([]) { return doubt }
            switch deed {
            case .shorten, .lengthen, .restyle, .rewrite: return rewritten(sections.addresses, text)
            case .remove where !sections.addresses.contains("all"): return removed(sections.addresses)
            default: return .open
            }
        }
        if let share = share(rest, .make) { return doubt([]) ?? resized(sections.addresses, by: share) }
        let isAll = rest.allSatisfy { token in
            guard case .word(let word) = token else { return false }
            return Lexicon.comparatives.contains(word) || Lexicon.degrees.contains(word)
                || Lexicon.adjectives.contains(word) || Lexicon.measures.contains(word)
        }
        guard isAll, isComparative(from: sections.next) || isComparative(rest) else { return .open }
        return doubt([]) ?? rewritten(sections.addresses, text)
    }

    /// "The opening is too long": asks for less.
    private var lengthComplaint: PlainRequest.Reading? {
        guard let sections = tokens.sections(at: 0), !isMixed(sections.addresses) else { return nil }
        let rest = Array(tokens.rest(from: sections.next)).compactMap { token -> String? in
            if case .word(let word) = token { return word }
            return nil
        }
        guard rest.count == tokens.tokens.count - sections.next, (2...4).contains(rest.count),
            Lexicon.copulas.contains(rest[0]), let length = Lexicon.lengths[rest[rest.count - 1]],
            Lexicon.tooMuch.contains(rest[rest.count - 2]),
            rest.dropFirst().dropLast(2).allSatisfy({ Lexicon.measures.contains($0) || $0 == "still" || $0 == "noch" })
        else { return nil }
        return doubt([]) ?? rewritten(sections.addresses, "\(length ? "longer" : "shorter"): \(text)")
    }

    private func isComparative(from place: Int) -> Bool { isComparative(tokens.rest(from: place)) }

    /// Whether words begin with "a bit shorter", "more …", "plus court".
    private func isComparative(_ rest: ArraySlice<ClauseTokens.Token>) -> Bool {
        var rest = rest
        while case .word(let word)? = rest.first, Lexicon.measures.contains(word) { rest.removeFirst() }
        guard case .word(let word)? = rest.first else { return false }
        if Lexicon.comparatives.contains(word) { return true }
        guard Lexicon.degrees.contains(word), case .word? = rest.dropFirst().first else { return false }
        return true
    }

    /// By how many percent, where that is all that is said: "20 % shorter", "by 20 %", "by half".
    private func share(_ rest: ArraySlice<ClauseTokens.Token>, _ deed: Lexicon.Deed) -> Int? {
        var rest = rest
        while case .word(let word)? = rest.first, ["by", "um", "de", "del", "un", "di"].contains(word) {
            rest.removeFirst()
        }
        var percent: Int
        switch rest.first {
        case .share(let number)?: percent = number
        case .word("half")?, .word("hälfte")?: percent = 50
        default: return nil
        }
        rest.removeFirst()
        var isShorter = deed == .shorten
        if deed == .make {
            let said = rest.compactMap { token -> String? in
                if case .word(let word) = token { return word }
                return nil
            }
            guard !said.isEmpty, said.count == rest.count, said.count <= 2 else { return nil }
            let isLess = said.count == 1 ? Lexicon.shorter.contains(said[0]) : Lexicon.short.contains(said[1])
            let isMore = said.count == 1 ? Lexicon.longer.contains(said[0]) : Lexicon.long.contains(said[1])
            guard isLess || isMore, said.count == 1 || ["plus", "más", "più", "more"].contains(said[0]) else {
                return nil
            }
            isShorter = isLess
        } else {
            guard rest.isEmpty, deed == .shorten || deed == .lengthen else { return nil }
        }
        if isShorter { percent = -percent }
        return percent
    }

    private func resized(_ addresses: [String], by percent: Int) -> PlainRequest.Reading {
        let sign = percent > 0 ? "+" : ""
        return .steps(
            addresses.map { Step("budget", ["address": $0, "words": "\(sign)\(percent)%"]) }
                + addresses.map { Step("fit", ["address": $0]) })
    }

    private func rewritten(_ addresses: [String], _ instruction: String) -> PlainRequest.Reading {
        guard !addresses.isEmpty else { return .unclear(whichSection) }
        return .steps(addresses.map { Step("rewrite", ["address": $0, "instruction": instruction]) })
    }

    func removed(_ addresses: [String]) -> PlainRequest.Reading {
        // What stands below another one that goes is gone with it.
        let tops = addresses.filter { address in !addresses.contains { address.hasPrefix($0 + ".") } }
        return .steps(tops.map { Step("remove", ["address": $0]) })
    }
}
