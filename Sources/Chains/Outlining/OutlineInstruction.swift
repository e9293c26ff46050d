import Manuscript

/// An instruction in plain English that can be parsed: add, remove, move or rename sections.
///
/// A model of some hundred million parameters forgets half of a list that it should copy, so instructions are parsed if
/// possible. For others, only those of the model's proposals are accepted that the instruction itself mentions.
struct OutlineInstruction {
    private let text: String

    init(_ text: String) { self.text = Prose.title(text).replacing(/(?i)^please,?\s+/, with: "") }

    /// Returns the outline with the changes; nil if part of the instruction cannot be parsed or identifies no section.
    func applied(to outline: Outline) -> OutlineDraft? {
        var tree = OutlineTree(outline)
        let clauses = text.split(
            separator:
                /(?i)\s*(?:;|\.\s|,)?\s+(?:and\s+)?(?:then\s+)?(?=(?:add|insert|remove|drop|delete|move|rename)\s)/)
        guard !clauses.isEmpty else { return nil }
        for clause in clauses {
            guard let changed = Self.change(String(clause).trimmed, tree) else { return nil }
            tree = changed
        }
        return tree.draft
    }

    /// Returns the outline with those additions and removals in a list of titles that the instruction mentions.
    func allowed(of titles: [String], in outline: Outline) -> OutlineDraft {
        var tree = OutlineTree(outline)
        let named = Set(ContentWords.of(text))
        let words = Set(text.lowercased().split { !$0.isLetter }.map(String.init))
        let keys = Set(titles.map { TitleMatch.key($0) })
        if !words.isDisjoint(with: ["remove", "drop", "delete", "without", "cut", "omit", "skip", "no"]) {
            for section in outline.sections where !keys.contains(TitleMatch.key(section.title)) {
                let own = Set(ContentWords.of(section.title))
                if !own.isEmpty, own.isSubset(of: named) { _ = tree.take(section.id) }
            }
        }
        guard !words.isDisjoint(with: ["add", "insert", "include", "new", "more", "another", "also", "with", "need"])
        else { return tree.draft }
        var known = Set(outline.entries.map { TitleMatch.key($0.section.title) })
        for title in titles where !named.isDisjoint(with: ContentWords.of(title)) {
            if known.insert(TitleMatch.key(title)).inserted { tree.add(title, .end) }
        }
        return tree.draft
    }

    private static func change(_ clause: String, _ tree: OutlineTree) -> OutlineTree? {
        var plain = clause
        while let last = plain.last, ".!".contains(last) { plain.removeLast() }
        var tree = tree
        if let match = plain.wholeMatch(of: /(?i)(?:add|insert)\s+(.+)/) {
            let (what, place) = placed(String(match.output.1))
            let bare = what.replacing(
                /(?i)^(?:(?:a|an|the|another|one)\s+)?(?:new\s+)?(?:(?:sub)?section|chapter|part)\s*(?:on|about|for|called|named|titled|:)?\s+/,
                with: "")
            guard bare != what || what.contains(/^["“]/), let title = title(bare),
                let spot = place.map(tree.spot) ?? .end
            else { return nil }
            tree.add(title, spot)
            return tree
        }
        if let match = plain.wholeMatch(of: /(?i)(?:remove|drop|delete)\s+(.+)/) {
            guard let ids = tree.ids(String(match.output.1)) else { return nil }
            for id in ids { _ = tree.take(id) }
            return tree.draft.nodes.isEmpty ? nil : tree
        }
        if let match = plain.wholeMatch(of: /(?i)move\s+(.+)/) {
            let (what, place) = placed(String(match.output.1))
            guard let place, let ids = tree.ids(what), ids.count == 1, let spot = tree.spot(place),
                spot.anchor.map({ $0 != ids[0] && !tree.isBelow($0, ids[0]) }) ?? true, let node = tree.take(ids[0])
            else { return nil }
            tree.put(node, spot)
            return tree
        }
        if let match = plain.wholeMatch(of: /(?i)rename\s+(.+?)\s+(?:to|as|into)\s+(.+)/) {
            guard let ids = tree.ids(String(match.output.1)), ids.count == 1, let title = title(String(match.output.2))
            else { return nil }
            tree.rename(ids[0], title)
            return tree
        }
        return nil
    }

    /// Splits off a place such as "before the conclusion" or "to the end".
    private static func placed(_ text: String) -> (what: String, place: String?) {
        let place =
            /(?i)^(.+?)\s+((?:before|after|behind)\s+.+|(?:at|to)\s+the\s+(?:very\s+)?(?:end|beginning|start|top))$/
        guard let match = text.wholeMatch(of: place) else { return (text, nil) }
        return (String(match.output.1), String(match.output.2))
    }

    /// Returns a title as typed, without quotes and with an initial capital; nil if it is too long for a title.
    private static func title(_ text: String) -> String? {
        let bare = OutlineReading.title(text)
        guard !bare.isEmpty, bare.split(separator: " ").count <= 10 else { return nil }
        return bare.capitalizedFirst
    }
}
