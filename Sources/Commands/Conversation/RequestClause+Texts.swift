import Manuscript

extension RequestClause {
    /// Reads "make 2 more practical", "shorten the opening by 20 %", "double the length of 2".
    func textStep(_ deed: Lexicon.Deed, from place: Int) -> PlainRequest.Reading {
        let start = place + tokens.count(of: .lengthOf, at: place)
        guard let sections = tokens.sections(at: start) else {
            if !found.candidates.isEmpty || found.missing != nil { return doubt([]) ?? .open }
            let isShort = tokens.tokens.count == place || isComparative(from: isPronounWithout ? place + 1 : place)
            return isShort && !isAmountNeeded(deed) ? .unclear(whichSection) : .open
        }
        let rest = tokens.rest(from: sections.next)
        if !isMixed(sections.addresses), let length = length(rest, deed) {
            return doubt([], before: sections.next) ?? resized(sections.addresses, to: length)
        }
        guard !isAmountNeeded(deed), start == place else { return .open }
        if let doubt = doubt(rest) { return doubt }
        guard !isMixed(sections.addresses), deed != .make || isComparative(from: sections.next) else { return .open }
        return rewritten(sections.addresses, text)
    }

    private func isAmountNeeded(_ deed: Lexicon.Deed) -> Bool { deed == .reduce || deed == .increase }

    /// Reads "2 more formal", "the opening should be livelier", "everything 20 % shorter", "3.3 kürzen", "2 again".
    var sectionFirst: PlainRequest.Reading {
        guard let sections = tokens.sections(at: 0), !isMixed(sections.addresses) else {
            if tokens.tokens.count == 1, let word = tokens.word(0), isComparative([.word(word)]) {
                return .unclear(whichSection)
            }
            return .open
        }
        if let repeated = repeated(.redo, from: 0) { return repeated }
        var rest = tokens.rest(from: sections.next)
        let isWished = rest.first.map { isWord($0, .wish) } ?? false
        while let first = rest.first, isWord(first, .wish) { rest.removeFirst() }
        // "2 sollte kürzer sein."
        while isWished, let last = rest.last, isWord(last, .wish) { rest.removeLast() }
        // In German the verb comes last.
        if let deed = verb(of: rest.last) {
            let inner = rest.dropLast()
            if let length = length(inner, deed) {
                return doubt([], before: sections.next) ?? resized(sections.addresses, to: length)
            }
            guard inner.allSatisfy({ isWord($0, .measure) }) else { return .open }
            if let doubt = doubt([]) { return doubt }
            switch deed {
            case .shorten, .lengthen, .restyle, .rewrite: return rewritten(sections.addresses, text)
            case .remove where inner.isEmpty && !sections.addresses.contains("all"):
                return removed(sections.addresses)
            default: return .open
            }
        }
        if let length = length(rest, .make) {
            return doubt([], before: sections.next) ?? resized(sections.addresses, to: length)
        }
        let isAll = rest.allSatisfy {
            isWord(
                $0, .shorter, .longer, .comparative, .more, .less, .shortAdjective, .longAdjective, .adjective, .measure
            )
        }
        guard isAll, isComparative(from: sections.next) || isComparative(rest) else { return .open }
        return doubt([]) ?? rewritten(sections.addresses, text)
    }

    private func verb(of token: ClauseTokens.Token?) -> Lexicon.Deed? {
        guard case .word(let word)? = token, word.hasSuffix("en") else { return nil }
        return lexicon.deed([word])?.deed
    }

    /// Reads "the opening is too long" or "too short" as a request for another length.
    var lengthComplaint: PlainRequest.Reading? {
        guard let sections = tokens.sections(at: 0), !isMixed(sections.addresses) else { return nil }
        let rest = tokens.words(from: sections.next)
        guard rest.count == tokens.tokens.count - sections.next, (2...4).contains(rest.count),
            lexicon.has(.copula, rest[0]), lexicon.has(.tooMuch, rest[rest.count - 2]),
            rest.dropFirst().dropLast(2).allSatisfy({ lexicon.has(.measure, $0) || lexicon.has(.still, $0) })
        else { return nil }
        let last = rest[rest.count - 1]
        guard lexicon.has(.tooLong, last) || lexicon.has(.tooShort, last) else { return nil }
        let wish = lexicon.has(.tooLong, last) ? "shorter" : "longer"
        return doubt([]) ?? rewritten(sections.addresses, "\(wish): \(text)")
    }

    // MARK: - Again

