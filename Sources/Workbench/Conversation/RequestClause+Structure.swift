import Manuscript

extension RequestClause {
    // MARK: - Structure

    func structure(_ deed: Lexicon.Deed, from place: Int) -> PlainRequest.Reading {
        var place = place
        // "Show me", and nothing else.
        while deed == .show || deed == .compare, let word = tokens.word(place), Lexicon.determiners.contains(word),
            tokens.sections(at: place) == nil
        {
            place += 1
        }
        guard let sections = tokens.sections(at: place) else {
            if !found.candidates.isEmpty || found.missing != nil { return doubt([]) ?? .open }
            guard place >= tokens.tokens.count || (isPronounWithout && place + 1 == tokens.tokens.count) else {
                return .open
            }
            switch deed {
            case .show: return place >= tokens.tokens.count ? .line(":show") : .open
            case .compare: return place >= tokens.tokens.count ? .line(":diff") : .open
            case .remove, .merge: return .unclear(whichSection)
            default: return .open
            }
        }
        var rest = tokens.rest(from: sections.next)
        if deed == .merge, case .word(let word)? = rest.first, ["together", "zusammen"].contains(word) {
            rest.removeFirst()
        }
        if let doubt = doubt(rest) { return doubt }
        guard rest.isEmpty, !isMixed(sections.addresses) else { return .open }
        let addresses = sections.addresses
        switch deed {
        case .remove:
            if case .pronoun(let word, _)? = tokens.rest(from: place).first {
                // "Drop it" means rather the talk.
                return word == "it" && tokens.word(0) == "remove" && isOne(addresses) ? removed(addresses) : .open
            }
            guard !addresses.contains("all") else { return .unclear(PlainRequest.unclear(text)) }
            guard sections.joint.map({ !Lexicon.intos.contains($0) }) ?? true else { return .open }
            return removed(addresses)
        case .merge:
            guard addresses.count == 2, let joint = sections.joint else { return .unclear(PlainRequest.unclear(text)) }
            let (kept, other) =
                Lexicon.intos.contains(joint) ? (addresses[1], addresses[0]) : (addresses[0], addresses[1])
            return .steps([Step("merge", ["section": kept, "other": other])])
        case .write: return isOne(addresses) ? .steps([Step("write", ["address": addresses[0]])]) : .open
        case .show: return isOne(addresses) ? .line(":show \(addresses[0])") : .open
        case .compare: return isOne(addresses) ? .line(":diff \(addresses[0])") : .open
        default: return .open
        }
    }

    /// "give me three others for the opening", "alternatives for 2.1".
    var alternatives: PlainRequest.Reading? {
        guard words.contains(where: { Lexicon.others.contains($0) }) else { return nil }
        let named = tokens.tokens.compactMap { token -> [String]? in
            switch token {
            case .sections(let addresses), .pronoun(_, let addresses): addresses
            default: nil
            }
        }
        let fillers: Set<String> = [
            "other", "for", "of", "to", "the", "für", "von", "andere", "pour", "de", "autres", "para", "otras", "per",
            "di",
            "altre", "me", "mir", "moi",
        ]
        let isAll = words.dropFirst().allSatisfy { word in
            Lexicon.others.contains(word) || Lexicon.counts[word] != nil || fillers.contains(word)
                || Int(word).map { (2...5).contains($0) } == true
        }
        guard isAll, found.missing == nil, found.candidates.isEmpty else { return .open }
        let addresses = named.first ?? carried
        guard named.count < 2, isOne(addresses), addresses != ["all"] else { return .unclear(whichSection) }
        let count = words.dropFirst().compactMap { Lexicon.counts[$0] ?? Int($0) }.first
        return .steps([
            Step("alt", ["section": addresses[0]].merging(count.map { ["count": "\($0)"] } ?? [:]) { $1 })
        ])
    }

    var export: PlainRequest.Reading {
        let formats = [
            "html": "html", "markdown": "md", "md": "md", "text": "txt", "txt": "txt", "json": "json",
        ]
        var rest = tokens.rest(from: 1)
        if case .sections(["all"])? = rest.first { rest.removeFirst() }
        if case .pronoun? = rest.first { rest.removeFirst() }
        while case .word(let word)? = rest.first,
            ["as", "to", "als", "en", "como", "in", "come", "the", "post"].contains(word)
        {
            rest.removeFirst()
        }
        if rest.isEmpty { return .line(":export") }
        guard rest.count == 1, case .word(let word)? = rest.first, let format = formats[word] else { return .open }
        return .line(":export \(format)")
    }

