package import Platform

/// Two versions of a document as one, whose changes pandoc's Word writer tracks.
///
/// Documents are in pandoc's JSON (pandoc-types 1.22). Paragraphs, headings, lists, quotes and tables of the same shape are
/// compared by words; other blocks are removed and added as a whole. Word cannot track a horizontal line.
package struct TrackedChanges {
    /// A stretch of blocks or words: the same in both versions, or not.
    private struct Stretch {
        var old: [JSONValue]
        var new: [JSONValue]
        var isSame: Bool
    }

    private let attributes: JSONValue

    /// Makes marks with the author and the time of the changes.
    package init(author: String, at time: Date) {
        let date = time.formatted(.iso8601)
        attributes = .array([.array(["author", .string(author)]), .array(["date", .string(date)])])
    }

    /// Returns both versions as one, with the metadata of the new one; nil if a text is not such a document.
    package func document(from old: JSONValue, to new: JSONValue) -> JSONValue? {
        guard case .object(var members) = new, let before = old["blocks"]?.array, let after = new["blocks"]?.array
        else { return nil }
        let blocks = merged(before.map(Self.unbroken), after.map(Self.unbroken), by: block)
        members["blocks"] = .array(blocks)
        return .object(members)
    }

    /// Returns a value with spaces instead of line ends within paragraphs, which a new wrapping moves.
    private static func unbroken(_ value: JSONValue) -> JSONValue {
        if kind(value) == "SoftBreak" { return ["t": "Space"] }
        return mapped(value, by: unbroken)
    }

    private static func kind(_ value: JSONValue) -> String { value["t"]?.string ?? "" }

    private static func mapped(_ value: JSONValue, by body: (JSONValue) -> JSONValue) -> JSONValue {
        switch value {
        case .array(let values): .array(values.map(body))
        case .object(let members): .object(members.mapValues(body))
        default: value
        }
    }

    // MARK: - Comparing

    private static func stretches(_ old: [JSONValue], _ new: [JSONValue]) -> [Stretch] {
        var (removed, inserted) = (Set<Int>(), Set<Int>())
        for change in new.difference(from: old) {
            switch change {
            case .remove(let place, _, _): removed.insert(place)
            case .insert(let place, _, _): inserted.insert(place)
            }
        }
        var stretches: [Stretch] = []
        var (left, right) = (0, 0)
        func add(_ before: [JSONValue], _ after: [JSONValue], isSame: Bool) {
            if let last = stretches.last, last.isSame == isSame {
                stretches[stretches.count - 1].old += before
                stretches[stretches.count - 1].new += after
            } else {
                stretches.append(Stretch(old: before, new: after, isSame: isSame))
            }
        }
        while left < old.count || right < new.count {
            if removed.contains(left) {
                add([old[left]], [], isSame: false)
                left += 1
            } else if inserted.contains(right) {
                add([], [new[right]], isSame: false)
                right += 1
            } else {
                add([old[left]], [new[right]], isSame: true)
                (left, right) = (left + 1, right + 1)
            }
        }
        return stretches
    }

    /// Returns blocks, or the items of lists, as one list; `pair` merges two that are alike.
    private func merged(
        _ old: [JSONValue], _ new: [JSONValue], by pair: (JSONValue, JSONValue) -> JSONValue?
    ) -> [JSONValue] {
        Self.stretches(old, new).flatMap { stretch -> [JSONValue] in
            guard !stretch.isSame else { return stretch.new }
            var (result, rest, added): ([JSONValue], ArraySlice<JSONValue>, [JSONValue]) = ([], stretch.old[...], [])
            func flush(upTo place: Int) {
                result += rest[..<place].compactMap { marked($0, "deletion") } + added
                added = []
                rest = rest[place...]
            }
            for value in stretch.new {
                var found: (Int, JSONValue)?
                for place in rest.indices where found == nil && Self.areAlike(rest[place], value) {
                    found = pair(rest[place], value).map { (place, $0) }
                }
                guard let (place, both) = found else {
                    added += [marked(value, "insertion")].compactMap { $0 }
                    continue
                }
                flush(upTo: place)
                rest.removeFirst()
                result.append(both)
            }
            flush(upTo: rest.endIndex)
            return result
        }
    }

    /// Returns true if a third of the words of the shorter one are in the other.
    private static func areAlike(_ first: JSONValue, _ second: JSONValue) -> Bool {
        func words(_ value: JSONValue) -> Set<String> {
            if kind(value) == "Str", let word = value["c"]?.string { return [word] }
            switch value {
            case .array(let values): return values.reduce(into: []) { $0.formUnion(words($1)) }
            case .object(let members): return members.values.reduce(into: []) { $0.formUnion(words($1)) }
            default: return []
            }
        }
        let (before, after) = (words(first), words(second))
        let shared = before.intersection(after).count
        return shared > 0 && shared * 3 >= min(before.count, after.count)
    }

    // MARK: - Merging

    /// Merges two blocks of the same kind; nil for others.
    private func block(_ old: JSONValue, _ new: JSONValue) -> JSONValue? {
        guard Self.kind(old) == Self.kind(new), let before = old["c"]?.array, let after = new["c"]?.array else {
            return nil
        }
        func with(_ content: [JSONValue]) -> JSONValue { ["t": .string(Self.kind(new)), "c": .array(content)] }
        switch Self.kind(new) {
        case "Para", "Plain": return with(inlines(before, after))
        case "Header":
            guard before.count == 3, after.count == 3, before[0] == after[0] else { return nil }
            return with([after[0], after[1], .array(inlines(before[2].array ?? [], after[2].array ?? []))])
        case "BulletList": return with(merged(before, after, by: item))
        case "OrderedList":
            guard before.count == 2, after.count == 2, before[0] == after[0] else { return nil }
            return with([after[0], .array(merged(before[1].array ?? [], after[1].array ?? [], by: item))])
        case "BlockQuote": return with(merged(before, after, by: block))
        case "Table": return cells(old, new)
        default: return nil
        }
    }

    private func item(_ old: JSONValue, _ new: JSONValue) -> JSONValue? {
        guard let before = old.array, let after = new.array else { return nil }
        return .array(merged(before, after, by: block))
    }

    /// Merges the cells of two tables of the same shape; nil for others.
    private func cells(_ old: JSONValue, _ new: JSONValue) -> JSONValue? {
        if ["Plain", "Para"].contains(Self.kind(new)) { return block(old, new) }
        switch (old, new) {
        case (.array(let before), .array(let after)):
            // The list of blocks of a cell, which is empty in an empty cell.
            if before.isEmpty != after.isEmpty, (before + after).allSatisfy({ !Self.kind($0).isEmpty }) {
                return .array(merged(before, after, by: block))
            }
            guard before.count == after.count else { return nil }
            let both = zip(before, after).compactMap { cells($0, $1) }
            return both.count == after.count ? .array(both) : nil
        case (.object(let before), .object(let after)):
            guard before.keys == after.keys else { return nil }
            let both = after.compactMapValues { $0 }.reduce(into: [String: JSONValue]()) { result, member in
                result[member.key] = before[member.key].flatMap { cells($0, member.value) }
            }
            return both.count == after.count ? .object(both) : nil
        default: return old == new ? new : nil
        }
    }

    private func inlines(_ old: [JSONValue], _ new: [JSONValue]) -> [JSONValue] {
        var joined: [Stretch] = []
        let all = Self.stretches(old, new)
        for (index, stretch) in all.enumerated() {
            // Changes that only a space separates are one.
            let isGap = stretch.isSame && stretch.new == [["t": "Space"]] && index > 0 && index + 1 < all.count
            if let last = joined.last, !last.isSame, isGap || !stretch.isSame {
                joined[joined.count - 1].old += stretch.old
                joined[joined.count - 1].new += stretch.new
            } else {
                joined.append(stretch)
            }
        }
        return joined.flatMap { stretch in
            stretch.isSame ? stretch.new : span(stretch.old, "deletion") + span(stretch.new, "insertion")
        }
    }

    // MARK: - Marking

    private func span(_ inlines: [JSONValue], _ mark: String) -> [JSONValue] {
        guard !inlines.isEmpty else { return [] }
        let attribute: JSONValue = .array(["", .array([.string(mark)]), attributes])
        return [["t": "Span", "c": .array([attribute, .array(inlines)])]]
    }

    /// Returns a block with all its words marked; nil for a line that is removed.
    private func marked(_ value: JSONValue, _ mark: String) -> JSONValue? {
        let content = value["c"]?.array ?? []
        switch Self.kind(value) {
        case "Para", "Plain": return ["t": .string(Self.kind(value)), "c": .array(span(content, mark))]
        case "Header":
            guard content.count == 3 else { return value }
            let id = mark == "deletion" ? .array(["", [], []]) : content[1]
            return ["t": "Header", "c": .array([content[0], id, .array(span(content[2].array ?? [], mark))])]
        case "CodeBlock":
            // Only words can be marked, so it becomes a paragraph of code. Pandoc reads no marked words in a paragraph with
            // the style of its own code blocks.
            let lines = (content.last?.string ?? "").split(separator: "\n", omittingEmptySubsequences: false)
            let code = lines.map {
                ["t": "Code", "c": .array([.array(["", [], []]), .string(String($0))])] as JSONValue
            }
            let words = [JSONValue](code.map { [$0] }.joined(separator: [["t": "LineBreak"] as JSONValue]))
            let style: JSONValue = .array(["", [], .array([.array(["custom-style", "Changed Code"])])])
            return ["t": "Div", "c": .array([style, .array([["t": "Para", "c": .array(span(words, mark))]])])]
        case "HorizontalRule": return mark == "deletion" ? nil : value
        default:
            if case .array(let values) = value { return .array(values.compactMap { marked($0, mark) }) }
            return Self.mapped(value) { marked($0, mark) ?? $0 }
        }
    }
}