    /// Reads "do 2 again", "write the opening anew, shorter", "refais 2"; nil for anything else.
    func repeated(_ deed: Lexicon.Deed, from place: Int) -> PlainRequest.Reading? {
        // "Do it again" may refer to whatever was done last.
        guard let sections = tokens.sections(at: place), case let rest = tokens.rest(from: sections.next),
            !tokens.tokens[..<sections.next].contains(where: { if case .pronoun = $0 { true } else { false } })
        else { return nil }
        let again = tokens.count(of: .again, at: sections.next)
        let isImplied = deed == .redo && place > 0
        guard again > 0 || (isImplied && rest.isEmpty) else { return nil }
        var tail = rest.dropFirst(again)
        while tail.first == .comma { tail.removeFirst() }
        guard !isMixed(sections.addresses), tail.isEmpty || isComparative(tail) else { return nil }
        if let doubt = doubt(tail) { return doubt }
        return rewritten(sections.addresses, tail.isEmpty ? nil : text)
    }

    /// Returns true if only the outline is named: "make the outline".
    func isOutline(from place: Int) -> Bool {
        let rest = tokens.rest(from: place)
        guard let last = rest.last, isWord(last, .outline) else { return false }
        return rest.dropLast().allSatisfy { isWord($0, .determiner, .measure, .filler) }
    }

    /// The wish for an outline that does not exist yet: "5 sections" of "make the outline with 5 sections".
    var outlineWish: String? {
        let words = text.split(separator: " ")
        guard !session.topic.isEmpty, session.outline.isEmpty,
            let place = words.firstIndex(where: { lexicon.has(.outline, $0.lowercased().trimmingMarks) }),
            let (deed, count) = lexicon.deed(tokens.words(from: 0)), deed == .make || deed == .write,
            words[..<place].dropFirst(count).allSatisfy({
                isWord(.word($0.lowercased()), .determiner, .measure, .filler)
            })
        else { return nil }
        let wish = words[(place + 1)...].joined(separator: " ").trimmed
        return wish.contains(where: \.isLetter) ? wish : nil
    }

    /// Returns true if only the post is named: "it", "the post".
    func isPost(from place: Int) -> Bool {
        let rest = tokens.rest(from: place)
        guard rest.count == 1, let only = rest.first else { return false }
        if case .pronoun = only { return true }
        return only == .sections(["all"]) || isWord(only, .pronoun)
    }

    // MARK: - Degrees

    func isComparative(from place: Int) -> Bool { isComparative(tokens.rest(from: place)) }

    /// Returns true if the words begin with a comparative: "a bit shorter", "more …", "plus court".
    func isComparative(_ rest: ArraySlice<ClauseTokens.Token>) -> Bool {
        let rest = rest.drop { isWord($0, .measure) }
        guard let first = rest.first else { return false }
        if isWord(first, .shorter, .longer, .comparative) { return true }
        guard isWord(first, .more, .less), case .word? = rest.dropFirst().first else { return false }
        return true
    }

    /// Returns the requested length, if nothing else is requested.
    private func length(_ rest: ArraySlice<ClauseTokens.Token>, _ deed: Lexicon.Deed) -> LengthRequest? {
        if rest.isEmpty, let verb = words.lazy.compactMap({ lexicon.number(.verb, $0) }).first { return .percent(verb) }
        switch deed {
        case .shorten, .reduce: return LengthRequest(rest, isShorter: true, lexicon)
        case .lengthen, .increase: return LengthRequest(rest, isShorter: false, lexicon)
        case .make: return LengthRequest(rest, isShorter: nil, lexicon)
        default: return nil
        }
    }

    private func resized(_ addresses: [String], to length: LengthRequest) -> PlainRequest.Reading {
        // Only sections have budgets.
        if hasParagraphs { return rewritten(addresses, text) }
        func steps(_ words: String) -> PlainRequest.Reading {
            .steps(
                addresses.map { Step("budget", ["address": $0, "words": words]) }
                    + addresses.map { Step("fit", ["address": $0]) })
        }
        if case .percent(let percent) = length { return steps("\(percent > 0 ? "+" : "")\(percent)%") }
        // A number of words applies to a single text.
        guard isOne(addresses), let address = Address(addresses[0]), let entry = try? session.section(at: address),
            entry.section.isLeaf
        else { return .open }
        let present = entry.section.text?.words ?? entry.section.words
        let wanted: Int? =
            switch length {
            case .words(let words): words
            case .change(let words): present.map { $0 + words }
            case .percent: nil
            }
        guard let wanted, Budget.range.contains(wanted) else { return .open }
        return steps("\(wanted)")
    }

    private func rewritten(_ addresses: [String], _ instruction: String?) -> PlainRequest.Reading {
        guard !addresses.isEmpty else { return .unclear(whichSection) }
        let wish = instruction.map { ["instruction": $0] } ?? [:]
        return .steps(addresses.map { Step("rewrite", ["address": $0].merging(wish) { own, _ in own }) })
    }

    func removed(_ addresses: [String]) -> PlainRequest.Reading {
        // Removing a section removes its subsections too.
        let tops = addresses.filter { address in !addresses.contains { address.hasPrefix($0 + ".") } }
        return .steps(tops.map { Step("remove", ["address": $0]) })
    }
}
