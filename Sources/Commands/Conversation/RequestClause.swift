import Manuscript

/// A part of a request about one thing: an imperative and its sections, or sections and what they should be.
///
/// Anything beyond that is left to the model: a section outside of the list, an unexplained number, a condition, a
/// comparison, a negation.
struct RequestClause {
    let text: String
    let session: Session
    let lexicon: Lexicon
    let found: SectionMention.Found
    let tokens: ClauseTokens
    let carried: [String]

    /// `carried` holds the sections of the previous clause, which "it" refers to.
    init(_ text: String, in session: Session, _ lexicon: Lexicon, carried: [String]) {
        self.text = text
        self.session = session
        self.lexicon = lexicon
        self.carried = carried
        found = SectionMention(in: session, lexicon, carried: carried).find(in: text)
        tokens = ClauseTokens(text, found, lexicon)
    }

    var words: [String] { tokens.tokens.indices.compactMap { tokens.word($0) } }

    /// The reading of the clause.
    var reading: PlainRequest.Reading {
        if lexicon.has(.undo, tokens.spoken) { return .line(":undo") }
        if let turns = tokens.turns { return .line(":undo \(turns)") }
        if let complaint = lengthComplaint { return complaint }
        guard let first = tokens.word(0) else { return sectionFirst }
        if lexicon.has(.others, first) { return alternatives(from: 1) ?? .open }
        if lexicon.has(.outline, first), isPost(from: 1) { return .line(":outline") }
        if let wish = outlineWish { return .line(":outline \(wish)") }
        guard let (deed, count) = lexicon.deed(tokens.words(from: 0)) else { return sectionFirst }
        return reading(of: deed, from: count)
    }

    /// Reads a clause that begins with a deed; `place` is the position after it.
    private func reading(of deed: Lexicon.Deed, from place: Int) -> PlainRequest.Reading {
        switch deed {
        case .make where isOutline(from: place), .write where isOutline(from: place): return .line(":outline")
        case .make, .write, .rewrite, .redo, .attempt:
            if let repeated = repeated(deed, from: place) { return repeated }
        default: break
        }
        let isOfText = [
            .make, .write, .shorten, .lengthen, .reduce, .increase, .restyle, .rewrite, .remove, .show,
        ].contains(deed)
        if hasParagraphs, !isOfText { return .open }
        switch deed {
        case .make, .shorten, .lengthen, .reduce, .increase, .restyle, .rewrite: return textStep(deed, from: place)
        case .write where isComparative(from: tokens.sections(at: place)?.next ?? place):
            return textStep(.make, from: place)
        case .redo, .attempt: return .open
        case .give: return alternatives(from: place) ?? titles(from: place) ?? .open
        case .show, .write: return alternatives(from: place) ?? structure(deed, from: place)
        case .rename: return rename(from: place)
        case .move: return move(from: place)
        case .export: return export(from: place)
        case .remove, .merge, .compare: return structure(deed, from: place)
        }
    }

    /// The sections of a clause that only criticizes them; nil if it says more.
    var complaint: [String]? {
        guard let sections = tokens.sections(at: 0), let verb = tokens.word(sections.next), lexicon.has(.copula, verb)
        else { return nil }
        let rest = tokens.rest(from: sections.next + 1)
        let isOnlyThat = rest.allSatisfy { isWord($0, .complaint, .measure, .tooMuch, .very) }
        return isOnlyThat && !rest.isEmpty ? sections.addresses : nil
    }

    // MARK: - Doubts

    /// Returns the reading if there is a doubt about the clause or about `rest`, the text after its sections; otherwise
    /// nil.
    ///
    /// `end` is the position of an amount that was read completely; its words raise no doubt.
    func doubt(_ rest: ArraySlice<ClauseTokens.Token>, before end: Int? = nil) -> PlainRequest.Reading? {
        let words = tokens.tokens.indices.prefix(end ?? .max).compactMap { tokens.word($0) }
        if words.contains(where: { lexicon.has(.reservation, $0) || $0.hasSuffix("n't") || $0.hasSuffix("n’t") }) {
            return .unclear(PlainRequest.unclear(text))
        }
        if let missing = found.missing {
            return .unclear("There is no section \(missing); `:outline` lists the sections.")
        }
        if !found.candidates.isEmpty {
            return .unclear("That could be \(found.candidates.joined(separator: " or ")). Give its number.")
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

    /// True if the clause names a paragraph, which only commands about texts take.
    var hasParagraphs: Bool { found.addresses.contains { $0.contains(":") } }

    func isOne(_ addresses: [String]) -> Bool { addresses.count == 1 }

    /// Returns true for "all" combined with other sections, which is not a valid list.
    func isMixed(_ addresses: [String]) -> Bool { addresses.contains("all") && addresses.count > 1 }

    /// Returns true if a token is a word of one of these kinds.
    func isWord(_ token: ClauseTokens.Token, _ kinds: Lexicon.Kind...) -> Bool {
        guard case .word(let word) = token else { return false }
        return kinds.contains { lexicon.has($0, word) }
    }

    var whichSection: String {
        guard !session.outline.isEmpty else { return "There is no outline yet; `:outline` makes one." }
        let titles = session.outline.sections.enumerated().prefix(6).map { "\($0 + 1) \($1.title)" }
        return
            "Which section do you mean: \(titles.joined(separator: ", "))\(session.outline.sections.count > 6 ? ", …" : ""), or all? Give its number."
    }

    /// True if a pronoun refers to no section, because the last turn touched several sections or none.
    var isPronounWithout: Bool { words.contains { lexicon.has(.pronoun, $0) } }
}
