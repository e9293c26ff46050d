import Markdown

/// The changes between two texts as CriticMarkup, with comments.
///
/// Changes are marked by words within a line, or else by lines, by paragraphs, or as a whole: the first that gives both
/// texts back exactly. Code is never marked within.
struct CriticDiff {
    /// A stretch of both texts; they are equal where nothing changed.
    private struct Part {
        var old: String
        var new: String
        /// The marks of a comment, which belong to neither text.
        var marks: String?
    }

    private var parts: [Part]
    private let old: String
    private let new: String

    /// Compares two texts; nil if no marks give them back, because they have such marks themselves.
    init?(from old: String, to new: String) {
        (self.old, self.new, parts) = (old, new, [])
        let ways = [
            { Self.changes(Self.lines(old), Self.lines(new), byWords: true) },
            { Self.changes(Self.lines(old), Self.lines(new), byWords: false) },
            { Self.changes(Self.paragraphs(old), Self.paragraphs(new), byWords: false) },
            { [Part(old: old, new: new)] },
        ]
        for way in ways {
            parts = way()
            if isExact { return }
        }
        return nil
    }

    /// The text with its marks.
    var text: String { parts.map(Self.marked).joined() }

    private var isExact: Bool {
        let read = CriticMarkup(text, readsNotes: false)
        return read.accepted == new && read.rejected == old
    }

    private var noteCount: Int {
        CriticMarkup(text, readsNotes: false).pieces.count { if case .comment = $0 { true } else { false } }
    }

    private static func marked(_ part: Part) -> String {
        if let marks = part.marks { return marks }
        if part.old == part.new { return part.new }
        if part.old.isEmpty { return "{++\(part.new)++}" }
        if part.new.isEmpty { return "{--\(part.old)--}" }
        let isLong = part.old.contains { $0.isNewline } || part.new.contains { $0.isNewline }
        return isLong ? "{--\(part.old)--}{++\(part.new)++}" : "{~~\(part.old)~>\(part.new)~~}"
    }

    // MARK: - Comments

    /// Returns the text with a comment behind the words that it is about, which are highlighted where they are unchanged.
    func adding(_ comment: String, to quote: String) -> CriticDiff {
        let words = comment.replacing("<<}", with: "<< }").split(whereSeparator: \.isWhitespace).joined(separator: " ")
        let note = Part(old: "", new: "", marks: "{>>\(words)<<}")
        let count = noteCount
        func isGood(_ diff: CriticDiff) -> Bool { diff.isExact && diff.noteCount == count + 1 }
        for (index, part) in parts.enumerated() where part.marks == nil && part.old == part.new {
            guard let place = Quotation.places(of: quote, in: part.new).first else { continue }
            let (head, tail) = (String(part.new[..<place.lowerBound]), String(part.new[place.upperBound...]))
            let own = String(part.new[place])
            let line = tail.prefix { !$0.isNewline }
            let ways: [[Part]] = [
                [Self.same(head), Part(old: own, new: own, marks: "{==\(own)==}"), note, Self.same(tail)],
                [Self.same(head + own), note, Self.same(tail)],
                [Self.same(head + own + line), note, Self.same(String(tail[line.endIndex...]))],
            ]
            for way in ways {
                var diff = self
                diff.parts.replaceSubrange(index...index, with: way.filter { !$0.new.isEmpty || $0.marks != nil })
                if isGood(diff) { return diff }
            }
        }
        // The words are in a change or in code, or have a comment already.
        var diff = self
        var place =
            parts.firstIndex { !Quotation.places(of: quote, in: $0.new).isEmpty }.map { $0 + 1 } ?? parts.endIndex
        while place < parts.endIndex, parts[place].marks?.hasPrefix("{>>") == true { place += 1 }
        diff.parts.insert(note, at: place)
        if isGood(diff) { return diff }
        diff = self
        diff.parts.append(note)
        return isGood(diff) ? diff : self
    }

    private static func same(_ text: String) -> Part { Part(old: text, new: text) }

    // MARK: - Comparing

    private static func changes(_ old: [String], _ new: [String], byWords: Bool) -> [Part] {
        var (removed, inserted) = (Set<Int>(), Set<Int>())
        for change in new.difference(from: old) {
            switch change {
            case .remove(let place, _, _): removed.insert(place)
            case .insert(let place, _, _): inserted.insert(place)
            }
        }
        var parts: [Part] = []
        var (left, right) = (0, 0)
        while left < old.count || right < new.count {
            let (from, to) = (left, right)
            while removed.contains(left) { left += 1 }
            while inserted.contains(right) { right += 1 }
            if left > from || right > to {
                parts += hunk(Array(old[from..<left]), Array(new[to..<right]), byWords: byWords)
            } else {
                append(same(new[right]), to: &parts)
                (left, right) = (left + 1, right + 1)
            }
        }
        return parts
    }

    private static func append(_ part: Part, to parts: inout [Part]) {
        if let last = parts.last, last.old == last.new, part.old == part.new {
            parts[parts.count - 1] = same(last.new + part.new)
        } else {
            parts.append(part)
        }
    }

    private static func hunk(_ old: [String], _ new: [String], byWords: Bool) -> [Part] {
        let isProse = (old + new).allSatisfy { !$0.contains("`") && !$0.contains("~~~") }
        guard byWords, isProse, old.count == new.count else { return [Part(old: old.joined(), new: new.joined())] }
        return zip(old, new).flatMap { first, second -> [Part] in
            let (before, after) = (tokens(first), tokens(second))
            let parts = changes(before, after, byWords: false)
            let kept = parts.filter { $0.old == $0.new }.reduce(0) { $0 + Prose.words(in: $1.new) }
            // A line with hardly a word in common reads better as a whole.
            return kept * 3 >= min(Prose.words(in: first), Prose.words(in: second))
                ? joined(parts) : [Part(old: first, new: second)]
        }
    }

    /// Joins changes that only white space separates.
    private static func joined(_ parts: [Part]) -> [Part] {
        var result: [Part] = []
        for (index, part) in parts.enumerated() {
            let isGap =
                part.old == part.new && part.new.allSatisfy { $0 == " " } && index > 0 && index + 1 < parts.count
            if let last = result.last, last.old != last.new, isGap || part.old != part.new {
                result[result.count - 1] = Part(old: last.old + part.old, new: last.new + part.new)
            } else {
                result.append(part)
            }
        }
        return result
    }

    // MARK: - Splitting

    /// Returns the words of a line and the spaces between them.
    private static func tokens(_ line: String) -> [String] {
        var tokens: [String] = []
        for character in line {
            let isSame = tokens.last?.last.map { $0.isWhitespace == character.isWhitespace } ?? false
            if isSame { tokens[tokens.count - 1].append(character) } else { tokens.append(String(character)) }
        }
        return tokens
    }

    /// Returns the lines with their ends; a fenced code block is one of them.
    private static func lines(_ text: String) -> [String] {
        var lines: [String] = []
        var scanner = FenceScanner()
        var isInCode = false
        for line in SourceLines.split(text[...]) {
            let isCode = scanner.take(line.trimmedEnd[...]) != .text
            if isCode, isInCode { lines[lines.count - 1] += line } else { lines.append(String(line)) }
            isInCode = isCode
        }
        return lines
    }

    /// Returns the paragraphs with the blank lines behind them.
    private static func paragraphs(_ text: String) -> [String] {
        Prose.separated(text).map { String($0.body) + String($0.gap) }
    }
}
