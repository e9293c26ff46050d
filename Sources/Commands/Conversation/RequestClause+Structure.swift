import Manuscript
import Platform

extension RequestClause {
    // MARK: - Structure

    func structure(_ deed: Lexicon.Deed, from place: Int) -> PlainRequest.Reading {
        if let missing = missing(from: place) { return missing }
        var place = place
        // "Show me" without a section.
        while deed == .show || deed == .compare, let word = tokens.word(place), lexicon.has(.determiner, word),
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
            case .write: return .steps([Step("write", ["address": "all"])])
            case .show: return place >= tokens.tokens.count ? .line(":show") : .open
            case .compare: return place >= tokens.tokens.count ? .line(":diff") : .open
            case .remove, .merge: return .unclear(whichSection)
            default: return .open
            }
        }
        var rest = tokens.rest(from: sections.next)
        if deed == .merge { rest = rest.dropFirst(tokens.count(of: .together, at: sections.next)) }
        if deed == .show { rest = rest.dropFirst(tokens.count(of: .again, at: sections.next)) }
        if let doubt = doubt(rest) { return doubt }
        guard rest.isEmpty, !isMixed(sections.addresses) else { return .open }
        let addresses = sections.addresses
        switch deed {
        case .remove:
            if case .pronoun(let word, _)? = tokens.rest(from: place).first {
                // "Drop it" more likely refers to the conversation.
                return word == "it" && tokens.word(0) == "remove" && isOne(addresses) ? removed(addresses) : .open
            }
            guard !addresses.contains("all") else { return .unclear(PlainRequest.unclear(text)) }
            guard sections.joint.map({ !lexicon.has(.into, $0) }) ?? true else { return .open }
            return removed(addresses)
        case .merge:
            guard addresses.count == 2, let joint = sections.joint else { return .unclear(PlainRequest.unclear(text)) }
            let (kept, other) =
                lexicon.has(.into, joint) ? (addresses[1], addresses[0]) : (addresses[0], addresses[1])
            return .steps([Step("merge", ["section": kept, "other": other])])
        case .write:
            guard isOne(addresses) else { return .open }
            // "Write it" means the post, unless the section was just added.
            if case .pronoun? = tokens.rest(from: place).first, carried.isEmpty,
                session.history.last?.kind != .add || isWritten(addresses[0])
            {
                return .steps([Step("write", ["address": "all"])])
            }
            return .steps([Step("write", ["address": addresses[0]])])
        case .show: return isOne(addresses) ? .line(":show \(addresses[0])") : .open
        case .compare: return isOne(addresses) ? .line(":diff \(addresses[0])") : .open
        default: return .open
        }
    }

    /// Returns the refusal if nothing but sections is listed, "5-8 and 10", and one of them does not exist.
    private func missing(from place: Int) -> PlainRequest.Reading? {
        guard let address = found.missing.flatMap({ Address($0) }), !session.outline.isEmpty else { return nil }
        let isList = tokens.rest(from: place).allSatisfy { token in
            switch token {
            case .sections, .comma: true
            case .word(let word): word.first?.isWholeNumber == true || isWord(token, .then, .section, .sections)
            case .pronoun, .share: false
            }
        }
        guard isList else { return nil }
        do {
            _ = try session.sections(at: address)
            return nil
        } catch let error as AddressError {
            return .missing(error)
        } catch {
            return nil
        }
    }

    private func isWritten(_ address: String) -> Bool {
        guard let address = Address(address), let entries = try? session.sections(at: address) else { return false }
        return entries.filter(\.section.isLeaf).allSatisfy { $0.section.text != nil }
    }

    /// Reads "give me three others for the opening", "alternatives for 2.1".
    func alternatives(from place: Int) -> PlainRequest.Reading? {
        guard words.contains(where: { lexicon.has(.others, $0) }) else { return nil }
        let named = tokens.tokens.compactMap { token -> [String]? in
            switch token {
            case .sections(let addresses), .pronoun(_, let addresses): addresses
            default: nil
            }
        }
        let words = words.dropFirst(place)
        let isAll = words.allSatisfy { word in
            lexicon.has(.others, word) || lexicon.number(.count, word) != nil || lexicon.has(.filler, word)
                || Int(word).map { (2...5).contains($0) } == true
        }
        guard isAll, found.missing == nil, found.candidates.isEmpty else { return .open }
        let addresses = named.first ?? carried
        guard named.count < 2, isOne(addresses), addresses != ["all"] else { return .unclear(whichSection) }
        let count = words.compactMap { lexicon.number(.count, $0) ?? Int($0) }.first
        return .steps([
            Step("alt", ["section": addresses[0]].merging(count.map { ["count": "\($0)"] } ?? [:]) { $1 })
        ])
    }

    /// Reads "come up with titles for 2"; nil for anything else, and for a single title, which a model writes.
    func titles(from place: Int) -> PlainRequest.Reading? {
        guard words.contains(where: { lexicon.has(.titles, $0) }) else { return nil }
        return titlesLine.map { .line($0) }
    }

    /// The line that generates titles for the one section that the clause names; nil if it is not about its title.
    var titlesLine: String? {
        guard lexicon.deed(tokens.words(from: 0))?.deed == .give,
            words.contains(where: { lexicon.has(.title, $0) || lexicon.has(.titles, $0) }), doubt([]) == nil,
            case let named = found.addresses, isOne(named), named != ["all"]
        else { return nil }
        return ":alt \(named[0]) titles"
    }

    func export(from place: Int) -> PlainRequest.Reading {
        let formats = ["html": "html", "markdown": "md", "md": "md", "text": "txt", "txt": "txt", "json": "json"]
        var rest = tokens.rest(from: place)
        if case .sections(["all"])? = rest.first { rest.removeFirst() }
        if case .pronoun? = rest.first { rest.removeFirst() }
        while let first = rest.first, isWord(first, .formatJoint, .pronoun) { rest.removeFirst() }
        if rest.isEmpty { return .line(":export") }
        guard rest.count == 1, case .word(let word)? = rest.first, let format = formats[word] else { return .open }
        return .line(":export \(format)")
    }

    /// Reads a new title; it is certain if it is quoted, or if it looks like a title and nothing more.
    func rename(from place: Int) -> PlainRequest.Reading {
        let words = text.split(separator: " ")
        guard words.count > place + 2 else { return .open }
        let low = words.map { $0.lowercased() }
        let own = lexicon.language(of: low[0])
        let joints = (place + 1..<words.count - 1).lazy.map { index in
            (index: index, count: own.prefix(.titleJoint, of: low[index...]))
        }
        guard let joint = joints.first(where: { $0.count > 0 }), joint.index + joint.count < words.count else {
            return .open
        }
        let name = words[place..<joint.index].joined(separator: " ")
        let found = SectionMention(in: session, lexicon, carried: carried).find(in: name)
        let inside = ClauseTokens(name, found, lexicon)
        if let missing = found.missing {
            return .unclear("There is no section \(missing); `:outline` lists the sections.")
        }
        if !found.candidates.isEmpty { return .unclear(whichSection) }
        guard let section = inside.sections(at: 0), section.next == inside.tokens.count, isOne(section.addresses),
            section.addresses != ["all"]
        else { return .open }
        var rest = words[(joint.index + joint.count)...]
        if let last = rest.last, rest.count > 1, own.has(.titleEnd, last.lowercased()) { rest.removeLast() }
        guard let title = title(rest.joined(separator: " ")) else { return .open }
        return .steps([Step("rename", ["section": section.addresses[0], "title": title])])
    }

    /// Returns a title without its quotation marks; nil if the text may be something else.
    private func title(_ text: String) -> String? {
        let quotes: [(Character, Character)] = [
            ("\"", "\""), ("'", "'"), ("“", "”"), ("„", "“"), ("«", "»"), ("‘", "’"),
        ]
        var title = text
        if let first = title.first, let last = title.last, title.count > 2,
            quotes.contains(where: { $0 == (first, last) })
        {
            title = String(title.dropFirst().dropLast()).trimmed
        } else {
            let isTitle = title.first.map { $0.isUppercase || $0.isNumber } == true
            let words = title.lowercased().split(separator: " ").map(String.init)
            let isMore =
                title.contains { ",;\"“”„«»".contains($0) }
                || words.indices.dropLast().contains { index in
                    let next = index + 1 + lexicon.prefix(.section, of: words[(index + 1)...])
                    return lexicon.has(.then, words[index])
                        && words.dropFirst(next).first?.first?.isWholeNumber == true
                }
            guard isTitle, !isMore else { return nil }
        }
        return title.contains { $0.isWordPart } ? title : nil
    }

    /// Reads "move 2 before 4", "move storage to the end".
    func move(from place: Int) -> PlainRequest.Reading {
        guard let what = tokens.sections(at: place) else {
            if !found.candidates.isEmpty || found.missing != nil { return doubt([]) ?? .open }
            return .open
        }
        if let doubt = doubt([]) { return doubt }
        guard isOne(what.addresses), let entry = Address(what.addresses[0]).flatMap({ try? session.section(at: $0) })
        else { return .open }
        func moved(to place: String) -> PlainRequest.Reading {
            .steps([Step("move", ["section": what.addresses[0], "place": place])])
        }
        let said = tokens.words(from: what.next).joined(separator: " ")
        if tokens.words(from: what.next).count == tokens.rest(from: what.next).count {
            if lexicon.has(.toEnd, said) { return moved(to: "\(session.outline.sections.count + 1)") }
            if lexicon.has(.toStart, said) { return moved(to: "1") }
        }
        let before = tokens.count(of: .before, at: what.next)
        let to = ["to", "auf", "à", "a"].contains(tokens.word(what.next)) ? 1 : 0
        let count = [before, tokens.count(of: .after, at: what.next), to].first { $0 > 0 } ?? 0
        guard count > 0, let anchor = tokens.sections(at: what.next + count), anchor.next == tokens.tokens.count,
            isOne(anchor.addresses), let other = Address(anchor.addresses[0]),
            let place = try? session.section(at: other), place.section.id != entry.section.id
        else { return .open }
        var path = place.path
        let isTo = before == 0 && tokens.count(of: .after, at: what.next) == 0
        // "Move 5 to 4" gives it that number; "move 2.1 to 4" could mean below 4 as well.
        guard !isTo || entry.path.dropLast() == path.dropLast() else { return .open }
        if isTo ? entry.path.lexicographicallyPrecedes(path) : before == 0 { path[path.count - 1] += 1 }
        return moved(to: path.map(String.init).joined(separator: "."))
    }
}