    /// A new title is taken for certain where it is quoted, or begins like a title and is nothing but that.
    var rename: PlainRequest.Reading {
        let pattern =
            /(?i)^(?:(?:rename|retitle)\s+(.+?)\s+(?:to|as)|benenne?\s+(.+?)\s+(?:um\s+)?(?:in|zu)|renomme[rz]?\s+(.+?)\s+en|renombr[ae]r?\s+(.+?)\s+(?:a|como)|rinomin(?:a|i|are)\s+(.+?)\s+in)\s+(.+?)(?:\s+um)?$/
        guard let match = text.wholeMatch(of: pattern) else { return .open }
        let name = match.output.1 ?? match.output.2 ?? match.output.3 ?? match.output.4 ?? match.output.5 ?? ""
        let found = SectionMention(in: session, carried: carried).find(in: String(name))
        let inside = ClauseTokens(String(name), found)
        if let missing = found.missing {
            return .unclear("There is no section \(missing); `:outline` lists the sections.")
        }
        if !found.candidates.isEmpty { return .unclear(whichSection) }
        guard let section = inside.sections(at: 0), section.next == inside.tokens.count, isOne(section.addresses),
            section.addresses != ["all"]
        else { return .open }
        var title = String(match.output.6).trimmed
        let quotes: [(Character, Character)] = [
            ("\"", "\""), ("'", "'"), ("“", "”"), ("„", "“"), ("«", "»"), ("‘", "’"),
        ]
        if let first = title.first, let last = title.last, title.count > 2,
            quotes.contains(where: { $0 == (first, last) })
        {
            title = String(title.dropFirst().dropLast()).trimmed
        } else {
            let isTitle = title.first.map { $0.isUppercase || $0.isNumber } == true
            let isMore =
                title.contains { ",;\"“”„«»".contains($0) }
                || title.contains(/\b(?:and|und|et|y|e)\s+(?:section\s+)?\d/)
            guard isTitle, !isMore else { return .open }
        }
        guard title.contains(where: { $0.isLetter || $0.isNumber }) else { return .open }
        return .steps([Step("rename", ["section": section.addresses[0], "title": title])])
    }

    /// "move 2 before 4", "move storage to the end".
    var move: PlainRequest.Reading {
        guard let what = tokens.sections(at: 1) else {
            if !found.candidates.isEmpty || found.missing != nil { return doubt([]) ?? .open }
            return .open
        }
        if let doubt = doubt([]) { return doubt }
        guard isOne(what.addresses), let entry = Address(what.addresses[0]).flatMap({ try? session.section(at: $0) })
        else {
            return .open
        }
        let places: [([String], Bool)] = [
            (["before"], true), (["after"], false), (["behind"], false), (["vor"], true), (["nach"], false),
            (["hinter"], false), (["avant"], true), (["après"], false), (["antes", "de"], true),
            (["después", "de"], false), (["prima", "di"], true), (["dopo"], false),
        ]
        let rest = tokens.rest(from: what.next)
        let said = rest.map { token -> String in
            if case .word(let word) = token { return word }
            return ""
        }
        let tops = session.outline.sections.count
        let ends = ["to the end": "\(tops + 1)", "to the start": "1", "to the beginning": "1", "to the top": "1"]
        if let place = ends[said.joined(separator: " ")] {
            return .steps([Step("move", ["section": what.addresses[0], "place": place])])
        }
        guard let (words, isBefore) = places.first(where: { said.starts(with: $0.0) }),
            let anchor = tokens.sections(at: what.next + words.count), anchor.next == tokens.tokens.count,
            isOne(anchor.addresses), let other = Address(anchor.addresses[0]),
            let place = try? session.section(at: other), place.section.id != entry.section.id
        else { return .open }
        var path = place.path
        if !isBefore { path[path.count - 1] += 1 }
        return .steps([
            Step("move", ["section": what.addresses[0], "place": path.map(String.init).joined(separator: ".")])
        ])
    }
}
